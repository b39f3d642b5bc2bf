import type { ComponentType, ReactNode } from 'react'
import { BottomBar } from './bottom-bar.tsx'
import { SideNav } from './side-nav.tsx'

export type NavItem = {
  id: string
  label: string
  href: string
  icon: ReactNode
  /** "7" unread, "142" credits. */
  badge?: ReactNode
  /** What the badge counts, read aloud: "7 waiting". */
  badgeLabel?: string
  current?: boolean
}

export type NavGroup = { id: string; label: string; items: readonly NavItem[] }

/** The router's own link. It gets `href`, classes and `aria-current`. */
export type LinkComponent = ComponentType<{
  href: string
  className?: string
  'aria-current'?: 'page'
  'aria-label'?: string
  title?: string
  onClick?: () => void
  children: ReactNode
}>

export type AppShellProps = {
  /** The workspace and its switch, at the head of the side. */
  brand: ReactNode
  groups: readonly NavGroup[]
  /** At most five, for the bottom of a small screen; the last is usually "More". */
  bottom: readonly (NavItem | { id: string; label: string; icon: ReactNode; onPress: () => void })[]
  link: LinkComponent
  /** The top bar: search, date range, live dot, notifications, me. */
  top: ReactNode
  /** Below the groups on the side. */
  aside?: ReactNode
  /** Offline, impersonation, credits: under the top bar, across the page. */
  banner?: ReactNode
  /** Only the icons on the side. */
  collapsed?: boolean
  children: ReactNode
}

export const AppShell = ({
  brand,
  groups,
  bottom,
  link,
  top,
  aside,
  banner,
  collapsed = false,
  children,
}: AppShellProps) => (
  <div className="flex min-h-dvh bg-bg">
    <a
      href="#main"
      data-no-print
      className="fixed start-2 top-2 z-50 -translate-y-20 rounded-md bg-primary px-3 py-2 font-medium text-on-primary text-sm focus:translate-y-0"
    >
      Skip to the content
    </a>
    <SideNav brand={brand} groups={groups} link={link} aside={aside} collapsed={collapsed} />
    <div className="flex min-w-0 flex-1 flex-col">
      <header
        data-no-print
        className="sticky top-0 z-30 flex h-12 items-center gap-2 border-line border-b bg-bg px-gutter"
      >
        {top}
      </header>
      {banner}
      <main id="main" tabIndex={-1} className="min-w-0 flex-1 outline-none max-sm:pb-16">
        {children}
      </main>
    </div>
    <BottomBar items={bottom} link={link} />
  </div>
)
