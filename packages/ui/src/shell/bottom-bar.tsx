import { cn } from '../class-names.ts'
import type { AppShellProps } from './app-shell.tsx'

type BottomBarProps = { items: AppShellProps['bottom']; link: AppShellProps['link'] }

const entryClasses =
  'relative flex h-14 w-full flex-col items-center justify-center gap-0.5 text-2xs text-muted -outline-offset-2 [&_svg]:size-5'

/** Navigation where thumbs are. */
export const BottomBar = ({ items, link: Link }: BottomBarProps) => (
  <nav
    aria-label="Main, short"
    data-no-print
    className="fixed inset-x-0 bottom-0 z-30 border-line border-t bg-surface pb-[env(safe-area-inset-bottom)] sm:hidden"
  >
    <ul className="flex">
      {items.map((item) => (
        <li key={item.id} className="min-w-0 flex-1">
          {'href' in item ? (
            <Link
              href={item.href}
              aria-current={item.current ? 'page' : undefined}
              className={cn(entryClasses, item.current && 'font-medium text-primary-text')}
            >
              {item.icon}
              {item.label}
              {item.badge === undefined ? null : (
                <span className="absolute start-1/2 top-1.5 ms-2 rounded-full bg-primary px-1 text-2xs text-on-primary leading-4">
                  {item.badge}
                  {item.badgeLabel ? <span className="sr-only"> {item.badgeLabel}</span> : null}
                </span>
              )}
            </Link>
          ) : (
            <button type="button" onClick={item.onPress} className={entryClasses}>
              {item.icon}
              {item.label}
            </button>
          )}
        </li>
      ))}
    </ul>
  </nav>
)
