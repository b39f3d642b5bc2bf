import { useEffect } from 'react'

export type TableKeys = {
  enabled: boolean
  ids: readonly string[]
  activeId: string | null
  onMove: (id: string, index: number) => void
  onOpen?: ((id: string) => void) | undefined
  onToggle?: ((id: string) => void) | undefined
}

const TYPING =
  'input, textarea, select, [contenteditable="true"], [role="menu"], [role="listbox"], [role="dialog"]'
const PRESSABLE = 'button, a, [role="button"], [role="checkbox"]'

/** J and K move, X picks, Enter opens. Silent while someone types, in menus and with a modifier held. */
export const useTableKeyboard = ({ enabled, ids, activeId, onMove, onOpen, onToggle }: TableKeys): void => {
  useEffect(() => {
    if (!enabled) return
    const move = (step: 1 | -1) => {
      const at = activeId === null ? -1 : ids.indexOf(activeId)
      const index = Math.min(ids.length - 1, Math.max(0, at + step))
      const id = ids[index]
      if (id !== undefined) onMove(id, index)
    }
    const actions: Record<string, () => void> = {
      j: () => move(1),
      k: () => move(-1),
      x: () => activeId !== null && onToggle?.(activeId),
      enter: () => activeId !== null && onOpen?.(activeId),
    }
    const onKeyDown = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : null
      if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey) return
      if (target?.closest(TYPING)) return
      const key = event.key.toLowerCase()
      if (key === 'enter' && target?.closest(PRESSABLE)) return
      const action = actions[key]
      if (!action) return
      event.preventDefault()
      action()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [enabled, ids, activeId, onMove, onOpen, onToggle])
}
