import { cn } from '../class-names.ts'
import { useFormats } from '../format-provider.tsx'

export type ReliabilityMark = {
  id: string
  /** Mean probability that was told, 0 to 1. */
  told: number
  /** Share that came true. */
  came: number
  /** Where that share would lie nine times in ten, if every told probability were right. */
  low: number
  high: number
  count: number
}

export type ReliabilityPlotProps = {
  data: readonly ReliabilityMark[]
  xLabel: string
  yLabel: string
  className?: string
}

const SIZE = 300
const LEFT = 44
const TOP = 8
const ticks = [0, 0.2, 0.4, 0.6, 0.8, 1]
const at = (share: number): number => LEFT + share * SIZE
const up = (share: number): number => TOP + (1 - share) * SIZE

const Axes = ({ xLabel, yLabel }: Pick<ReliabilityPlotProps, 'xLabel' | 'yLabel'>) => {
  const formats = useFormats()
  return (
    <>
      {ticks.map((tick) => (
        <g key={tick} fontSize={11} fill="var(--subtle)">
          <line x1={at(tick)} x2={at(tick)} y1={TOP} y2={TOP + SIZE} stroke="var(--line)" />
          <line x1={LEFT} x2={LEFT + SIZE} y1={up(tick)} y2={up(tick)} stroke="var(--line)" />
          <text x={at(tick)} y={TOP + SIZE + 16} textAnchor="middle">
            {formats.probability(tick)}
          </text>
          <text x={LEFT - 6} y={up(tick) + 4} textAnchor="end">
            {formats.count(tick * 100)}
          </text>
        </g>
      ))}
      <text x={LEFT + SIZE / 2} y={TOP + SIZE + 34} textAnchor="middle" fontSize={12} fill="var(--muted)">
        {xLabel}
      </text>
      <text
        x={0}
        y={0}
        transform={`translate(11 ${TOP + SIZE / 2}) rotate(-90)`}
        textAnchor="middle"
        fontSize={12}
        fill="var(--muted)"
      >
        {yLabel}
      </text>
    </>
  )
}

/**
 * What was told against what came true. A point within its band is what a perfectly calibrated model of that size shows
 * nine times in ten; one outside is drawn as a ring with the warning colour, so that shape tells it too.
 */
export const ReliabilityPlot = ({ data, xLabel, yLabel, className }: ReliabilityPlotProps) => {
  const formats = useFormats()
  const most = Math.max(...data.map(({ count }) => count), 1)
  return (
    <svg
      viewBox={`0 0 ${LEFT + SIZE + 16} ${TOP + SIZE + 40}`}
      className={cn('mx-auto w-full max-w-md', className)}
      aria-hidden
    >
      <Axes xLabel={xLabel} yLabel={yLabel} />
      <line x1={at(0)} y1={up(0)} x2={at(1)} y2={up(1)} stroke="var(--field)" strokeDasharray="4 4" />
      {data.map(({ id, told, low, high }) => (
        <rect
          key={id}
          x={at(told) - 7}
          y={up(high)}
          width={14}
          height={Math.max(2, up(low) - up(high))}
          rx={3}
          fill="var(--chart-1)"
          fillOpacity={0.18}
        />
      ))}
      {data.map(({ id, told, came, low, high, count }) => {
        const within = came >= low && came <= high
        return (
          <circle
            key={id}
            cx={at(told)}
            cy={up(came)}
            r={3.5 + 3 * Math.sqrt(count / most)}
            fill={within ? 'var(--chart-1)' : 'var(--surface)'}
            stroke={within ? 'var(--surface)' : 'var(--warning)'}
            strokeWidth={within ? 1 : 3}
          >
            <title>
              {`${formats.count(count)}: told ${formats.probability(told)}, came ${formats.probability(came)}, band ${formats.probability(low)} to ${formats.probability(high)}`}
            </title>
          </circle>
        )
      })}
    </svg>
  )
}
