/** `live`: news arrive. `reconnecting`: they did, and will again. `offline`: this machine has no network. */
export type LiveState = 'connecting' | 'live' | 'reconnecting' | 'offline'

export type Stream = { close(): void }
/** Opens the stream of changes once. `ended` is called when it is over, for whatever reason. */
export type OpenStream = (on: {
  readonly topics: (topics: readonly string[]) => void
  readonly connected: () => void
  readonly ended: () => void
}) => Stream

const RETRY_MS = 2000
const JITTER_MS = 1000
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
