import type { ReactNode } from 'react'
import { cn } from '../class-names.ts'
import { Skeleton } from '../feedback/skeleton.tsx'
import { Delta, type DeltaProps } from './delta.tsx'
import { Sparkline } from './sparkline.tsx'

export type KpiCardProps = {
  label: string
  /** A Money, Percent, Multiple … or formatted text. */
  value: ReactNode
  delta?: DeltaProps
  /** The figure of the period before, or the target: "before ₹81.4L". */
  note?: ReactNode
  /** Values in time order; null leaves a gap. */
  trend?: readonly (number | null)[]
  /** What it opens: every number leads to the rows behind it. */
  onOpen?: () => void
  loading?: boolean
  className?: string
}

export const KpiCard = ({ label, value, delta, note, trend, onOpen, loading, className }: KpiCardProps) => {
  const Title = onOpen ? 'button' : 'span'
  return (
    <div
      data-card
      className={cn(
        'relative flex min-w-0 flex-col gap-0.5 overflow-hidden rounded-lg border border-line bg-surface p-3',
        onOpen && 'transition-colors hover:bg-hover',
        className,
      )}
    >
      <Title
        {...(onOpen ? { type: 'button' as const, onClick: onOpen } : {})}
        className={cn(
          'block h-6 truncate text-start text-muted text-sm leading-6',
          onOpen && 'after:absolute after:inset-0 after:rounded-lg',
        )}
      >
        {label}
      </Title>
      {loading ? (
        <Skeleton className="my-1 h-7 w-24" />
      ) : (
        <div className="truncate font-semibold text-xl tracking-tight tabular-nums">{value}</div>
      )}
      <div className="flex h-6 items-center gap-2">
        {loading ? (
          <Skeleton className="h-3 w-20" />
        ) : (
          <>
            {delta ? <Delta {...delta} /> : null}
            {note ? <span className="truncate text-subtle text-xs">{note}</span> : null}
            {trend && trend.length > 1 ? (
              <Sparkline values={trend} className="ms-auto h-6 w-20 shrink-0 text-chart-1 max-sm:hidden" />
            ) : null}
          </>
        )}
      </div>
    </div>
  )
}
