import { Link, useNavigate } from '@tanstack/react-router'
import type { Forecast, ForecastGroup } from '@tributary/contracts'
import { Card, ChartCard, EmptyState, Money, useFormats } from '@tributary/ui'
import { OutlookBars } from '../../charts/lazy-charts.tsx'
import { paths } from '../../paths.ts'
import { groupName, groupNote, weighedBy } from './forecast-words.ts'

type Row = ForecastGroup & { readonly id: string }

const wonOf = ({ won }: ForecastGroup): number => won?.amountMinor ?? 0
const expectedOf = ({ won, open }: ForecastGroup): number | null =>
  open.weightedMinor === null ? null : (won?.amountMinor ?? 0) + open.weightedMinor

/** What was won and what is expected, month by month. */
export const MonthsChart = ({ forecast }: { forecast: Forecast | undefined }) => {
  const formats = useFormats()
  const navigate = useNavigate()
  const currency = forecast?.currency ?? formats.currency
  const today = forecast?.today ?? ''
  const rows: Row[] = (forecast?.groups ?? []).map((group) => ({ ...group, id: group.key }))
  const write = (minor: number): string => formats.money({ minor, currency })
  const short = (minor: number): string => formats.moneyCompact({ minor, currency })
  // A month that lies behind opens what was won in it, one ahead what is expected.
  const open = (row: Row | undefined) => {
    if (row) void navigate(paths.deals(row.open.n === 0 && row.won ? row.won.rows : row.rows))
  }
  const now = rows.find(({ key }) => key === today.slice(0, 7))
  const expected = now && expectedOf(now)
  return (
    <ChartCard
      title="By month of expected close"
      loading={forecast === undefined}
      rows={rows.some(({ open: { n }, won }) => n > 0 || (won?.n ?? 0) > 0) ? rows : []}
      summary={
        now && expected != null
          ? `${groupName(now, formats)}: ${short(wonOf(now))} won so far, ${short(expected)} expected in all, ${short(wonOf(now) + now.open.bestMinor)} at best.`
          : 'What was won, and what open deals may add.'
      }
      footer={forecast ? weighedBy(forecast) : undefined}
      columns={[
        { header: 'Month', value: (row) => groupName(row, formats) },
        { header: 'Won', value: wonOf, format: (row) => write(wonOf(row)) },
        { header: 'Open deals', value: (row) => row.open.n, format: (row) => formats.count(row.open.n) },
        {
          header: 'Weighted',
          value: (row) => row.open.weightedMinor,
          format: (row) => (row.open.weightedMinor === null ? '–' : write(row.open.weightedMinor)),
        },
        {
          header: '90 % from',
          value: (row) => row.open.lowMinor,
          format: (row) => (row.open.lowMinor === null ? '–' : write(row.open.lowMinor)),
        },
        {
          header: '90 % to',
          value: (row) => row.open.highMinor,
          format: (row) => (row.open.highMinor === null ? '–' : write(row.open.highMinor)),
        },
        {
          header: 'Committed',
          value: (row) => row.open.committedMinor,
          format: (row) => write(row.open.committedMinor),
        },
        {
          header: 'Best case',
          value: (row) => row.open.bestMinor,
          format: (row) => write(row.open.bestMinor),
        },
      ]}
      onMark={open}
      markLabel={(row) => `Show the deals of ${groupName(row, formats)}`}
      empty={
        <EmptyState title="No deals yet" className="py-8">
          A lead that moves to proposal gets a deal; it stands here by the day it is expected to close.
        </EmptyState>
      }
    >
      <OutlookBars
        data={rows.map((row) => ({
          id: row.id,
          label: groupName(row, formats),
          note: groupNote(row, today),
          value: wonOf(row),
          expected: row.open.weightedMinor,
          low: row.open.lowMinor,
          high: row.open.highMinor,
          best: row.open.bestMinor,
        }))}
        names={{ reached: 'Won', expected: 'Weighted', best: 'Best case' }}
        format={short}
        onMark={({ id }) => open(rows.find((row) => row.id === id))}
      />
    </ChartCard>
  )
}

/** Deals in other currencies are no part of the sums; they are not hidden either. */
export const OtherCurrencies = ({ forecast: { others, currency } }: { forecast: Forecast }) => {
  const formats = useFormats()
  if (others.length === 0) return null
  return (
    <Card title="In other currencies" description={`The figures above are of deals in ${currency}.`}>
      <ul className="flex flex-wrap gap-x-6 gap-y-1 text-sm">
        {others.map((other) => (
          <li key={other.currency}>
            <Link
              {...paths.deals(other.rows)}
              className="text-primary-text underline-offset-2 hover:underline"
            >
              {formats.count(other.n)} in {other.currency}
            </Link>
            , together <Money value={{ minor: other.amountMinor, currency: other.currency }} />
          </li>
        ))}
      </ul>
    </Card>
  )
}
