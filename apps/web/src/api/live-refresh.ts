import { useEffect, useRef } from 'react'
import { useLiveTopics, useReconnects } from './live.ts'
import { queryClient } from './trpc.ts'

/**
 * What is read again when something of a kind changed, by the first word of the procedure. The list of leads is not
 * here: new leads wait behind a button, so that the list does not jump under the reader.
 */
const AREAS: Readonly<Record<string, readonly string[]>> = {
  leads: ['home'],
  lead: ['home'],
  campaigns: ['campaigns', 'home'],
  dashboard: ['dashboard'],
  settings: ['accounts', 'members', 'settings', 'catalogue', 'notifications', 'rules', 'apiKeys', 'home'],
  effects: ['effects', 'deliveries', 'notifications'],
}
const COALESCE_MS = 400

const areaOf = (queryKey: readonly unknown[]): unknown =>
  Array.isArray(queryKey[0]) ? queryKey[0][0] : undefined

const refresh = (areas: ReadonlySet<string>): void => {
  void queryClient.invalidateQueries({ predicate: ({ queryKey }) => areas.has(String(areaOf(queryKey))) })
}

/** Reads again what changed, a burst of news at once; everything after the connection was away. */
export const useLiveRefresh = (): void => {
  const waiting = useRef(new Set<string>())
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useLiveTopics((topics) => {
    for (const topic of topics)
      for (const area of AREAS[topic.split(':')[0] ?? ''] ?? []) waiting.current.add(area)
    if (waiting.current.size === 0) return
    timer.current ??= setTimeout(() => {
      timer.current = undefined
      refresh(waiting.current)
      waiting.current = new Set()
    }, COALESCE_MS)
  })
  useEffect(() => () => clearTimeout(timer.current), [])

  const reconnects = useReconnects()
  const known = useRef(reconnects)
  useEffect(() => {
    if (known.current === reconnects) return
    known.current = reconnects
    void queryClient.invalidateQueries()
  }, [reconnects])
}
