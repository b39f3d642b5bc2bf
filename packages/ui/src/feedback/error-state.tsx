import { CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from '../class-names.ts'
import { Button } from '../controls/button.tsx'

export type ErrorStateProps = {
  /** What did not work: "The leads could not be loaded". */
  title: string
  /** Why, and what to do. */
  reason?: ReactNode
  requestId?: string | null
  onRetry?: () => void
  retrying?: boolean
  className?: string
}

export const ErrorState = ({ title, reason, requestId, onRetry, retrying, className }: ErrorStateProps) => (
  <div
    role="alert"
    className={cn('flex flex-col items-center justify-center gap-1 px-4 py-8 text-center', className)}
  >
    <CircleAlert aria-hidden className="mb-1 size-5 text-danger" />
    <p className="font-semibold text-base">{title}</p>
    {reason ? <div className="max-w-[46ch] text-muted text-sm">{reason}</div> : null}
    {onRetry ? (
      <Button className="mt-3" onClick={onRetry} pending={retrying}>
        Retry
      </Button>
    ) : null}
    {requestId ? (
      <p className="mt-2 text-subtle text-xs">
        Request <span className="select-all font-mono">{requestId}</span>
      </p>
    ) : null}
  </div>
)
