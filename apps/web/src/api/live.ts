import { useEffect, useRef, useSyncExternalStore } from 'react'

/** `live`: news arrive. `reconnecting`: they did, and will again. `offline`: this machine has no network. */
export type LiveState = 'connecting' | 'live' | 'reconnecting' | 'offline'

export type Stream = { close(): void }
/** Opens the stream of changes once. `onEnd` is called when it is over, for whatever reason. */
export type OpenStream = (on: {
  readonly topics: (topics: readonly string[]) => void
  readonly connected: () => void
  readonly ended: () => void
}) => Stream

type Message =
  | { readonly kind: 'topics'; readonly topics: readonly string[] }
  | { readonly kind: 'state'; readonly state: LiveState }
  | { readonly kind: 'hello' }

const RETRY_MS = 2000
const JITTER_MS = 1000
const NAME = 'tributary-live'

/**
 * Holds one stream open for as long as it is wanted. A stream that ended behind a proxy stays dead by itself, so it is
 * closed and opened anew two to three seconds later, until the server is back.
 */
export const keepOpen = (
  open: OpenStream,
  on: { readonly topics: (topics: readonly string[]) => void; readonly state: (state: LiveState) => void },
  random: () => number = Math.random,
): Stream => {
  let stream: Stream | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let closed = false
  let wasLive = false

  const again = (): void => {
    if (closed || timer) return
    on.state(wasLive ? 'reconnecting' : 'connecting')
    timer = setTimeout(start, RETRY_MS + random() * JITTER_MS)
  }
  const start = (): void => {
    timer = undefined
    stream?.close()
    let current = true
    const mine = open({
      topics: on.topics,
      connected: () => {
        if (!current || closed) return
        clearTimeout(timer)
        timer = undefined
        wasLive = true
        on.state('live')
      },
      ended: () => current && again(),
    })
    stream = {
      close: () => {
        current = false
        mine.close()
      },
    }
  }
  start()
  return {
    close: () => {
      closed = true
      clearTimeout(timer)
      stream?.close()
    },
  }
}

const listeners = new Set<(topics: readonly string[]) => void>()
const watchers = new Set<() => void>()
let state: LiveState = 'connecting'
let reconnects = 0

const hear = (topics: readonly string[]): void => {
  for (const listener of listeners) listener(topics)
}
const turn = (next: LiveState): void => {
  if (next === state) return
  if (next === 'live' && state === 'reconnecting') reconnects += 1
  state = next
  for (const watcher of watchers) watcher()
}

/**
 * Starts listening for this tab. One tab of the browser, elected by a lock, holds the stream and tells the others; when
 * it closes, the next one takes over.
 */
export const startLive = (open: OpenStream): Stream => {
  const channel = new BroadcastChannel(NAME)
  const over = new AbortController()
  let leading = false
  const say = (message: Message): void => channel.postMessage(message)
  channel.onmessage = ({ data }: MessageEvent<Message>) => {
    if (data.kind === 'topics') hear(data.topics)
    else if (data.kind === 'state') turn(data.state)
    else if (leading) say({ kind: 'state', state })
  }
  say({ kind: 'hello' })

  const lead = (): Promise<void> =>
    new Promise((done) => {
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
      over.signal.addEventListener('abort', () => {
        leading = false
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
const readReconnects = (): number => reconnects

export const useLiveState = (): LiveState => useSyncExternalStore(watch, readState, readState)
/** Grows each time the stream came back: whatever happened in between was missed. */
export const useReconnects = (): number => useSyncExternalStore(watch, readReconnects, readReconnects)

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
