import { ArrowDown, ArrowRight, ArrowUp } from 'lucide-react'
import { cn } from '../class-names.ts'
import { useFormats } from '../format-provider.tsx'
import { Unknown } from './unknown.tsx'

export type DeltaProps = {
  /** The relative change as a ratio: 0.12 is +12 %. null when there is nothing to compare with. */
  value: number | null
  /** Which way is good: a falling acquisition cost is green. */
  good?: 'up' | 'down' | 'neither'
  /** "percent" of a ratio, or "points" for a plain difference. */
  unit?: 'percent' | 'points'
  /** Read after the change: "than the previous 30 days". */
  than?: string
  unknown?: string
  className?: string
}

export const Delta = ({
  value,
  good = 'up',
  unit = 'percent',
  than = 'than the previous period',
  unknown = 'Nothing to compare with',
  className,
}: DeltaProps) => {
  const formats = useFormats()
  if (value === null) return <Unknown reason={unknown} />
  const direction = value > 0 ? 'up' : value < 0 ? 'down' : 'level'
  const isGood = direction !== 'level' && good !== 'neither' ? direction === good : null
  const Arrow = direction === 'up' ? ArrowUp : direction === 'down' ? ArrowDown : ArrowRight
  const text = unit === 'percent' ? formats.signedPercent(value) : formats.signedCount(value)
  const words =
    direction === 'level'
      ? `the same ${than.replace(/^than/, 'as')}`
      : `${direction === 'up' ? 'more' : 'less'} ${than}${isGood === null ? '' : isGood ? ', better' : ', worse'}`
  return (
    <span
      className={cn(
        'inline-flex items-center gap-0.5 whitespace-nowrap font-medium text-xs tabular-nums',
        isGood === null ? 'text-muted' : isGood ? 'text-success' : 'text-danger',
        className,
      )}
    >
      <Arrow aria-hidden className="size-3" />
      {text}
      <span className="sr-only"> {words}</span>
    </span>
  )
}
