import { createContext, type ReactNode, use, useMemo, useSyncExternalStore } from 'react'
import { createFormats, type Formats, type Region } from './formats.ts'

const FALLBACK: Region = { locale: 'en-US', currency: 'USD', timeZone: 'UTC' }
const FormatContext = createContext<Formats>(createFormats(FALLBACK))

export type FormatProviderProps = Region & { children: ReactNode }

/** Gives every amount, number and time below it the reader's locale and the workspace's currency and zone. */
export const FormatProvider = ({ locale, currency, timeZone, children }: FormatProviderProps) => {
  const formats = useMemo(() => createFormats({ locale, currency, timeZone }), [locale, currency, timeZone])
  return <FormatContext value={formats}>{children}</FormatContext>
}

export const useFormats = (): Formats => use(FormatContext)

const TICK = 30_000
const readClock = () => Math.floor(Date.now() / TICK) * TICK
const watchers = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

// one timer for the page, however many rows show an age
const watchClock = (changed: () => void) => {
  watchers.add(changed)
  timer ??= setInterval(() => {
    for (const watcher of watchers) watcher()
  }, TICK)
  return () => {
    watchers.delete(changed)
    if (watchers.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/** The present, moving every half minute, so that "14 min" does not stand still. */
export const useNow = (): Date => {
  const tick = useSyncExternalStore(watchClock, readClock, readClock)
  return useMemo(() => new Date(tick), [tick])
}
