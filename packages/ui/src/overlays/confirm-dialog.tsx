import { AlertDialog as Base } from '@base-ui/react/alert-dialog'
import type { ReactNode } from 'react'
import { Button } from '../controls/button.tsx'
import { backdropClasses } from './dialog.tsx'

export type ConfirmDialogProps = {
  /** The question with the number in it: "Delete 148 leads?" */
  title: string
  children?: ReactNode
  /** The verb on the button: "Delete 148 leads". */
  confirm: string
  tone?: 'primary' | 'danger'
  pending?: boolean
  open: boolean
  onOpenChange: (open: boolean) => void
  onConfirm: () => void
}

export const ConfirmDialog = ({
  title,
  children,
  confirm,
  tone = 'danger',
  pending,
  open,
  onOpenChange,
  onConfirm,
}: ConfirmDialogProps) => (
  <Base.Root open={open} onOpenChange={onOpenChange}>
    <Base.Portal>
      <Base.Backdrop className={backdropClasses} />
      <Base.Popup className="fixed start-1/2 top-1/2 z-40 w-[calc(100vw-32px)] max-w-sm -translate-x-1/2 -translate-y-1/2 rounded-xl border border-line bg-surface p-5 shadow-popover outline-none transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0 rtl:translate-x-1/2">
        <Base.Title className="font-semibold text-lg">{title}</Base.Title>
        <Base.Description render={<div />} className="mt-1 text-muted text-sm">
          {children}
        </Base.Description>
        <div className="mt-5 flex justify-end gap-2">
          <Base.Close render={<Button>Cancel</Button>} />
          <Button tone={tone} pending={pending} onClick={onConfirm}>
            {confirm}
          </Button>
        </div>
      </Base.Popup>
    </Base.Portal>
  </Base.Root>
)
