import { cn } from '../class-names.ts'
import { useFormats } from '../format-provider.tsx'
import { colorOf, type MarkProps } from './mark.ts'

export type FunnelProps = MarkProps

/** Steps in order, each with its count and what part of the step before reached it. */
export const Funnel = ({ data, format, onMark, className }: FunnelProps) => {
  const formats = useFormats()
  const write = format ?? formats.count
  const first = data[0]?.value ?? 0
  return (
    <ol className={cn('flex flex-col gap-1', className)}>
      {data.map((step, place) => {
        const before = data[place - 1]
        const row = (
          <>
            <span className="w-24 shrink-0 truncate text-start text-sm sm:w-28">{step.label}</span>
            <span className="relative h-7 min-w-0 flex-1 overflow-hidden rounded-sm bg-hover">
              <span
                data-mark
                className="block h-full min-w-0.5 rounded-sm"
                style={{
                  width: `${first > 0 ? Math.min(100, (100 * step.value) / first) : 0}%`,
                  background: colorOf(step),
                }}
              />
            </span>
            <span className="w-14 shrink-0 text-end font-medium text-sm tabular-nums">
              {write(step.value)}
            </span>
            <span className="w-24 shrink-0 text-end text-subtle text-xs tabular-nums max-sm:w-12">
              {before ? (
                <>
                  {before.value > 0 ? formats.percent(step.value / before.value) : '–'}
                  <span className="max-sm:sr-only"> of previous</span>
                </>
              ) : null}
            </span>
          </>
        )
        return (
          <li key={step.id}>
            {onMark ? (
              <button
                type="button"
                onClick={() => onMark(step)}
                className="-mx-1.5 flex w-[calc(100%+12px)] items-center gap-3 rounded-md px-1.5 py-0.5 hover:bg-hover"
              >
                {row}
              </button>
            ) : (
              <div className="flex items-center gap-3 py-0.5">{row}</div>
            )}
          </li>
        )
      })}
    </ol>
  )
}
