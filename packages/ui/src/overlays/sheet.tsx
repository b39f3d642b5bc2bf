import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import { cn } from '../class-names.ts'
import { IconButton } from '../controls/button.tsx'
import { backdropClasses } from './dialog.tsx'

export type SheetProps = {
  title: ReactNode
  children: ReactNode
  /** Stands beside the title: previous, next, more. */
  actions?: ReactNode
  footer?: ReactNode
  open?: boolean
  onOpenChange?: (open: boolean) => void
  trigger?: ReactElement
  /** On narrow screens every sheet rises from the bottom. */
  side?: 'end' | 'bottom'
  /** false leaves the page behind usable: the list stays in place beside the record. */
  modal?: boolean
  width?: 'medium' | 'wide'
}

const base =
  'fixed z-40 flex flex-col border-line bg-surface shadow-popover outline-none transition-transform duration-180'
const fromBottom =
  'inset-x-0 bottom-0 max-h-[88dvh] rounded-t-xl border-t data-ending-style:translate-y-full data-starting-style:translate-y-full'
const fromEnd =
  'sm:inset-x-auto sm:inset-y-0 sm:end-0 sm:max-h-none sm:rounded-none sm:border-t-0 sm:border-s sm:data-ending-style:translate-x-full sm:data-ending-style:translate-y-0 sm:data-starting-style:translate-x-full sm:data-starting-style:translate-y-0'

export const Sheet = ({
  title,
  children,
  actions,
  footer,
  open,
  onOpenChange,
  trigger,
  side = 'end',
  modal = true,
  width = 'medium',
}: SheetProps) => (
  <Base.Root open={open} onOpenChange={onOpenChange} modal={modal} disablePointerDismissal={!modal}>
    {trigger ? <Base.Trigger render={trigger} /> : null}
    <Base.Portal>
      {modal ? <Base.Backdrop className={backdropClasses} /> : null}
      <Base.Popup
        className={cn(
          base,
          fromBottom,
          side === 'end' && fromEnd,
          side === 'end' && (width === 'wide' ? 'sm:w-160' : 'sm:w-105'),
        )}
      >
        <div className="flex min-h-12 items-center gap-2 border-line border-b py-2 ps-4 pe-14">
          <Base.Title className="min-w-0 flex-1 truncate font-semibold text-lg">{title}</Base.Title>
          {actions}
        </div>
        <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain p-4">{children}</div>
        {footer ? (
          <footer className="flex justify-end gap-2 border-line border-t px-4 py-3">{footer}</footer>
        ) : null}
        {/* last in order, so that the content gets the focus first */}
        <Base.Close
          render={<IconButton label="Close" icon={<X aria-hidden />} />}
          className="absolute end-3 top-2"
        />
      </Base.Popup>
    </Base.Portal>
  </Base.Root>
)
