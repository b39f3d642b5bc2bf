import { useEffect, useRef, useSyncExternalStore } from 'react'
import { keepOpen, type LiveState, type OpenStream, type Stream } from './keep-open.ts'
import { client } from './trpc.ts'

export type { LiveState } from './keep-open.ts'

type Message =
  | { readonly kind: 'topics'; readonly topics: readonly string[] }
  | { readonly kind: 'state'; readonly state: LiveState }
  | { readonly kind: 'hello' }

const NAME = 'tributary-live'
/** Said when anything may have changed: after the stream was away. */
export const EVERYTHING = 'everything'

const openWatch: OpenStream = (on) => {
  let connected = false
  const { unsubscribe } = client.live.watch.subscribe(undefined, {
    onData: (news) => on.topics(news.kind === 'everything' ? [EVERYTHING] : news.topics),
    onConnectionStateChange: ({ state: now }) => {
      if (now === 'pending') {
        connected = true
        on.connected()
      } else if (connected) on.ended()
    },
    onError: on.ended,
    onComplete: on.ended,
  })
  return { close: unsubscribe }
}

const listeners = new Set<(topics: readonly string[]) => void>()
const watchers = new Set<() => void>()
let state: LiveState = 'connecting'

const hear = (topics: readonly string[]): void => {
  for (const listener of listeners) listener(topics)
}
const turn = (next: LiveState): void => {
  if (next === state) return
  state = next
  for (const watcher of watchers) watcher()
}

/**
 * Starts listening for this tab. One tab of the browser, elected by a lock, holds the stream and tells the others; when
 * it closes, the next one takes over.
 */
export const startLive = (open: OpenStream = openWatch): Stream => {
  const channel = new BroadcastChannel(NAME)
  const over = new AbortController()
  let leading = false
  const say = (message: Message): void => {
    if (!over.signal.aborted) channel.postMessage(message)
  }
  channel.onmessage = ({ data }: MessageEvent<Message>) => {
    if (data.kind === 'topics') hear(data.topics)
    else if (data.kind === 'state') turn(data.state)
    else if (leading) say({ kind: 'state', state })
  }
  say({ kind: 'hello' })

  const lead = (): Promise<void> =>
    new Promise((done) => {
      // The lock may be given in the moment in which nobody wants it any more.
      if (over.signal.aborted) return done()
      leading = true
      const stream = keepOpen(open, {
        topics: (topics) => {
          hear(topics)
          say({ kind: 'topics', topics })
        },
        state: (next) => {
          turn(next)
          say({ kind: 'state', state: next })
        },
      })
      const hurry = (): void => {
        if (document.visibilityState === 'visible') stream.hurry()
      }
      window.addEventListener('online', hurry)
      document.addEventListener('visibilitychange', hurry)
      over.signal.addEventListener('abort', () => {
        leading = false
        window.removeEventListener('online', hurry)
        document.removeEventListener('visibilitychange', hurry)
        stream.close()
        done()
      })
    })
  // Locks need a safe address (https or this machine); without them every tab listens for itself.
  if (navigator.locks) navigator.locks.request(NAME, { signal: over.signal }, lead).catch(() => undefined)
  else void lead()
  return {
    close: () => {
      over.abort()
      channel.close()
      state = 'connecting'
    },
  }
}

const watch = (react: () => void) => {
  watchers.add(react)
  window.addEventListener('online', react)
  window.addEventListener('offline', react)
  return () => {
    watchers.delete(react)
    window.removeEventListener('online', react)
    window.removeEventListener('offline', react)
  }
}
const readState = (): LiveState => (navigator.onLine ? state : 'offline')

export const useLiveState = (): LiveState => useSyncExternalStore(watch, readState, readState)

/** Calls back with the topics that changed: `leads`, `lead:<id>`, `campaigns`, `dashboard`, `settings`, `effects`. */
export const useLiveTopics = (react: (topics: readonly string[]) => void): void => {
  const latest = useRef(react)
  latest.current = react
  useEffect(() => {
    const listener = (topics: readonly string[]) => latest.current(topics)
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }, [])
}
