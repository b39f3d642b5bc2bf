import { type RefObject, useEffect, useRef, useState } from 'react'

export type Dragging = { readonly id: string; readonly over: string | null }

type BoardDrag = {
  readonly board: RefObject<HTMLElement | null>
  /** Whether this card may be put there. */
  readonly may: (id: string, stage: string) => boolean
  readonly onPut: (id: string, stage: string) => void
}

const partOf = (event: DragEvent, name: 'card' | 'stage'): string | undefined =>
  event.target instanceof Element
    ? event.target.closest<HTMLElement>(`[data-${name}]`)?.dataset[name]
    : undefined

/**
 * Dragging over the whole board: cards carry `data-card`, columns `data-stage`. It is one way among others; keys and the
 * menu of each card do the same.
 */
export const useBoardDrag = ({ board, may, onPut }: BoardDrag): Dragging | null => {
  const [dragging, setDragging] = useState<Dragging | null>(null)
  const latest = useRef({ may, onPut })
  latest.current = { may, onPut }
  const dragged = useRef<string | null>(null)
  useEffect(() => {
    const element = board.current
    if (!element) return
    const start = (event: DragEvent): void => {
      const id = partOf(event, 'card')
      if (!id || !event.dataTransfer) return
      event.dataTransfer.effectAllowed = 'move'
      event.dataTransfer.setData('text/plain', id)
      dragged.current = id
      setDragging({ id, over: null })
    }
    const over = (event: DragEvent): void => {
      const id = dragged.current
      const stage = partOf(event, 'stage')
      const allowed = id !== null && stage !== undefined && latest.current.may(id, stage)
      if (allowed) event.preventDefault()
      const next = allowed ? stage : null
      setDragging((now) => (now && now.over !== next ? { ...now, over: next } : now))
    }
    const end = (): void => {
      dragged.current = null
      setDragging(null)
    }
    const drop = (event: DragEvent): void => {
      const id = dragged.current
      const stage = partOf(event, 'stage')
      event.preventDefault()
      end()
      if (id !== null && stage !== undefined && latest.current.may(id, stage)) latest.current.onPut(id, stage)
    }
    element.addEventListener('dragstart', start)
    element.addEventListener('dragover', over)
    element.addEventListener('drop', drop)
    element.addEventListener('dragend', end)
    return () => {
      element.removeEventListener('dragstart', start)
      element.removeEventListener('dragover', over)
      element.removeEventListener('drop', drop)
      element.removeEventListener('dragend', end)
    }
  }, [board])
  return dragging
}
