import type { WinModelCard } from '@tributary/contracts'
import { ChartCard, EmptyState, useFormats } from '@tributary/ui'
import { ReliabilityPlot } from '../../charts/lazy-charts.tsx'
import { plural } from '../../words.ts'

/** What the model told of deals that it had not seen, against what came of them. */
export const Reliability = ({ card, className }: { card: WinModelCard; className?: string }) => {
  const formats = useFormats()
  const { metrics } = card
  const rows = (metrics?.bins ?? []).map((bin, i) => ({ ...bin, id: String(i) }))
  const outside = rows.filter(({ won, low, high }) => won < low || won > high).length
  const points = (share: number): string => formats.decimal(100 * share)
  return (
    <ChartCard
      title="Told and come true"
      className={className}
      rows={rows}
      summary={
        metrics
          ? `Of ${formats.count(metrics.rows)} later deals, told and won differ by ${points(metrics.error)} points on average; a perfect model of that size by ${points(metrics.errorIfPerfect)}. ${
              outside === 0
                ? 'All groups lie in their band.'
                : `${formats.count(outside)} of ${formats.count(rows.length)} ${plural(rows.length, 'group')} ${plural(outside, 'lies', 'lie')} outside the band.`
            }`
          : ''
      }
      columns={[
        { header: 'Told', value: (row) => row.told, format: (row) => formats.probability(row.told) },
        { header: 'Won', value: (row) => row.won, format: (row) => formats.probability(row.won) },
        { header: 'Band from', value: (row) => row.low, format: (row) => formats.probability(row.low) },
        { header: 'Band to', value: (row) => row.high, format: (row) => formats.probability(row.high) },
        { header: 'Deals', value: (row) => row.rows, format: (row) => formats.count(row.rows) },
      ]}
      footer="The bars are the band in which a perfectly calibrated model of that size lies nine times in ten; a ring is a group outside."
      empty={
        <EmptyState title="Not judged yet" className="py-8">
          Too few deals were closed after those it learnt from.
        </EmptyState>
      }
    >
      <ReliabilityPlot
        data={rows.map(({ id, told, won, low, high, rows: count }) => ({
          id,
          told,
          came: won,
          low,
          high,
          count,
        }))}
        xLabel="told"
        yLabel="won"
      />
    </ChartCard>
  )
}
