import type { ReactNode } from 'react'
import { cn } from '../class-names.ts'

export type CardProps = {
  title?: ReactNode
  description?: ReactNode
  actions?: ReactNode
  footer?: ReactNode
  /** The heading's rank on its page. */
  level?: 2 | 3 | 4
  /** No inner padding, for tables and lists that reach the edge. */
  flush?: boolean
  children?: ReactNode
  className?: string
}

export const Card = ({
  title,
  description,
  actions,
  footer,
  level = 2,
  flush,
  children,
  className,
}: CardProps) => {
  const Heading = `h${level}` as const
  return (
    <section
      data-card
      className={cn(
        'flex min-w-0 flex-col overflow-hidden rounded-lg border border-line bg-surface',
        className,
      )}
    >
      {title || actions ? (
        <header className={cn('flex items-start gap-2 px-4 pt-3', flush && 'pb-3')}>
          <div className="min-w-0 flex-1">
            {title ? <Heading className="font-semibold text-base">{title}</Heading> : null}
            {description ? <p className="text-muted text-sm">{description}</p> : null}
          </div>
          {actions ? <div className="flex shrink-0 items-center gap-1">{actions}</div> : null}
        </header>
      ) : null}
      <div className={cn('min-w-0 flex-1', !flush && 'px-4 py-3')}>{children}</div>
      {footer ? (
        <footer className="border-line border-t px-4 py-2 text-muted text-sm">{footer}</footer>
      ) : null}
    </section>
  )
}
