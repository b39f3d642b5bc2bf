import { Client, type Pool } from 'pg'

/** What processes tell each other after a commit. Losing one costs a moment, never data: polling is the floor. */
export const WAKE = 'tributary_wake'
export const LIVE = 'tributary_live'
export type Topic = typeof WAKE | typeof LIVE

const PAUSE = 10

/**
 * Sends announcements, each distinct text at most once in ten milliseconds: the first of a quiet moment goes at once,
 * what follows it waits for the others of its moment.
 */
export const openAnnouncer = (pool: Pick<Pool, 'query'>, onError: (error: unknown) => void) => {
  const waiting = new Map<string, [Topic, string]>()
  let isPlanned = false
  let sentAt = Number.NEGATIVE_INFINITY
  const flush = () => {
    isPlanned = false
    sentAt = performance.now()
    const texts = [...waiting.values()]
    waiting.clear()
    pool
      .query('select pg_notify(c, t) from unnest($1::text[], $2::text[]) as x(c, t)', [
        texts.map(([topic]) => topic),
        texts.map(([, text]) => text),
      ])
      .catch(onError)
  }
  return (topic: Topic, text: string): void => {
    waiting.set(`${topic} ${text}`, [topic, text])
    if (isPlanned) return
    isPlanned = true
    // Even at once is after the caller's own turn: what one commit announces goes in one statement.
    const wait = sentAt + PAUSE - performance.now()
    if (wait > 0) setTimeout(flush, wait)
    else setImmediate(flush)
  }
}
export type Announce = ReturnType<typeof openAnnouncer>

/** Listens on a connection of its own and comes back by itself; before `onListening` some may have been missed. */
export const listen = (options: {
  readonly url: string
  readonly topics: readonly Topic[]
  readonly onText: (topic: Topic, text: string) => void
  readonly onListening?: () => void
  readonly onError: (error: unknown) => void
}): { close(): Promise<void> } => {
  let closed = false
  let client: Client | undefined
  let timer: NodeJS.Timeout | undefined
  const again = (delay: number) => {
    if (!closed) timer = setTimeout(connect, delay)
  }
  const connect = async (): Promise<void> => {
    const next = new Client({
      connectionString: options.url,
      application_name: 'tributary-listen',
      keepAlive: true,
      connectionTimeoutMillis: 3000,
    })
    client = next
    let over = false
    const lost = (error?: unknown) => {
      if (over) return
      over = true
      if (error && !closed) options.onError(error)
      next.end().catch(() => undefined)
      again(500)
    }
    next.on('error', lost)
    next.on('end', () => lost())
    next.on('notification', ({ channel, payload }) => options.onText(channel as Topic, payload ?? ''))
    try {
      await next.connect()
      for (const topic of options.topics) await next.query(`listen ${topic}`)
      options.onListening?.()
    } catch (error) {
      lost(error)
    }
  }
  void connect()
  return {
    close: async () => {
      closed = true
      clearTimeout(timer)
      await client?.end().catch(() => undefined)
    },
  }
}
