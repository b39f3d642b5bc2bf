import { readStored, store } from './storage.ts'
import { newId } from './visit.ts'

const KEY = 'tributary.outbox'
/** The server knows a key for 24 hours; an hour less leaves room for clocks. */
const LONGEST = 23 * 3_600_000
const MOST = 20
const SLOWEST = 300

/** A submission as it is sent, word for word, however often. */
export type Parcel = {
  readonly key: string
  readonly url: string
  readonly token?: string
  readonly body: string
  readonly at: number
}

export type Answer = Record<string, unknown>
export type Outcome =
  | { readonly kind: 'sent'; readonly answer: Answer }
  | { readonly kind: 'refused'; readonly answer: Answer }
  | { readonly kind: 'later'; readonly seconds: number }

const later = (seconds = 0): Outcome => ({ kind: 'later', seconds })

const isPassing = (status: number, code: unknown): boolean =>
  status === 408 || status === 429 || status >= 500 || code === 'IDEMPOTENCY_IN_PROGRESS'

const post = async ({ url, key, token, body }: Parcel): Promise<Outcome> => {
  const stop = new AbortController()
  const timer = setTimeout(() => stop.abort(), 20_000)
  try {
    const response = await fetch(url, {
      method: 'POST',
      mode: 'cors',
      credentials: 'omit',
      // Outlives the page; browsers allow that up to 64 KB.
      keepalive: body.length < 20_000,
      headers: {
        'content-type': 'application/json',
        'idempotency-key': key,
        ...(token ? { 'x-campaign-token': token } : {}),
      },
      body,
      signal: stop.signal,
    })
    const answer = ((await response.json().catch(() => null)) ?? {}) as Answer
    if (response.ok) return { kind: 'sent', answer }
    if (answer['error'] === 'DUPLICATE_SUBMISSION')
      return { kind: 'sent', answer: { ...answer, duplicate: true } }
    if (isPassing(response.status, answer['error']))
      return later(Number(response.headers.get('retry-after')) || 0)
    return { kind: 'refused', answer }
  } catch {
    return later()
  } finally {
    clearTimeout(timer)
  }
}

export type Settled = (parcel: Parcel, outcome: Outcome) => void

/**
 * Sends submissions, and keeps those that could not be delivered: in the page's storage where that is allowed, else as
 * long as the page is open. Each is repeated word for word under its key, so that it arrives once.
 */
export const openOutbox = (base: string, mayRemember: () => boolean, settled: Settled) => {
  const waiting = new Map<string, { parcel: Parcel; tries: number; due: number }>()
  let timer: ReturnType<typeof setTimeout> | undefined

  const stored = (): Parcel[] => {
    const kept = readStored<Parcel[]>(KEY)
    return Array.isArray(kept) ? kept.filter((parcel) => Date.now() - parcel.at < LONGEST) : []
  }
  const keep = (parcel: Parcel | null, gone?: string): void => {
    const others = stored().filter(({ key }) => key !== gone && key !== parcel?.key)
    const all = parcel && mayRemember() ? [...others, parcel].slice(-MOST) : others
    store(KEY, mayRemember() && all.length > 0 ? all : null)
  }

  const schedule = (): void => {
    clearTimeout(timer)
    const due = Math.min(...Array.from(waiting.values(), (entry) => entry.due))
    if (waiting.size > 0) timer = setTimeout(retry, Math.max(0, due - Date.now()))
  }

  const attempt = async (parcel: Parcel, tries: number): Promise<Outcome> => {
    const outcome = await post(parcel)
    if (outcome.kind === 'later' && Date.now() - parcel.at < LONGEST) {
      const wait = Math.max(Math.min(SLOWEST, 2 ** (tries + 1)), outcome.seconds)
      // Pages that were refused together do not come back together.
      waiting.set(parcel.key, { parcel, tries, due: Date.now() + wait * 1000 * (1 + Math.random() / 4) })
    } else {
      waiting.delete(parcel.key)
      keep(null, parcel.key)
    }
    schedule()
    settled(parcel, outcome)
    return outcome
  }

  const retry = (): void => {
    const now = Date.now()
    for (const entry of waiting.values()) {
      if (entry.due > now) continue
      entry.due = now + 30_000
      void attempt(entry.parcel, entry.tries + 1)
    }
    schedule()
  }
  const hurry = (): void => {
    for (const entry of waiting.values()) entry.due = Math.min(entry.due, Date.now())
    retry()
  }
  addEventListener('online', hurry)

  for (const parcel of stored())
    if (parcel.url.startsWith(base)) waiting.set(parcel.key, { parcel, tries: 1, due: Date.now() })
  setTimeout(retry, 1000)

  return {
    /** The same words again are the same submission. */
    send: (url: string, body: string, same: (body: string) => boolean, token?: string): Promise<Outcome> => {
      for (const { parcel, tries } of waiting.values())
        if (parcel.url === url && same(parcel.body)) return attempt(parcel, tries)
      const parcel = { key: newId(), url, token, body, at: Date.now() }
      // Kept before it is sent: a page that is left meanwhile loses nothing.
      keep(parcel)
      return attempt(parcel, 0)
    },
    /** Keeps or forgets what waits, as consent now says. */
    follow: (): void => {
      keep(null)
      if (mayRemember()) for (const { parcel } of waiting.values()) keep(parcel)
    },
  }
}
export type Outbox = ReturnType<typeof openOutbox>
