import { cn } from '../class-names.ts'
import { useFormats } from '../format-provider.tsx'
import { Unknown } from './unknown.tsx'

export type PercentProps = {
  /** A ratio: 0.041 is 4.1 %. */
  value: number | null
  unknown?: string
  className?: string
}

export const Percent = ({ value, unknown, className }: PercentProps) => {
  const formats = useFormats()
  if (value === null) return <Unknown reason={unknown} />
  return <span className={cn('tabular-nums', className)}>{formats.percent(value)}</span>
}

export type ProbabilityProps = {
  /** A ratio from 0 to 1. */
  value: number | null
  /** Half the width of its interval, a ratio too. */
  halfWidth?: number
  unknown?: string
  className?: string
}

export const Probability = ({ value, halfWidth, unknown, className }: ProbabilityProps) => {
  const formats = useFormats()
  if (value === null) return <Unknown reason={unknown} />
  return <span className={cn('tabular-nums', className)}>{formats.probability(value, halfWidth)}</span>
}

export type MultipleProps = { value: number | null; unknown?: string; className?: string }

/** 3.95×, for return on ad spend. */
export const Multiple = ({ value, unknown, className }: MultipleProps) => {
  const formats = useFormats()
  if (value === null) return <Unknown reason={unknown} />
  return <span className={cn('tabular-nums', className)}>{formats.multiple(value)}</span>
}
