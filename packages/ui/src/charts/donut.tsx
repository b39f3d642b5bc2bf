import { Pie, PieChart, ResponsiveContainer, Tooltip } from 'recharts'
import { cn } from '../class-names.ts'
import { useFormats } from '../format-provider.tsx'
import { ChartTooltip, Swatch } from './chart-tooltip.tsx'
import { colorOf, type Mark, type MarkProps, withOther } from './mark.ts'

export type DonutProps = MarkProps & {
  /** In the middle: "5,000" over "leads". */
  center?: { value: string; label: string }
}

const MOST_SLICES = 6
const slots = [1, 2, 3, 4, 5, 6] as const

/** Shares of one whole, six at most; the list beside it names each and can be pressed. */
export const Donut = ({ data, format, onMark, center, className }: DonutProps) => {
  const formats = useFormats()
  const write = format ?? formats.count
  const total = data.reduce((sum, mark) => sum + mark.value, 0)
  const share = (value: number) => (total > 0 ? formats.percent(value / total) : formats.percent(0))
  const slices = withOther(data, MOST_SLICES).map((mark, index) => ({
    ...mark,
    fill: colorOf(mark, slots[index % slots.length]),
  }))
  const press = (mark: Mark) => {
    const own = data.find((one) => one.id === mark.id)
    if (own) onMark?.(own)
  }
  const canOpen = (mark: Mark) => onMark !== undefined && data.some((one) => one.id === mark.id)
  return (
    <div className={cn('flex items-center gap-5 max-sm:flex-col', className)}>
      <div className="relative size-40 shrink-0">
        <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 160, height: 160 }}>
          <PieChart accessibilityLayer={false}>
            <Pie
              data={slices}
              dataKey="value"
              nameKey="label"
              innerRadius="66%"
              outerRadius="100%"
              startAngle={90}
              endAngle={-270}
              stroke="var(--surface)"
              strokeWidth={2}
              isAnimationActive={false}
              rootTabIndex={-1}
              className={onMark ? 'cursor-pointer outline-none' : 'outline-none'}
              onClick={(_, index) => {
                const slice = slices[index]
                if (slice) press(slice)
              }}
            />
            <Tooltip
              isAnimationActive={false}
              wrapperStyle={{ zIndex: 10 }}
              content={({ active, payload }) => {
                const slice = payload?.[0]?.payload as (typeof slices)[number] | undefined
                return active && slice ? (
                  <ChartTooltip
                    title={slice.label}
                    lines={[{ label: share(slice.value), value: write(slice.value), color: slice.fill }]}
                    hint={canOpen(slice) ? 'Click to see them' : undefined}
                  />
                ) : null
              }}
            />
          </PieChart>
        </ResponsiveContainer>
        {center ? (
          <div className="pointer-events-none absolute inset-0 grid place-content-center text-center">
            <span className="font-semibold text-xl tabular-nums leading-6">{center.value}</span>
            <span className="text-subtle text-xs">{center.label}</span>
          </div>
        ) : null}
      </div>
      <ul className="flex w-full min-w-0 flex-1 flex-col">
        {slices.map((slice) => {
          const row = (
            <>
              <Swatch color={slice.fill} />
              <span className="min-w-0 flex-1 truncate text-start">{slice.label}</span>
              <span className="tabular-nums">{write(slice.value)}</span>
              <span className="w-11 text-end text-subtle tabular-nums">{share(slice.value)}</span>
            </>
          )
          const classes = 'flex min-h-7 w-full items-center gap-2 rounded-sm px-1.5 text-sm'
          return (
            <li key={slice.id}>
              {canOpen(slice) ? (
                <button type="button" onClick={() => press(slice)} className={cn(classes, 'hover:bg-hover')}>
                  {row}
                </button>
              ) : (
                <div className={classes}>{row}</div>
              )}
            </li>
          )
        })}
      </ul>
    </div>
  )
}
