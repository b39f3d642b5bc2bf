import { cn } from '../class-names.ts'
import { useFormats } from '../format-provider.tsx'
import { colorOf, type Mark, type MarkProps } from './mark.ts'

export type BarMark = Mark & {
  /** The period before, drawn as a thin line. */
  previous?: number
  /** Beside the value: "35 %". */
  note?: string
}

export type HorizontalBarsProps = MarkProps<BarMark> & {
  /** A thin line across all bars. */
  target?: { value: number; label: string }
}

/** A ranking. Plain list items: each bar can be read, focused and pressed. */
export const HorizontalBars = ({ data, format, onMark, target, className }: HorizontalBarsProps) => {
  const formats = useFormats()
  const write = format ?? formats.count
  const top =
    Math.max(...data.flatMap((mark) => [mark.value, mark.previous ?? 0]), target?.value ?? 0, 0) || 1
  const width = (value: number) => `${Math.max(0, (100 * value) / top)}%`
  return (
    <ul className={cn('flex flex-col gap-0.5', className)}>
      {data.map((mark) => {
        const row = (
          <>
            <span className="flex items-baseline gap-2 text-sm">
              <span className="min-w-0 flex-1 truncate text-start">{mark.label}</span>
              <span className="font-medium tabular-nums">{write(mark.value)}</span>
              {mark.note ? (
                <span className="min-w-11 text-end text-subtle tabular-nums">{mark.note}</span>
              ) : null}
            </span>
            <span className="relative mt-1 block h-2">
              <span
                data-mark
                className="block h-full min-w-0.5 rounded-sm"
                style={{ width: width(mark.value), background: colorOf(mark) }}
              />
              {mark.previous === undefined ? null : (
                <span
                  className="absolute -inset-y-1 w-0.5 rounded-full bg-fg ring-1 ring-surface"
                  style={{ insetInlineStart: width(mark.previous) }}
                >
                  <span className="sr-only">, before {write(mark.previous)}</span>
                </span>
              )}
              {target ? (
                <span
                  className="absolute -inset-y-1 border-fg border-s"
                  style={{ insetInlineStart: width(target.value) }}
                />
              ) : null}
            </span>
          </>
        )
        return (
          <li key={mark.id}>
            {onMark ? (
              <button
                type="button"
                onClick={() => onMark(mark)}
                className="-mx-1.5 block w-[calc(100%+12px)] rounded-md px-1.5 py-1.5 hover:bg-hover"
              >
                {row}
              </button>
            ) : (
              <div className="py-1.5">{row}</div>
            )}
          </li>
        )
      })}
      {target ? (
        <li className="mt-1 text-subtle text-xs">
          Line: {target.label} {write(target.value)}
        </li>
      ) : null}
    </ul>
  )
}
