export type SparklineProps = { values: readonly (number | null)[]; className?: string }

const WIDTH = 100
const HEIGHT = 24
const INSET = 2

/** One path, pen lifted over gaps. */
const sparkPath = (values: readonly (number | null)[]): string => {
  const known = values.filter((value) => value !== null)
  const top = Math.max(...known)
  const bottom = Math.min(...known)
  const span = top - bottom || 1
  const step = values.length > 1 ? WIDTH / (values.length - 1) : 0
  let penDown = false
  return values
    .map((value, index) => {
      if (value === null) {
        penDown = false
        return ''
      }
      const y = HEIGHT - INSET - ((value - bottom) / span) * (HEIGHT - 2 * INSET)
      const command = penDown ? 'L' : 'M'
      penDown = true
      return `${command}${(index * step).toFixed(1)} ${y.toFixed(1)}`
    })
    .join('')
}

/** The shape of a trend beside its number; the number carries the meaning, so it is silent. */
export const Sparkline = ({ values, className }: SparklineProps) =>
  values.some((value) => value !== null) ? (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden className={className}>
      <path
        d={sparkPath(values)}
        fill="none"
        stroke="currentColor"
        strokeWidth={1.5}
        strokeLinejoin="round"
        strokeLinecap="round"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  ) : null
