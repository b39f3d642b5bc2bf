import type { Consent } from './consent.ts'
import { type Arrival, readArrival } from './page-address.ts'
import { readStored, store } from './storage.ts'

const KEY = 'tributary.visit'
const SESSION = 30 * 60_000

type Memory = {
  /** Absent where nothing may be remembered. */
  visitor?: string
  session?: string
  /** When the visitor was last here. */
  seen: number
  first: Arrival
  current: Arrival
}

export type Visit = {
  /** What a submission or a page view says about who came and how. Being asked is a sign of life. */
  tracking(): Record<string, string | undefined>
  /** How the session began, and the last effort that led back into it. */
  touches(): { first: Arrival; current: Arrival }
  /** Keeps or forgets, as consent now says. */
  follow(): void
}

// `randomUUID` is missing on pages without TLS.
export const newId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  )

const isOver = ({ seen }: Memory, now: number): boolean => Math.abs(now - seen) > SESSION

export const openVisit = (consent: Consent): Visit => {
  const { arrival, fresh } = readArrival()
  const known = consent.mayRemember() ? readStored<Memory>(KEY) : null
  let memory: Memory =
    known && !isOver(known, Date.now())
      ? { ...known, current: fresh ? arrival : known.current }
      : { visitor: known?.visitor, seen: Date.now(), first: arrival, current: arrival }

  /** A stay that goes on keeps its session; one that rested for half an hour begins another. */
  const goOn = (): Memory => {
    const now = Date.now()
    if (!consent.mayRemember()) return memory
    // Another tab of the same site may have been busy meanwhile.
    const shared = readStored<Memory>(KEY)
    const latest = shared && shared.visitor && shared.seen > memory.seen ? shared : memory
    const session = isOver(latest, now) ? undefined : latest.session
    memory = {
      visitor: latest.visitor ?? newId(),
      session: session ?? newId(),
      seen: now,
      first: session ? latest.first : memory.current,
      current: memory.current,
    }
    store(KEY, memory)
    return memory
  }

  return {
    tracking: () => {
      const { visitor, session, current } = goOn()
      return { visitor_id: visitor, session_id: session, ...current }
    },
    touches: () => ({ first: memory.first, current: memory.current }),
    follow: () => {
      if (consent.mayRemember()) return void goOn()
      store(KEY, null)
      memory = { ...memory, visitor: undefined, session: undefined }
    },
  }
}
