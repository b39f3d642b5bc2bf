import { useEffect, useRef, useSyncExternalStore } from 'react'
import { usePreferences } from '../session/preferences.ts'

export type Shortcut = {
  /** `?`, `c`, `g l` (one after the other) or `mod+k` (Ctrl or ⌘). */
  readonly keys: string
  readonly label: string
  readonly group: string
  readonly run: () => void
}

const registered = new Map<string, Shortcut>()
let listed: readonly Shortcut[] = []
const watchers = new Set<() => void>()
const changed = () => {
  listed = [...registered.values()]
  for (const watcher of watchers) watcher()
}

const SEQUENCE_MS = 1200
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest('input, textarea, select, [contenteditable="true"], [role="textbox"], [role="combobox"]') !==
    null
const isCovered = (): boolean =>
  document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"]') !== null

const nameOf = (event: KeyboardEvent): string => {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  return event.ctrlKey || event.metaKey ? `mod+${key}` : key
}

/** Listens for the whole page. Single keys rest while somebody types or something lies over the page. */
export const useShortcutKeys = (): void => {
  const { singleKeys } = usePreferences()
  useEffect(() => {
    let first = ''
    let at = 0
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.altKey || event.isComposing || event.repeat) return
      const name = nameOf(event)
      const modified = name.startsWith('mod+')
      if (!modified && (!singleKeys || isTyping(event.target) || isCovered())) return
      const sequence = first && event.timeStamp - at < SEQUENCE_MS ? `${first} ${name}` : ''
      const hit = registered.get(sequence) ?? registered.get(name)
      first = hit || modified ? '' : name
      at = event.timeStamp
      if (!hit) return
      event.preventDefault()
      hit.run()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [singleKeys])
}

/** Gives keys a meaning while the component is on screen, and a line in the overview (`?`). */
export const useShortcut = (keys: string, label: string, group: string, run: () => void): void => {
  const latest = useRef(run)
  latest.current = run
  useEffect(() => {
    const mine: Shortcut = { keys, label, group, run: () => latest.current() }
    registered.set(keys, mine)
    changed()
    return () => {
      if (registered.get(keys) !== mine) return
      registered.delete(keys)
      changed()
    }
  }, [keys, label, group])
}

const watch = (react: () => void) => {
  watchers.add(react)
  return () => void watchers.delete(react)
}
const read = () => listed
export const useShortcuts = (): readonly Shortcut[] => useSyncExternalStore(watch, read, read)

const isMac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent)

/** `mod+k` as it stands on the keyboard: Ctrl K, ⌘ K. */
export const keysOf = (keys: string): readonly string[] =>
  keys
    .split(/[ +]/)
    .map((key) => (key === 'mod' ? (isMac ? '⌘' : 'Ctrl') : key.length === 1 ? key.toUpperCase() : key))
