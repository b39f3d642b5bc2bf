import { cn } from '../class-names.ts'
import type { Mark, MarkProps } from './mark.ts'

/** A level that stands by itself, or what changes the level before it: then `value` has a sign. */
export type WaterfallMark = Mark & {
  readonly kind: 'level' | 'change'
  readonly note?: string
  /** Nothing stands behind it that could be opened. */
  readonly closed?: boolean
}

export type WaterfallProps = Omit<MarkProps<WaterfallMark>, 'format'> & {
  readonly format: (value: number) => string
  /** Writes a change with its sign. */
  readonly formatChange: (value: number) => string
}

type Placed = { readonly mark: WaterfallMark; readonly from: number; readonly to: number }

/** Each change begins where the one before it ended. */
const placed = (data: readonly WaterfallMark[]): Placed[] => {
  let at = 0
  return data.map((mark) => {
    const from = mark.kind === 'level' ? 0 : at
    at = mark.kind === 'level' ? mark.value : at + mark.value
    return { mark, from: Math.min(from, at), to: Math.max(from, at) }
  })
}

const shadeOf = ({ kind, value, color }: WaterfallMark): string =>
  color ?? (kind === 'level' ? 'var(--chart-1)' : value < 0 ? 'var(--danger)' : 'var(--success)')

/** From one level to the next by what was added and what went away: one line for each step, in their own order. */
export const Waterfall = ({ data, format, formatChange, onMark, className }: WaterfallProps) => {
  const lines = placed(data)
  const low = Math.min(0, ...lines.map(({ from }) => from))
  const span = Math.max(...lines.map(({ to }) => to), 0) - low || 1
  return (
    <ul className={cn('flex flex-col gap-0.5', className)}>
      {lines.map(({ mark, from, to }) => {
        const row = (
          <>
            <span className="flex flex-wrap items-baseline gap-x-2 text-sm">
              <span className="min-w-0 flex-1 truncate text-start">
                {mark.label}
                {mark.note ? <span className="ps-2 text-subtle text-xs">{mark.note}</span> : null}
              </span>
              <span className="font-medium tabular-nums">
                {mark.kind === 'level' ? format(mark.value) : formatChange(mark.value)}
              </span>
            </span>
            <span className="relative mt-1 block h-3">
              <span
                data-mark
                className="absolute inset-y-0 min-w-px rounded-sm"
                style={{
                  background: shadeOf(mark),
                  insetInlineStart: `${(100 * (from - low)) / span}%`,
                  width: `${(100 * (to - from)) / span}%`,
                }}
              />
            </span>
          </>
        )
        return (
          <li key={mark.id}>
            {onMark && !mark.closed ? (
              <button
                type="button"
                onClick={() => onMark(mark)}
                className="-mx-1.5 block w-[calc(100%+12px)] rounded-md px-1.5 py-1 hover:bg-hover"
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
  )
}
