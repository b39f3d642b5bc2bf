import { cn } from '../class-names.ts'
import type { AppShellProps, LinkComponent, NavItem } from './app-shell.tsx'

type SideNavProps = Pick<AppShellProps, 'brand' | 'groups' | 'link' | 'aside'> & { collapsed: boolean }

const Entry = ({
  item,
  link: Link,
  collapsed,
}: {
  item: NavItem
  link: LinkComponent
  collapsed: boolean
}) => (
  <Link
    href={item.href}
    aria-current={item.current ? 'page' : undefined}
    aria-label={collapsed ? item.label : undefined}
    title={collapsed ? item.label : undefined}
    className={cn(
      'flex h-8 items-center gap-2.5 rounded-md px-2 text-muted text-sm -outline-offset-2 transition-colors hover:bg-hover hover:text-fg pointer-coarse:h-11 [&_svg]:size-4 [&_svg]:shrink-0',
      item.current && 'bg-hover font-medium text-fg',
      collapsed && 'justify-center px-0',
    )}
  >
    {item.icon}
    {collapsed ? null : <span className="min-w-0 flex-1 truncate">{item.label}</span>}
    {item.badge === undefined || collapsed ? null : (
      <span className="rounded-full bg-primary-soft px-1.5 font-medium text-2xs text-primary-text tabular-nums">
        {item.badge}
        {item.badgeLabel ? <span className="sr-only"> {item.badgeLabel}</span> : null}
      </span>
    )}
  </Link>
)

export const SideNav = ({ brand, groups, link, aside, collapsed }: SideNavProps) => (
  <aside
    data-no-print
    className={cn(
      'sticky top-0 flex h-dvh shrink-0 flex-col border-line border-e bg-bg max-sm:hidden',
      collapsed ? 'w-13' : 'w-55 max-lg:w-48',
    )}
  >
    <div className="flex h-12 shrink-0 items-center px-3">{brand}</div>
    <nav aria-label="Main" className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto px-2 py-2">
      {groups.map((group) => (
        <div key={group.id} role="group" aria-label={group.label}>
          {collapsed ? (
            <div aria-hidden className="mx-2 mb-1 h-px bg-line" />
          ) : (
            <div aria-hidden className="px-2 pb-1 font-medium text-2xs text-subtle">
              {group.label}
            </div>
          )}
          <ul className="flex flex-col gap-px">
            {group.items.map((item) => (
              <li key={item.id}>
                <Entry item={item} link={link} collapsed={collapsed} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
    {aside ? <div className="border-line border-t p-2">{aside}</div> : null}
  </aside>
)
