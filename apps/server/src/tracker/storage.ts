/** What the page's own storage holds under a key. Storage that is blocked or broken holds nothing. */
export const readStored = <T>(key: string): T | null => {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') as T | null
  } catch {
    return null
  }
}

/** Keeps a value, or forgets it when there is none. Storage that is full or blocked keeps nothing. */
export const store = (key: string, value: unknown): void => {
  try {
    if (value == null) localStorage.removeItem(key)
    else localStorage.setItem(key, JSON.stringify(value))
  } catch {
    // The page works without memory.
  }
}
