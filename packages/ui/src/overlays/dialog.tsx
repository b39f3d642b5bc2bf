import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import { cn } from '../class-names.ts'
import { IconButton } from '../controls/button.tsx'

export type DialogProps = {
  title: ReactNode
  description?: ReactNode
  children?: ReactNode
  /** Buttons, the main one last. */
  footer?: ReactNode
  open?: boolean
  onOpenChange?: (open: boolean) => void
  trigger?: ReactElement
  size?: 'small' | 'medium' | 'large'
}

const widths = { small: 'max-w-sm', medium: 'max-w-lg', large: 'max-w-3xl' }

export const backdropClasses =
  'fixed inset-0 z-40 bg-scrim transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0'

/** For what cannot be undone, or must be finished before anything else. Everything else gets an undo. */
export const Dialog = ({
  title,
  description,
  children,
  footer,
  open,
  onOpenChange,
  trigger,
  size = 'medium',
}: DialogProps) => (
  <Base.Root open={open} onOpenChange={onOpenChange}>
    {trigger ? <Base.Trigger render={trigger} /> : null}
    <Base.Portal>
      <Base.Backdrop className={backdropClasses} />
      <Base.Popup
        className={cn(
          'fixed start-1/2 top-1/2 z-40 flex max-h-[calc(100dvh-32px)] w-[calc(100vw-32px)] -translate-x-1/2 -translate-y-1/2 flex-col rounded-xl border border-line bg-surface shadow-popover outline-none transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0 rtl:translate-x-1/2',
          widths[size],
        )}
      >
        <header className="px-5 pt-4 pe-12 pb-2">
          <Base.Title className="font-semibold text-lg">{title}</Base.Title>
          {description ? (
            <Base.Description className="mt-1 text-muted text-sm">{description}</Base.Description>
          ) : null}
        </header>
        <div className="min-h-0 flex-1 overflow-y-auto px-5 py-2">{children}</div>
        {footer ? (
          <footer className="flex flex-wrap justify-end gap-2 px-5 pt-2 pb-4">{footer}</footer>
        ) : null}
        {/* last in order, so that what is asked gets the focus first */}
        <Base.Close
          render={<IconButton label="Close" size="small" icon={<X aria-hidden />} />}
          className="absolute end-3 top-3"
        />
      </Base.Popup>
    </Base.Portal>
  </Base.Root>
)

/** Put inside a footer: closes the dialog it stands in. */
export const DialogClose = ({ children }: { children: ReactElement }) => <Base.Close render={children} />
