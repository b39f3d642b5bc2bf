import type { MouseEvent, ReactNode } from 'react'
import { Toaster as Sonner, toast as sonner } from 'sonner'
import { forgetUndo, rememberUndo } from './last-undo.ts'

/** How an undo ended, where "Undone" does not say it all. */
export type Undone = { readonly said: string; readonly description?: string }

export type ToastOptions = {
  description?: ReactNode
  /** Offers "Undo" for ten seconds, and `undoLast` for as long as the page stands; may end in `Undone`. */
  undo?: () => Promise<unknown>
  action?: { label: string; onClick: () => void }
  /** A later toast with the same id takes this one's place. */
  id?: string
}

const UNDO_MS = 10_000
const ERROR_MS = 8000

let reasonOf = (error: unknown): string => (error instanceof Error ? error.message : '')

const isUndone = (ended: unknown): ended is Undone =>
  typeof ended === 'object' && ended !== null && 'said' in ended

const takeBack = async (undo: () => Promise<unknown>, id: string): Promise<void> => {
  // The button goes at once: nothing is taken back twice.
  sonner.loading('Undoing', { id, action: null, description: null, duration: Number.POSITIVE_INFINITY })
  const plain = { id, action: null, duration: ERROR_MS / 2 }
  try {
    const ended = await undo()
    const { said, description } = isUndone(ended) ? ended : { said: 'Undone', description: undefined }
    sonner.success(said, { ...plain, description })
  } catch (error) {
    sonner.error('This could not be undone', { ...plain, description: reasonOf(error), duration: ERROR_MS })
  }
}

let count = 0

const undoing = (undo: () => Promise<unknown>, id: string) => {
  const once = (): void => {
    forgetUndo(once)
    void takeBack(undo, id)
  }
  rememberUndo(once)
  return {
    label: 'Undo',
    // A toast that is going away would take along what is said in its place.
    onClick: (event: MouseEvent<HTMLButtonElement>): void => {
      event.preventDefault()
      once()
    },
  }
}

const toSonner = ({ description, undo, action, id }: ToastOptions = {}, duration?: number) => {
  if (!undo) return { description, id, duration, action }
  const place = id ?? `undo-${++count}`
  return { description, id: place, duration: UNDO_MS, action: undoing(undo, place) }
}

/** Says what happened. With `undo` the person can take it back. */
export const toast = {
  say: (text: ReactNode, options?: ToastOptions) => sonner(text, toSonner(options)),
  success: (text: ReactNode, options?: ToastOptions) => sonner.success(text, toSonner(options)),
  error: (text: ReactNode, options?: ToastOptions) => sonner.error(text, toSonner(options, ERROR_MS)),
  progress: (text: ReactNode, options?: ToastOptions) => sonner.loading(text, toSonner(options)),
  dismiss: (id?: string | number) => sonner.dismiss(id),
}

/** What is said when an undo fails, in the words of whoever carried it out. */
export const explainUndo = (reason: (error: unknown) => string): void => {
  reasonOf = reason
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
