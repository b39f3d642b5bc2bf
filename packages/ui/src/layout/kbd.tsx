import type { ReactNode } from 'react'
import { cn } from '../class-names.ts'

export type KbdProps = { children: ReactNode; inverted?: boolean; className?: string }

export const Kbd = ({ children, inverted, className }: KbdProps) => (
  <kbd
    className={cn(
      'inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-sm border px-1 font-sans text-2xs',
      inverted ? 'border-current' : 'border-line bg-bg text-muted',
      className,
    )}
  >
    {children}
  </kbd>
)
