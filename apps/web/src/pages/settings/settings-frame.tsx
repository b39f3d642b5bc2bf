import { Outlet, useRouterState } from '@tanstack/react-router'
import { cn, Page } from '@tributary/ui'
import { type ReactNode, useEffect, useRef } from 'react'
import { useMay } from '../../session/session.ts'
import { NotForRole } from '../../shell/not-for-role.tsx'
import { ShellLink } from '../../shell/shell-link.tsx'
import { type Section, sectionAt, sectionsFor } from './sections.tsx'

const grouped = (sections: readonly Section[]): [string, Section[]][] => {
  const groups = new Map<string, Section[]>()
  for (const section of sections) groups.set(section.group, [...(groups.get(section.group) ?? []), section])
  return [...groups]
}

/** A link to a page that the role never has says so instead of failing. */
const Allowed = ({ pathname, children }: { pathname: string; children: ReactNode }) => {
  const may = useMay()
  const section = sectionAt(pathname)
  const reason = section && may.whyNot(section.needs)
  if (!reason) return children
  return (
    <Page title={section.label}>
      <NotForRole reason={reason} />
    </Page>
  )
}

/** The pages of the settings, beside the one that is open. */
export const SettingsFrame = () => {
  const sections = sectionsFor(useMay())
  const pathname = useRouterState({ select: (state) => state.location.pathname })
  const nav = useRef<HTMLElement>(null)
  useEffect(() => {
    const link = nav.current?.querySelector(`a[href="${pathname}"]`)
    // On a narrow screen the row of pages scrolls sideways: the open one stays in sight.
    const [box, place] = [nav.current?.getBoundingClientRect(), link?.getBoundingClientRect()]
    if (nav.current && box && place)
      nav.current.scrollLeft += place.left - box.left - (box.width - place.width) / 2
  }, [pathname])
  return (
    <div className="flex min-w-0 max-md:flex-col">
      <nav
        ref={nav}
        aria-label="Settings"
        className="relative shrink-0 border-line max-md:overflow-x-auto max-md:border-b md:min-h-[calc(100dvh-48px)] md:w-48 md:border-e md:p-2"
      >
        <div className="flex md:flex-col md:gap-3 max-md:w-max max-md:px-2 max-md:py-1">
          {grouped(sections).map(([group, pages]) => (
            <div key={group} role="group" aria-label={group}>
              <div aria-hidden className="px-2 pb-1 font-medium text-2xs text-subtle max-md:hidden">
                {group}
              </div>
              <ul className="flex gap-px md:flex-col">
                {pages.map(({ id, label, href }) => (
                  <li key={id}>
                    <ShellLink
                      href={href}
                      aria-current={pathname === href ? 'page' : undefined}
                      className={cn(
                        'flex h-8 items-center whitespace-nowrap rounded-md px-2 text-muted text-sm -outline-offset-2 hover:bg-hover hover:text-fg pointer-coarse:h-11',
                        pathname === href && 'bg-hover font-medium text-fg',
                      )}
                    >
                      {label}
                    </ShellLink>
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </div>
      </nav>
      <div className="min-w-0 flex-1">
        <Allowed pathname={pathname}>
          <Outlet />
        </Allowed>
      </div>
    </div>
  )
}
