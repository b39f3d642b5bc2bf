import { useNavigate } from '@tanstack/react-router'
import type { MoneyOverview } from '@tributary/contracts'
import { ChartCard, type ChartColumn, EmptyState, useFormats } from '@tributary/ui'
import { Trend } from '../../charts/lazy-charts.tsx'

type RevenueTrendProps = { money: MoneyOverview | undefined; today: string; className?: string }

/** What was won and spent, day by day; a day opens the deals won on it. */
export const RevenueTrend = ({ money, today, className }: RevenueTrendProps) => {
  const formats = useFormats()
  const navigate = useNavigate()
  const currency = money?.currency ?? formats.currency
  const write = (minor: number) => formats.money({ minor, currency })
  const rows = (money?.perDay ?? []).map((day) => ({ ...day, id: day.day }))
  type Row = (typeof rows)[number]
  const major = (minor: number) => minor / 10 ** formats.minorDigits()
  const columns: ChartColumn<Row>[] = [
    { header: 'Day', value: (row) => row.day, format: (row) => formats.dayYear(row.day) },
    { header: 'Won deals', value: (row) => row.wonDeals, format: (row) => formats.count(row.wonDeals) },
    { header: 'Won', value: (row) => major(row.wonMinor), format: (row) => write(row.wonMinor) },
    {
      header: 'Spend',
      value: (row) => (row.spendMinor === null ? null : major(row.spendMinor)),
      format: (row) => (row.spendMinor === null ? '–' : write(row.spendMinor)),
    },
  ]
  const isSpent = rows.some(({ spendMinor }) => spendMinor !== null)
  const won = rows.reduce((sum, { wonMinor }) => sum + wonMinor, 0)
  const nothing = money !== undefined && won === 0 && !isSpent
  const open = (day: string) =>
    void navigate({
      to: '/deals',
      search: { stage: ['won'], closedFrom: day, closedTo: day, currency: [currency] },
    })
  return (
    <ChartCard
      title="Revenue and spend"
      summary={`${write(won)} won in these days.`}
      rows={nothing ? [] : rows}
      columns={columns}
      loading={!money}
      onMark={(row) => open(row.day)}
      markLabel={(row) => `Show the deals won on ${formats.dayYear(row.day)}`}
      className={className}
      empty={<EmptyState title="Nothing was won or spent in these days" className="py-8" />}
    >
      <Trend
        points={rows.map(({ day, wonMinor, spendMinor }) => ({
          date: day,
          values: { won: wonMinor, ...(isSpent ? { spend: spendMinor } : {}) },
        }))}
        series={[
          { id: 'won', label: 'Won' },
          ...(isSpent ? [{ id: 'spend', label: 'Spend', slot: 2 as const }] : []),
        ]}
        format={write}
        formatAxis={(minor) => formats.moneyCompact({ minor, currency })}
        partialLast={rows.at(-1)?.day === today}
        onMark={({ date }) => open(date)}
      />
    </ChartCard>
  )
}
