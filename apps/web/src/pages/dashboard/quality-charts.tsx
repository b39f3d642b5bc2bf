import type { DashboardOverview } from '@tributary/contracts'
import { useFormats } from '@tributary/ui'
import { Funnel, ScatterQuadrant } from '../../charts/lazy-charts.tsx'
import { type ChartRow, MarkChart } from '../../charts/mark-chart.tsx'

type ChartProps = { overview: DashboardOverview | undefined; compared: boolean; className?: string }

const TENTH = 10
const between = (tenth: number): string => `${tenth * TENTH}–${tenth === 9 ? 100 : tenth * TENTH + 9}`

/** The four quarters of the quality matrix, split where each of both numbers is 60. */
export const QUADRANTS = {
  highHigh: 'Act now',
  highLow: 'Verify first',
  lowHigh: 'Nurture',
  lowLow: 'Leave',
} as const
const SPLIT = { x: 60, y: 60 }

export const quadrantOf = (x: number, y: number): string =>
  x * TENTH >= SPLIT.x
    ? y * TENTH >= SPLIT.y
      ? QUADRANTS.highHigh
      : QUADRANTS.highLow
    : y * TENTH >= SPLIT.y
      ? QUADRANTS.lowHigh
      : QUADRANTS.lowLow

export const QualityChart = ({ overview, className }: ChartProps) => {
  const formats = useFormats()
  const cells = overview?.cells ?? []
  const rows: ChartRow[] = cells.map(({ x, y, n, filter }) => ({
    id: `${x}:${y}`,
    label: `Score ${between(x)}, trust ${between(y)} (${quadrantOf(x, y)})`,
    value: n,
    filter,
  }))
  const best = cells.filter(({ x, y }) => quadrantOf(x, y) === QUADRANTS.highHigh)
  const act = best.reduce((sum, { n }) => sum + n, 0)
  const unknown = overview?.trustUnknown ?? 0
  return (
    <MarkChart
      title="Score and trust"
      header="Cell"
      rows={rows}
      loading={!overview}
      className={className}
      empty="No lead has both a score and a trust"
      summary={`${formats.count(act)} leads score 60 or more from a source trusted 60 or more: ${QUADRANTS.highHigh.toLowerCase()}.${
        unknown > 0 ? ` ${formats.count(unknown)} without a known trust are not drawn.` : ''
      }`}
    >
      {(open) => (
        <ScatterQuadrant
          cells={cells.map(({ x, y, n }) => ({ id: `${x}:${y}`, x, y, count: n }))}
          xLabel="Score"
          yLabel="Trust"
          unit="leads"
          split={SPLIT}
          names={QUADRANTS}
          onMark={open}
        />
      )}
    </MarkChart>
  )
}

const STEPS = { discovered: 'Discovered', hot: 'Hot', accepted: 'Accepted' } as const

export const FunnelChart = ({ overview, compared, className }: ChartProps) => {
  const formats = useFormats()
  const rows: ChartRow[] = (overview?.funnel ?? []).map(({ step, n, previous, filter }) => ({
    id: step,
    label: STEPS[step],
    value: n,
    ...(previous === null ? {} : { previous }),
    filter,
  }))
  const [all, hot, accepted] = rows
  return (
    <MarkChart
      title="From discovered to accepted"
      header="Step"
      rows={rows}
      total={all?.value ?? 0}
      compared={compared}
      loading={!overview}
      className={className}
      summary={
        all && hot && accepted && all.value > 0
          ? `Of ${formats.count(all.value)} leads ${formats.count(hot.value)} are hot, and of these ${formats.count(accepted.value)} accepted.`
          : ''
      }
    >
      {(open) => <Funnel data={rows} onMark={open} />}
    </MarkChart>
  )
}
