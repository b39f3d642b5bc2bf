import type { ReactNode } from 'react'
import { cn } from '../class-names.ts'

export type EmptyStateProps = {
  title: string
  /** What will stand here and how it gets here. */
  children?: ReactNode
  icon?: ReactNode
  /** The one thing to do next. */
  action?: ReactNode
  className?: string
}

/** Two kinds of empty need two texts: nothing yet (teach), and filtered to nothing (offer to clear). */
export const EmptyState = ({ title, children, icon, action, className }: EmptyStateProps) => (
  <div className={cn('flex flex-col items-center justify-center gap-1 px-4 py-10 text-center', className)}>
    {icon ? (
      <span className="mb-2 grid size-10 place-items-center rounded-lg border border-line text-subtle [&_svg]:size-5">
        {icon}
      </span>
    ) : null}
    <p className="font-semibold text-base">{title}</p>
    {children ? <div className="max-w-[46ch] text-muted text-sm">{children}</div> : null}
    {action ? <div className="mt-3 flex flex-wrap justify-center gap-2">{action}</div> : null}
  </div>
)
