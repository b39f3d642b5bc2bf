import type { DayMark } from '@tributary/contracts'
import { ChartCard, EmptyState, useFormats } from '@tributary/ui'
import { Trend } from '../../charts/lazy-charts.tsx'
import { useOpenLeads } from '../../charts/mark-chart.tsx'
import { plural } from '../../words.ts'

type LeadTrendProps = {
  days: readonly DayMark[] | undefined
  compared: boolean
  today: string
  className?: string
}

/** Leads of each day; a day opens its leads. */
export const LeadTrend = ({ days = [], compared, today, className }: LeadTrendProps) => {
  const formats = useFormats()
  const openLeads = useOpenLeads()
  const rows = days.map((day) => ({ id: day.day, ...day }))
  const total = rows.reduce((sum, { n }) => sum + n, 0)
  const best = rows.reduce<(typeof rows)[number] | undefined>(
    (top, row) => (top && top.n >= row.n ? top : row),
    undefined,
  )
  const partial = rows.at(-1)?.day === today
  return (
    <ChartCard
      title="Leads per day"
      className={className}
      rows={total === 0 && rows.every(({ previous }) => !previous) ? [] : rows}
      loading={days.length === 0}
      summary={
        best && total > 0
          ? `${formats.decimal(total / rows.length)} leads a day on average; the most, ${formats.count(best.n)}, came on ${formats.day(best.day)}.`
          : 'No lead came in these days.'
      }
      columns={[
        { header: 'Day', value: (row) => row.day, format: (row) => formats.dayYear(row.day) },
        { header: 'Leads', value: (row) => row.n, format: (row) => formats.count(row.n) },
        ...(compared
          ? [{ header: 'Before', value: (row: (typeof rows)[number]) => row.previous ?? null }]
          : []),
        {
          header: 'Average score',
          value: (row) => row.averageScore,
          format: (row) => (row.averageScore === null ? '–' : formats.decimal(row.averageScore)),
        },
      ]}
      onMark={(row) => openLeads(row.filter)}
      markLabel={(row) =>
        `Show ${formats.count(row.n)} ${plural(row.n, 'lead')} of ${formats.dayYear(row.day)}`
      }
      empty={
        <EmptyState title="No leads in these days" className="py-8">
          Choose other days to see more.
        </EmptyState>
      }
    >
      <Trend
        filled
        points={rows.map((row) => ({ date: row.day, values: { now: row.n, before: row.previous } }))}
        series={[
          { id: 'now', label: 'Leads' },
          ...(compared ? [{ id: 'before', label: 'Before', dashed: true }] : []),
        ]}
        partialLast={partial}
        onMark={(point) => {
          const row = rows.find(({ day }) => day === point.date)
          if (row) openLeads(row.filter)
        }}
      />
    </ChartCard>
  )
}
