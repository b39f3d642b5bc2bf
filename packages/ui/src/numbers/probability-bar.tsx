import { useFormats } from '../format-provider.tsx'

export type ProbabilityBarProps = { value: number; low: number; high: number }

const percent = (share: number): string => `${100 * share}%`

/** A probability on the way from 0 to 100 %, with its interval. */
export const ProbabilityBar = ({ value, low, high }: ProbabilityBarProps) => {
  const formats = useFormats()
  return (
    <div
      role="img"
      aria-label={`${formats.probability(value)}, 90 % interval ${formats.probability(low)} to ${formats.probability(high)}`}
      className="relative h-3 rounded-full bg-hover"
    >
      <span
        data-mark
        className="absolute inset-y-0 rounded-full bg-chart-1 opacity-30"
        style={{ insetInlineStart: percent(low), width: percent(Math.max(0, high - low)) }}
      />
      <span
        data-mark
        className="absolute -inset-y-0.5 w-1 -translate-x-1/2 rounded-full bg-chart-1 ring-2 ring-surface rtl:translate-x-1/2"
        style={{ insetInlineStart: percent(value) }}
      />
    </div>
  )
}
