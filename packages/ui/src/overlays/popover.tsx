import { Popover as Base } from '@base-ui/react/popover'
import type { ReactElement, ReactNode } from 'react'
import { cn } from '../class-names.ts'

export type PopoverProps = {
  trigger: ReactElement
  children: ReactNode
  title?: ReactNode
  /** The name read aloud when no title is shown. */
  label?: string
  align?: 'start' | 'center' | 'end'
  side?: 'top' | 'bottom' | 'left' | 'right'
  open?: boolean
  onOpenChange?: (open: boolean) => void
  className?: string
}

export const Popover = ({
  trigger,
  children,
  title,
  label,
  align = 'start',
  side = 'bottom',
  open,
  onOpenChange,
  className,
}: PopoverProps) => (
  <Base.Root open={open} onOpenChange={onOpenChange}>
    <Base.Trigger render={trigger} />
    <Base.Portal>
      <Base.Positioner
        sideOffset={6}
        align={align}
        side={side}
        collisionPadding={8}
        className="z-50 outline-none"
      >
        <Base.Popup
          aria-label={title ? undefined : label}
          className={cn(
            'max-h-(--available-height) max-w-(--available-width) overflow-y-auto rounded-lg border border-line bg-surface p-3 text-sm shadow-popover outline-none transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0',
            className,
          )}
        >
          {title ? <Base.Title className="mb-2 font-semibold text-sm">{title}</Base.Title> : null}
          {children}
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  </Base.Root>
)
