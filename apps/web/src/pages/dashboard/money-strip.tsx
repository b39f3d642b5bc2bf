import { useNavigate } from '@tanstack/react-router'
import type { MoneyFigure, MoneyOverview, MoneyRows } from '@tributary/contracts'
import { type DeltaProps, KpiCard, Money, Unknown, useFormats } from '@tributary/ui'
import type { ReactNode } from 'react'
import { paths } from '../../paths.ts'
import { modelWords } from '../attribution/model-words.ts'
import { writeOpened } from '../attribution/opened.ts'

type Metrics = MoneyOverview['metrics']
type Writing = 'money' | 'percent' | 'multiple'
type Card = {
  readonly key: keyof Metrics
  readonly label: string
  readonly as: Writing
  readonly unknown: string
  readonly good: 'up' | 'down' | 'neither'
}

const NO_SPEND = 'No spend was reported for these days'
const CARDS: readonly Card[] = [
  { key: 'spendMinor', label: 'Spend', as: 'money', unknown: NO_SPEND, good: 'neither' },
  { key: 'pipelineMinor', label: 'Open pipeline', as: 'money', unknown: '', good: 'up' },
  {
    key: 'attributedMinor',
    label: 'Attributed revenue',
    as: 'money',
    unknown: 'Not enough data',
    good: 'up',
  },
  { key: 'wonMinor', label: 'Won deals', as: 'money', unknown: '', good: 'up' },
  { key: 'roas', label: 'ROAS', as: 'multiple', unknown: NO_SPEND, good: 'up' },
  { key: 'costPerLeadMinor', label: 'Cost per lead', as: 'money', unknown: NO_SPEND, good: 'down' },
  {
    key: 'cacMinor',
    label: 'CAC: spend ÷ won deals',
    as: 'money',
    unknown: 'No spend, or no won deal of a campaign',
    good: 'down',
  },
  { key: 'ctr', label: 'Clicks ÷ impressions', as: 'percent', unknown: 'No impressions', good: 'up' },
]

/** What a model credits; under way, it is not known yet. */
const OF_A_MODEL: readonly (keyof Metrics)[] = ['attributedMinor', 'roas', 'cacMinor']

const changeOf = ({ value, previous }: MoneyFigure, { as, good }: Card): DeltaProps | undefined => {
  if (value === null || previous === null) return undefined
  if (as === 'percent') return { value: (value - previous) * 100, unit: 'points', good }
  return previous === 0 ? undefined : { value: value / previous - 1, good }
}

/** Opens what stands behind a figure. */
const useOpenRows = (money: MoneyOverview | undefined) => {
  const navigate = useNavigate()
  return (rows: MoneyRows): (() => void) | undefined => {
    if (rows.kind === 'deals') return () => void navigate({ to: '/deals', search: rows.filter })
    if (rows.kind === 'leads') return () => void navigate({ to: '/leads', search: rows.filter })
    if (rows.kind === 'spend') {
      const search = { from: rows.period.start, to: rows.period.end }
      const { campaignId } = rows
      return () =>
        void navigate(campaignId ? paths.campaignSpend({ campaignId }, search) : paths.spend(search))
    }
    if (!money) return undefined
    const { model } = money.attribution
    const open =
      rows.campaignId && model !== 'shapley-ordered'
        ? { open: writeOpened({ kind: 'cell', by: 'campaign', model, value: rows.campaignId }) }
        : {}
    const { start: from, end: to } = rows.period
    return () => void navigate({ to: '/attribution', search: { by: 'campaign', from, to, ...open } })
  }
}

/** What was spent, what stands open and what came of it, with the model that says so. */
export const MoneyStrip = ({
  money,
  only,
}: {
  money: MoneyOverview | undefined
  only?: readonly (keyof Metrics)[]
}) => {
  const formats = useFormats()
  const openRows = useOpenRows(money)
  const write = (value: number, as: Writing): ReactNode => {
    if (as === 'percent') return formats.percent(value)
    if (as === 'multiple') return formats.multiple(value)
    return (
      <Money value={{ minor: Math.round(value), currency: money?.currency ?? formats.currency }} compact />
    )
  }
  const isUnderWay = money !== undefined && money.attribution.asOf === null
  const model =
    money && money.attribution.model !== 'shapley-ordered' ? modelWords[money.attribution.model] : ''
  return (
    <div className="grid grid-cols-2 gap-3 md:grid-cols-4">
      {CARDS.filter(({ key }) => !only || only.includes(key)).map((card) => {
        const figure = money?.metrics[card.key]
        const before = figure?.previous
        const unknown =
          isUnderWay && OF_A_MODEL.includes(card.key) ? 'The journeys are being read' : card.unknown
        return (
          <KpiCard
            key={card.key}
            label={card.key === 'attributedMinor' && model ? `${card.label}, ${model}` : card.label}
            loading={!figure}
            value={
              figure && figure.value !== null ? (
                write(figure.value, card.as)
              ) : (
                <Unknown reason={`Not enough data: ${unknown}`} />
              )
            }
            delta={figure && changeOf(figure, card)}
            note={
              figure && figure.value === null ? (
                <span title={unknown}>{unknown}</span>
              ) : typeof before === 'number' ? (
                <>before {write(before, card.as)}</>
              ) : undefined
            }
            onOpen={figure && openRows(figure.rows)}
          />
        )
      })}
    </div>
  )
}
