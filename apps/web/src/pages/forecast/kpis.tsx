import { useNavigate } from '@tanstack/react-router'
import type { DealFilter, Forecast } from '@tributary/contracts'
import { KpiCard, Money, Unknown, useFormats } from '@tributary/ui'
import { paths } from '../../paths.ts'
import { plural } from '../../words.ts'

/** What all open deals may bring; each figure opens its deals. */
export const ForecastKpis = ({ forecast }: { forecast: Forecast | undefined }) => {
  const formats = useFormats()
  const navigate = useNavigate()
  const loading = forecast === undefined
  const open = (rows: DealFilter) => () => void navigate(paths.deals(rows))
  const { total, rows, currency = formats.currency, choices } = forecast ?? {}
  const money = (minor: number) => ({ minor, currency })
  const deals = (n: number): string => `${formats.count(n)} ${plural(n, 'deal')}`
  const interval =
    total && total.lowMinor !== null && total.highMinor !== null
      ? `90 %: ${formats.moneyCompact(money(total.lowMinor))} to ${formats.moneyCompact(money(total.highMinor))}`
      : undefined
  return (
    <section aria-label="What the open deals may bring" className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      <KpiCard
        label="Weighted"
        loading={loading}
        value={
          total?.weightedMinor == null ? (
            <Unknown reason="Neither a model nor ten closed deals tell what is won" />
          ) : (
            <Money value={money(total.weightedMinor)} compact />
          )
        }
        note={interval}
        onOpen={rows && open(rows)}
      />
      <KpiCard
        label="Best case"
        loading={loading}
        value={total ? <Money value={money(total.bestMinor)} compact /> : null}
        note={total ? deals(total.n) : undefined}
        onOpen={rows && open(rows)}
      />
      <KpiCard
        label="Committed"
        loading={loading}
        value={total ? <Money value={money(total.committedMinor)} compact /> : null}
        note={total ? deals(total.committedN) : undefined}
        onOpen={rows && open({ ...rows, stage: ['committed'] })}
      />
      <KpiCard
        label={choices ? `Likely, ${formats.probability(choices.highFrom)} and more` : 'Likely'}
        loading={loading}
        value={total ? <Money value={money(total.likelyMinor)} compact /> : null}
        note={total ? deals(total.likelyN) : undefined}
        onOpen={rows && choices && open({ ...rows, probabilityFrom: choices.highFrom })}
      />
    </section>
  )
}
