import type { ReactNode } from 'react'
import { cn } from '../class-names.ts'

export type PageProps = {
  title: ReactNode
  /** One line under the title: the count, the question the page answers. */
  summary?: ReactNode
  /** The main action last. */
  actions?: ReactNode
  /** Above the title: where one is. */
  breadcrumb?: ReactNode
  children: ReactNode
  /** "reading" keeps lines short, for settings and forms. */
  width?: 'full' | 'reading'
}

export const Page = ({ title, summary, actions, breadcrumb, children, width = 'full' }: PageProps) => (
  <div
    className={cn(
      'flex min-w-0 flex-col gap-4 p-gutter',
      width === 'reading' && 'mx-auto w-full max-w-[72ch]',
    )}
  >
    <header className="flex flex-wrap items-start gap-x-4 gap-y-2">
      <div className="min-w-28 flex-1">
        {breadcrumb ? <div className="mb-0.5 text-subtle text-xs">{breadcrumb}</div> : null}
        <h1 className="truncate font-semibold text-xl">{title}</h1>
        {summary ? <p className="text-muted text-sm">{summary}</p> : null}
      </div>
      {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
    </header>
    {children}
  </div>
)
