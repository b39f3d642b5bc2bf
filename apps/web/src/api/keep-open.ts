/** `live`: news arrive. `reconnecting`: they did, and will again. `offline`: this machine has no network. */
export type LiveState = 'connecting' | 'live' | 'reconnecting' | 'offline'

export type Stream = { close(): void }
/** Opens the stream of changes once. `ended` is called when it is over, for whatever reason. */
export type OpenStream = (on: {
  readonly topics: (topics: readonly string[]) => void
  readonly connected: () => void
  readonly ended: () => void
}) => Stream

/** The longest wait before each try; then the last of them, and the long one once the server is away for minutes. */
const WAITS_MS = [300, 600, 1200, 1600]
const LONG_WAIT_MS = 10_000
const SHORT_TRIES = 60
/** A stream that stood so long was a good one: the next loss begins anew. */
const STEADY_MS = 5000

/**
 * How long to wait before try `tries`: a server that restarts is found within two seconds, one that stays away is asked
 * every ten, and the half of each wait is chance, so that not all browsers come at once.
 */
export const waitBefore = (tries: number, random: number): number => {
  const most =
    tries >= SHORT_TRIES ? LONG_WAIT_MS : (WAITS_MS[tries] ?? WAITS_MS[WAITS_MS.length - 1] ?? LONG_WAIT_MS)
  return most / 2 + (random * most) / 2
}

export type KeptOpen = Stream & {
  /** Tries at once if it was waiting: the network is back, or somebody looks again. */
  hurry(): void
}

/**
 * Holds one stream open for as long as it is wanted. A stream that ended behind a proxy stays dead by itself, so it is
 * closed and opened anew until the server is back.
 */
export const keepOpen = (
  open: OpenStream,
  on: { readonly topics: (topics: readonly string[]) => void; readonly state: (state: LiveState) => void },
  random: () => number = Math.random,
): KeptOpen => {
  let stream: Stream | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let closed = false
  let wasLive = false
  let tries = 0
  let liveSince = 0

  const again = (): void => {
    if (closed || timer) return
    on.state(wasLive ? 'reconnecting' : 'connecting')
    if (liveSince > 0 && Date.now() - liveSince > STEADY_MS) tries = 0
    liveSince = 0
    timer = setTimeout(start, waitBefore(tries++, random()))
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
        liveSince = Date.now()
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
    hurry: () => {
      if (!timer || closed) return
      clearTimeout(timer)
      tries = 0
      start()
    },
    close: () => {
      closed = true
      clearTimeout(timer)
      stream?.close()
    },
  }
}
