import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from '../class-names.ts'

export type Tone = 'neutral' | 'primary' | 'success' | 'warning' | 'danger' | 'info'

export const toneClasses = {
  neutral: 'bg-hover text-muted',
  primary: 'bg-primary-soft text-primary-text',
  success: 'bg-success-soft text-success',
  warning: 'bg-warning-soft text-warning',
  danger: 'bg-danger-soft text-danger',
  info: 'bg-info-soft text-info',
} satisfies Record<Tone, string>

export type BadgeProps = {
  children: ReactNode
  tone?: Tone
  icon?: ReactNode
  title?: string
  className?: string
}

export const Badge = ({ children, tone = 'neutral', icon, title, className }: BadgeProps) => (
  <span
    title={title}
    className={cn(
      'inline-flex h-5 max-w-full items-center gap-1 whitespace-nowrap rounded-sm px-1.5 font-medium text-xs [&_svg]:size-3',
      toneClasses[tone],
      className,
    )}
  >
    {icon}
    <span className="truncate">{children}</span>
  </span>
)

export type ChipProps = { children: string; onRemove?: () => void; className?: string }

/** A word that was put there and can be taken away: a tag, a picked value. */
export const Chip = ({ children, onRemove, className }: ChipProps) => (
  <span
    className={cn(
      'inline-flex h-6 items-center rounded-sm bg-hover ps-1.5 text-xs',
      !onRemove && 'pe-1.5',
      className,
    )}
  >
    {children}
    {onRemove ? (
      <button
        type="button"
        aria-label={`Remove ${children}`}
        onClick={onRemove}
        className="grid size-6 place-items-center rounded-sm text-subtle hover:text-fg"
      >
        <X aria-hidden className="size-3" />
      </button>
    ) : null}
  </span>
)
