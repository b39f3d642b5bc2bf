import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceArea,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts'
import { cn } from '../class-names.ts'
import { useFormats } from '../format-provider.tsx'
import type { ChartSlot } from './chart-slots.ts'
import { slotColor } from './chart-slots.ts'
import { ChartTooltip, Swatch } from './chart-tooltip.tsx'
import { axisText } from './mark.ts'

export type TrendPoint = {
  /** A calendar date `2026-11-03`. */
  date: string
  /** By series id; null is a gap, shown as one. */
  values: Readonly<Record<string, number | null>>
}

export type TrendSeries = {
  id: string
  label: string
  slot?: ChartSlot
  /** The period before, or a forecast: dashed. */
  dashed?: boolean
}

export type TrendProps = {
  points: readonly TrendPoint[]
  series: readonly TrendSeries[]
  /** Fills the first series down to zero. */
  filled?: boolean
  format?: (value: number) => string
  /** Short values for the axis. */
  formatAxis?: (value: number) => string
  target?: { value: number; label: string }
  /** The last point's day is not over: hatched. */
  partialLast?: boolean
  onMark?: (point: TrendPoint) => void
  height?: number
  className?: string
}

const seriesColor = (series: TrendSeries) => slotColor(series.slot ?? (series.dashed ? 7 : 1))

/** Values over time. */
export const Trend = ({
  points,
  series,
  filled = false,
  format,
  formatAxis,
  target,
  partialLast,
  onMark,
  height = 224,
  className,
}: TrendProps) => {
  const formats = useFormats()
  const write = format ?? formats.count
  const rows = points.map((point) => ({ date: point.date, ...point.values }))
  const last = points.at(-1)
  const beforeLast = points.at(-2)
  const find = (date: unknown) => points.find((point) => point.date === date)
  return (
    <div className={cn('w-full', className)}>
      {series.length > 1 || target ? (
        <ul className="mb-2 flex flex-wrap gap-x-4 gap-y-1 text-muted text-xs">
          {series.map((one) => (
            <li key={one.id} className="flex items-center gap-1.5">
              <Swatch color={seriesColor(one)} dashed={one.dashed} />
              {one.label}
            </li>
          ))}
        </ul>
      ) : null}
      <div style={{ height }}>
        <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 480, height }}>
          <ComposedChart
            data={rows}
            margin={{ top: 8, right: 8, bottom: 0, left: 0 }}
            accessibilityLayer={false}
            className={onMark ? 'cursor-pointer' : undefined}
            onClick={(state) => {
              const point = find(state?.activeLabel)
              if (point) onMark?.(point)
            }}
          >
            <defs>
              <pattern
                id="trend-partial"
                width={6}
                height={6}
                patternUnits="userSpaceOnUse"
                patternTransform="rotate(45)"
              >
                <line x1={0} y1={0} x2={0} y2={6} stroke="var(--field)" strokeWidth={1} strokeOpacity={0.5} />
              </pattern>
            </defs>
            <CartesianGrid vertical={false} stroke="var(--line)" />
            <XAxis
              dataKey="date"
              tick={axisText}
              tickLine={false}
              axisLine={{ stroke: 'var(--line)' }}
              tickFormatter={(date: string) => formats.day(date)}
              minTickGap={28}
            />
            <YAxis
              tick={axisText}
              tickLine={false}
              axisLine={false}
              width={44}
              domain={[0, 'auto']}
              tickFormatter={(value: number) => (formatAxis ?? formats.countCompact)(value)}
            />
            {partialLast && last && beforeLast ? (
              <ReferenceArea x1={beforeLast.date} x2={last.date} fill="url(#trend-partial)" fillOpacity={1} />
            ) : null}
            {target ? (
              <ReferenceLine
                y={target.value}
                stroke="var(--fg)"
                strokeWidth={1}
                label={{
                  value: target.label,
                  position: 'insideTopRight',
                  fill: 'var(--muted)',
                  fontSize: 11,
                }}
              />
            ) : null}
            <Tooltip
              isAnimationActive={false}
              cursor={{ stroke: 'var(--field)', strokeWidth: 1 }}
              content={({ active, label }) => {
                const point = active ? find(label) : undefined
                if (!point) return null
                const partial = partialLast && point === last
                return (
                  <ChartTooltip
                    title={partial ? `${formats.dayYear(point.date)}, so far` : formats.dayYear(point.date)}
                    lines={series.map((one) => {
                      const value = point.values[one.id]
                      return {
                        label: one.label,
                        value: value === null || value === undefined ? '–' : write(value),
                        color: seriesColor(one),
                        dashed: one.dashed,
                      }
                    })}
                    hint={onMark ? 'Click to see them' : undefined}
                  />
                )
              }}
            />
            {[...series]
              .reverse()
              .map((one) =>
                filled && !one.dashed ? (
                  <Area
                    key={one.id}
                    type="linear"
                    dataKey={one.id}
                    name={one.label}
                    stroke={seriesColor(one)}
                    strokeWidth={2}
                    fill={seriesColor(one)}
                    fillOpacity={0.1}
                    connectNulls={false}
                    isAnimationActive={false}
                    dot={false}
                  />
                ) : (
                  <Line
                    key={one.id}
                    type="linear"
                    dataKey={one.id}
                    name={one.label}
                    stroke={seriesColor(one)}
                    strokeWidth={one.dashed ? 1.5 : 2}
                    strokeDasharray={one.dashed ? '4 4' : undefined}
                    connectNulls={false}
                    isAnimationActive={false}
                    dot={false}
                  />
                ),
              )}
          </ComposedChart>
        </ResponsiveContainer>
      </div>
    </div>
  )
}
