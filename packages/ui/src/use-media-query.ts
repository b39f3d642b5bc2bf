import { useCallback, useSyncExternalStore } from 'react'

/** Whether a media query holds now, kept up to date. */
export const useMediaQuery = (query: string): boolean => {
  const subscribe = useCallback(
    (changed: () => void) => {
      const list = window.matchMedia(query)
      list.addEventListener('change', changed)
      return () => list.removeEventListener('change', changed)
    },
    [query],
  )
  return useSyncExternalStore(
    subscribe,
    () => window.matchMedia(query).matches,
    () => false,
  )
}

/** Narrower than a table is useful: lists become cards, navigation moves to the bottom. */
export const useIsNarrow = (): boolean => useMediaQuery('(max-width: 639px)')
