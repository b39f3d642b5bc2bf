import { useEffect, useRef } from 'react'
import { EVERYTHING, startLive, useLiveTopics } from './live.ts'
import { queryClient } from './trpc.ts'

/**
 * What is read again when something of a kind changed, by the first word of the procedure. The list of leads is not
 * here: new leads wait behind a button, so that the list does not jump under the reader.
 */
const AREAS: Readonly<Record<string, readonly string[]>> = {
  leads: ['home'],
  lead: ['home'],
  campaigns: ['campaigns', 'spend', 'budget', 'home'],
  dashboard: ['dashboard', 'attribution', 'budget'],
  settings: [
    'accounts',
    'members',
    'settings',
    'catalogue',
    'notifications',
    'rules',
    'apiKeys',
    'views',
    'home',
  ],
  forecast: ['forecast', 'deals'],
  effects: ['notifications', 'home'],
}
const COALESCE_MS = 400

const areaOf = (queryKey: readonly unknown[]): unknown =>
  Array.isArray(queryKey[0]) ? queryKey[0][0] : undefined

const refresh = (areas: ReadonlySet<string>): void => {
  void queryClient.invalidateQueries({ predicate: ({ queryKey }) => areas.has(String(areaOf(queryKey))) })
}

// What was read a moment before the stream opened is new enough; the stream always begins with `everything`.
const JUST_NOW_MS = 2000

const refreshAll = (first: boolean): void => {
  const youngest = Date.now() - (first ? JUST_NOW_MS : 0)
  void queryClient.invalidateQueries({ predicate: ({ state }) => state.dataUpdatedAt < youngest })
}

/** Listens while somebody is signed in; reads again what changed, a burst of news at once. */
export const useLive = (): void => {
  const waiting = useRef(new Set<string>())
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const first = useRef(true)
  useLiveTopics((topics) => {
    if (topics.includes(EVERYTHING)) {
      refreshAll(first.current)
      first.current = false
      return
    }
    for (const topic of topics)
      for (const area of AREAS[topic.split(':')[0] ?? ''] ?? []) waiting.current.add(area)
    if (waiting.current.size === 0) return
    timer.current ??= setTimeout(() => {
      timer.current = undefined
      refresh(waiting.current)
      waiting.current = new Set()
    }, COALESCE_MS)
  })
  useEffect(() => {
    const stream = startLive()
    return () => {
      stream.close()
      clearTimeout(timer.current)
      timer.current = undefined
    }
  }, [])
}
