import { type NavItem, Sheet } from '@tributary/ui'
import { CircleUser } from 'lucide-react'
import { ShellLink } from './shell-link.tsx'
import type { OverProps } from './shortcut-help.tsx'

/** Every place, for small screens. */
export const MoreSheet = ({ open, onOpenChange, places }: OverProps & { places: readonly NavItem[] }) => (
  <Sheet open={open} onOpenChange={onOpenChange} side="bottom" title="Go to">
    <ul className="grid grid-cols-2 gap-2">
      {[
        ...places,
        { id: 'profile', label: 'My profile', href: '/profile', icon: <CircleUser aria-hidden /> },
      ].map(({ id, label, href, icon }) => (
        <li key={id}>
          <ShellLink
            href={href}
            onClick={() => onOpenChange(false)}
            className="flex h-12 items-center gap-2.5 rounded-md border border-line px-3 text-sm [&_svg]:size-4"
          >
            {icon}
            {label}
          </ShellLink>
        </li>
      ))}
    </ul>
  </Sheet>
)
