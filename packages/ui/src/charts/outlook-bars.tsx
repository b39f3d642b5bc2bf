import { cn } from '../class-names.ts'
import { Swatch } from './chart-tooltip.tsx'
import type { Mark, MarkProps } from './mark.ts'

/** `value` is reached already; what is expected comes on top of it, and at best more. */
export type OutlookMark = Mark & {
  readonly note?: string
  /** What is expected on top, with its interval; null while nothing can be said. */
  readonly expected: number | null
  readonly low: number | null
  readonly high: number | null
  /** On top, if everything goes well. */
  readonly best: number
}

export type OutlookBarsProps = Omit<MarkProps<OutlookMark>, 'format'> & {
  readonly format: (value: number) => string
  readonly names: { readonly reached: string; readonly expected: string; readonly best: string }
}

const part = (from: number, to: number, top: number) => ({
  insetInlineStart: `${(100 * from) / top}%`,
  width: `${(100 * Math.max(0, to - from)) / top}%`,
})

const Bar = ({ mark, top }: { mark: OutlookMark; top: number }) => {
  const { value, expected, low, high, best } = mark
  return (
    <span className="relative mt-1 block h-4">
      {best > 0 ? (
        <span
          data-mark
          className="absolute inset-y-0.5 rounded-sm border border-field border-dashed"
          style={part(value, value + best, top)}
        />
      ) : null}
      <span data-mark className="absolute inset-y-0.5 rounded-sm bg-success" style={part(0, value, top)} />
      {expected === null ? null : (
        <span
          data-mark
          className="absolute inset-y-0.5 rounded-sm bg-chart-1"
          style={part(value, value + expected, top)}
        />
      )}
      {low === null || high === null || high <= low ? null : (
        <span
          className="absolute top-1/2 h-0 border-fg border-t-2 before:absolute before:-top-1.5 before:start-0 before:h-2.5 before:border-fg before:border-s-2 after:absolute after:-top-1.5 after:end-0 after:h-2.5 after:border-fg after:border-s-2"
          style={part(value + low, value + high, top)}
        />
      )}
    </span>
  )
}

/** What is reached, what is expected on top with its interval, and what would be best: one line for each step of time. */
export const OutlookBars = ({ data, format, names, onMark, className }: OutlookBarsProps) => {
  const top = Math.max(...data.map(({ value, best }) => value + best), 0) || 1
  return (
    <div className={className}>
      <ul className="mb-2 flex flex-wrap gap-x-4 gap-y-1 text-muted text-xs">
        <li className="flex items-center gap-1.5">
          <Swatch color="var(--success)" />
          {names.reached}
        </li>
        <li className="flex items-center gap-1.5">
          <Swatch color="var(--chart-1)" />
          {names.expected}
        </li>
        <li className="flex items-center gap-1.5">
          <span aria-hidden className="size-2.5 rounded-sm border border-field border-dashed" />
          {names.best}
        </li>
        <li className="flex items-center gap-1.5">
          <span aria-hidden className="h-0 w-4 border-fg border-t-2" />
          90 % interval
        </li>
      </ul>
      <ul className="flex flex-col gap-0.5">
        {data.map((mark) => {
          const row = (
            <>
              <span className="flex flex-wrap items-baseline gap-x-2 text-sm">
                <span className="min-w-0 flex-1 truncate text-start">
                  {mark.label}
                  {mark.note ? <span className="ps-2 text-subtle text-xs">{mark.note}</span> : null}
                </span>
                <span className="font-medium tabular-nums">
                  {mark.expected === null && mark.best > 0 ? '–' : format(mark.value + (mark.expected ?? 0))}
                </span>
                {mark.best > 0 ? (
                  <span className="min-w-20 text-end text-subtle tabular-nums">
                    of {format(mark.value + mark.best)}
                  </span>
                ) : null}
              </span>
              <Bar mark={mark} top={top} />
            </>
          )
          return (
            <li key={mark.id}>
              {onMark ? (
                <button
                  type="button"
                  onClick={() => onMark(mark)}
                  className={cn('-mx-1.5 block w-[calc(100%+12px)] rounded-md px-1.5 py-1 hover:bg-hover')}
                >
                  {row}
                </button>
              ) : (
                <div className="py-1">{row}</div>
              )}
            </li>
          )
        })}
      </ul>
    </div>
  )
}
