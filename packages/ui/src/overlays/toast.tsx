import type { MouseEvent, ReactNode } from 'react'
import { Toaster as Sonner, toast as sonner } from 'sonner'

export type ToastOptions = {
  description?: ReactNode
  /** Offers "Undo" for ten seconds. */
  undo?: () => void
  action?: { label: string; onClick: () => void }
  /** A later toast with the same id takes this one's place. */
  id?: string
}

const UNDO_MS = 10_000

/** A toast with an id stays for what is said next in its place; one that is going away would take that along. */
const undoing = (undo: () => void, id: string | undefined) => {
  let pressed = false
  return {
    label: 'Undo',
    onClick: (event: MouseEvent<HTMLButtonElement>): void => {
      if (id) event.preventDefault()
      if (!pressed) undo()
      pressed = true
    },
  }
}

const toSonner = ({ description, undo, action, id }: ToastOptions = {}) => ({
  description,
  id,
  duration: undo ? UNDO_MS : undefined,
  action: undo ? undoing(undo, id) : action,
})

/** Says what happened. With `undo` the person gets ten seconds to take it back. */
export const toast = {
  say: (text: ReactNode, options?: ToastOptions) => sonner(text, toSonner(options)),
  success: (text: ReactNode, options?: ToastOptions) => sonner.success(text, toSonner(options)),
  error: (text: ReactNode, options?: ToastOptions) =>
    sonner.error(text, { ...toSonner(options), duration: options?.undo ? UNDO_MS : 8000 }),
  progress: (text: ReactNode, options?: ToastOptions) => sonner.loading(text, toSonner(options)),
  dismiss: (id?: string | number) => sonner.dismiss(id),
}

/** Mount once, outside the layout grid. It stands above the bar of picked rows, which must stay usable. */
export const Toaster = () => (
  <Sonner
    position="bottom-right"
    offset={{ bottom: 68, right: 16 }}
    mobileOffset={{ bottom: 72 }}
    gap={8}
    style={{ fontFamily: 'inherit' }}
    toastOptions={{
      unstyled: true,
      classNames: {
        toast:
          'flex w-(--width) items-start gap-2.5 rounded-lg border border-line bg-surface p-3 text-sm text-fg shadow-popover',
        icon: 'mt-0.5 shrink-0 [&_svg]:size-4',
        content: 'min-w-0 flex-1',
        title: 'font-medium',
        description: 'text-muted text-xs',
        actionButton:
          'min-h-6 shrink-0 rounded-sm px-1.5 font-medium text-primary-text text-sm hover:bg-primary-soft',
        success: '[&_[data-icon]]:text-success',
        error: '[&_[data-icon]]:text-danger',
        loading: '[&_[data-icon]]:text-subtle',
      },
    }}
  />
)
