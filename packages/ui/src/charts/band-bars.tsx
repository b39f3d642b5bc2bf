import { Bar, BarChart, LabelList, ResponsiveContainer, Tooltip, XAxis } from 'recharts'
import { cn } from '../class-names.ts'
import { useFormats } from '../format-provider.tsx'
import { ChartTooltip } from './chart-tooltip.tsx'
import { axisText, colorOf, type MarkProps } from './mark.ts'

export type BandBarsProps = MarkProps & {
  height?: number
  /** What is counted: "leads". */
  unit?: string
  /** Cuts that lie inside the bands: how far along the axis, 0 to 1, and what begins there. */
  lines?: readonly { at: number; label: string }[]
}

/** A distribution: how many fall into each band, in the bands' own order. */
export const BandBars = ({
  data,
  format,
  onMark,
  height = 208,
  unit = '',
  lines = [],
  className,
}: BandBarsProps) => {
  const formats = useFormats()
  const write = format ?? formats.count
  const total = data.reduce((sum, mark) => sum + mark.value, 0)
  const bars = data.map((mark) => ({ ...mark, fill: colorOf(mark) }))
  return (
    <div className={cn('relative w-full', lines.length > 0 && 'pt-4', className)} style={{ height }}>
      {lines.map((line) => (
        <span
          key={line.label}
          className="pointer-events-none absolute inset-y-0 bottom-8 z-10 border-field border-s border-dashed ps-1 text-2xs text-subtle"
          style={{ insetInlineStart: `${100 * line.at}%` }}
        >
          {line.label}
        </span>
      ))}
      <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 320, height }}>
        <BarChart
          data={bars}
          margin={{ top: 20, right: 0, bottom: 0, left: 0 }}
          barCategoryGap="12%"
          accessibilityLayer={false}
        >
          <XAxis
            dataKey="label"
            tick={axisText}
            tickLine={false}
            axisLine={{ stroke: 'var(--line)' }}
            interval={0}
          />
          <Tooltip
            isAnimationActive={false}
            cursor={{ fill: 'var(--hover)' }}
            content={({ active, payload }) => {
              const bar = payload?.[0]?.payload as (typeof bars)[number] | undefined
              return active && bar ? (
                <ChartTooltip
                  title={bar.label}
                  lines={[
                    {
                      label: total > 0 ? formats.percent(bar.value / total) : '',
                      value: `${write(bar.value)} ${unit}`.trim(),
                      color: bar.fill,
                    },
                  ]}
                  hint={onMark ? 'Click to see them' : undefined}
                />
              ) : null
            }}
          />
          <Bar
            dataKey="value"
            radius={[3, 3, 0, 0]}
            isAnimationActive={false}
            className={onMark ? 'cursor-pointer' : undefined}
            onClick={(_, index) => {
              const mark = data[index]
              if (mark) onMark?.(mark)
            }}
          >
            <LabelList
              dataKey="value"
              position="top"
              fill="var(--fg)"
              fontSize={12}
              formatter={(value) => write(Number(value))}
            />
          </Bar>
        </BarChart>
      </ResponsiveContainer>
    </div>
  )
}
