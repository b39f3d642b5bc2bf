import type { Money as Amount } from '@tributary/kernel'
import { cn } from '../class-names.ts'
import { useFormats } from '../format-provider.tsx'
import { Unknown } from './unknown.tsx'

export type MoneyProps = {
  value: Amount | null
  /** ₹89.23L instead of ₹89,23,000; the full amount stays in the title. */
  compact?: boolean
  /** Why there is no amount. */
  unknown?: string
  className?: string
}

export const Money = ({ value, compact, unknown, className }: MoneyProps) => {
  const formats = useFormats()
  if (value === null) return <Unknown reason={unknown} />
  const full = formats.money(value)
  if (!compact) return <span className={cn('tabular-nums', className)}>{full}</span>
  return (
    <span title={full} className={cn('tabular-nums', className)}>
      {formats.moneyCompact(value)}
    </span>
  )
}
