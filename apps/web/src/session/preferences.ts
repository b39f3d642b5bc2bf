import type { Me } from '@tributary/contracts'
import { useEffect, useSyncExternalStore } from 'react'

export type Theme = 'system' | 'light' | 'dark'
export type Density = 'comfortable' | 'compact'
export type Preferences = {
  readonly theme: Theme
  readonly density: Density
  /** Single keys such as C or J; those with a modifier always work. */
  readonly singleKeys: boolean
  readonly narrowNav: boolean
}

const KEY = 'tributary.look'
const among = <Word extends string>(value: unknown, words: readonly [Word, ...Word[]]): Word =>
  words.find((word) => word === value) ?? words[0]

export const readPreferences = (raw: Readonly<Record<string, unknown>>): Preferences => ({
  theme: among(raw['theme'], ['system', 'light', 'dark']),
  density: among(raw['density'], ['comfortable', 'compact']),
  singleKeys: raw['singleKeys'] !== false,
  narrowNav: raw['narrowNav'] === true,
})

const readStored = (): Preferences => {
  try {
    return readPreferences(JSON.parse(localStorage.getItem(KEY) ?? '{}'))
  } catch {
    return readPreferences({})
  }
}

let current = readStored()
const watchers = new Set<() => void>()

const show = ({ theme, density }: Preferences): void => {
  const { dataset } = document.documentElement
  if (theme === 'system') delete dataset['theme']
  else dataset['theme'] = theme
  if (density === 'compact') dataset['density'] = density
  else delete dataset['density']
}

/** Shows them at once and remembers them in this browser, for the first paint of the next visit. */
export const applyPreferences = (next: Preferences): void => {
  if (JSON.stringify(next) === JSON.stringify(current)) return
  current = next
  show(next)
  try {
    localStorage.setItem(KEY, JSON.stringify(next))
  } catch {
    // A browser without storage keeps them for this visit.
  }
  for (const watcher of watchers) watcher()
}

const watch = (changed: () => void) => {
  watchers.add(changed)
  return () => void watchers.delete(changed)
}
const snapshot = () => current

export const usePreferences = (): Preferences => useSyncExternalStore(watch, snapshot, snapshot)

/** What the account says wins over what this browser remembers. */
export const useStoredPreferences = (me: Me): void => {
  const raw = me.preferences
  useEffect(() => {
    if (Object.keys(raw).length > 0) applyPreferences(readPreferences(raw))
  }, [raw])
}
