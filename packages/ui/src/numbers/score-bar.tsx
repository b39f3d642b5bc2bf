import type { ReactNode } from 'react'
import { cn } from '../class-names.ts'
import { useFormats } from '../format-provider.tsx'
import { GradeBadge, type GradeLetter } from './grade-badge.tsx'
import { Unknown } from './unknown.tsx'

export type ScoreBarProps = {
  value: number | null
  of?: number
  /** What is measured: "Score", "Trust". */
  label: string
  grade?: GradeLetter
  unknown?: string
  className?: string
}

/** The number first, the bar beside it. */
export const ScoreBar = ({ value, of = 100, label, grade, unknown, className }: ScoreBarProps) => {
  const formats = useFormats()
  if (value === null) return <Unknown reason={unknown} />
  return (
    <span className={cn('inline-flex w-full max-w-36 items-center gap-2', className)}>
      {grade ? <GradeBadge grade={grade} /> : null}
      <span className="w-6 text-end font-medium tabular-nums">{formats.count(value)}</span>
      <Meter value={value} of={of} label={label} />
    </span>
  )
}

export type MeterProps = {
  value: number
  of: number
  label: string
  tone?: 'primary' | 'success' | 'warning' | 'danger'
  className?: string
}

const meterTones = {
  primary: 'bg-chart-1',
  success: 'bg-success',
  warning: 'bg-warning',
  danger: 'bg-danger',
}

export const Meter = ({ value, of, label, tone = 'primary', className }: MeterProps) => (
  <span
    role="meter"
    aria-label={label}
    aria-valuenow={value}
    aria-valuemin={0}
    aria-valuemax={of}
    className={cn('block h-1.5 min-w-8 flex-1 overflow-hidden rounded-full bg-hover', className)}
  >
    <span
      data-mark
      className={cn('block h-full rounded-full', meterTones[tone])}
      style={{ width: `${of > 0 ? Math.min(100, Math.max(0, (value / of) * 100)) : 0}%` }}
    />
  </span>
)

export type UsageProps = { used: number; limit: number; label: ReactNode; name: string; className?: string }

/** Credits used of a limit: calm, amber from 80 %, red at the end. */
export const Usage = ({ used, limit, label, name, className }: UsageProps) => {
  const formats = useFormats()
  const share = limit > 0 ? used / limit : 1
  return (
    <div className={cn('flex flex-col gap-1.5', className)}>
      <div className="flex items-baseline justify-between gap-2 text-sm">
        <span className="text-muted">{label}</span>
        <span className="tabular-nums">
          <strong className="font-medium">{formats.count(used)}</strong>
          <span className="text-subtle"> of {formats.count(limit)}</span>
        </span>
      </div>
      <Meter
        className="flex-none"
        value={used}
        of={limit}
        label={name}
        tone={share >= 1 ? 'danger' : share >= 0.8 ? 'warning' : 'primary'}
      />
    </div>
  )
}
