import { createHmac } from 'node:crypto'
import { isIPv4 } from 'node:net'
import { tooMany } from './decide-group.ts'
import type { CountedAddress } from './flight.ts'
import { openRepeatOffenders } from './repeat-offenders.ts'

const MINUTE = 60_000
const MOST = 50_000

export type Window = { readonly limit: number; readonly remaining: number; readonly resetSeconds: number }

/** Who is counted as one: an IPv4 address, or the /64 that one customer of a provider is given. */
export const networkOf = (ip: string): string => {
  const mapped = ip.toLowerCase().startsWith('::ffff:') ? ip.slice(7) : ip
  if (isIPv4(mapped)) return mapped
  const [head = '', tail] = ip.split('%', 1)[0]!.split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length)
  const groups = [...left, ...Array<string>(zeros).fill('0'), ...right]
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group || '0', 16).toString(16))
    .join(':')}::/64`
}

/**
 * Requests per address and minute. Each process counts what it sees and turns away at once what it knows to be over;
 * what goes on to the database is counted there too, in the flight's own round trip, so that several processes share one
 * count. Where the database is away the own count remains. Who goes over it again and again is kept out longer each time.
 */
export const openAddressLimit = (limit: number, secret: Uint8Array) => {
  const windows = new Map<string, { since: number; n: number }>()
  const offenders = openRepeatOffenders()
  const windowOf = (key: string, now: number) => {
    const known = windows.get(key)
    if (known && now - known.since < MINUTE && now >= known.since - MINUTE) return known
    if (windows.size >= MOST) windows.clear()
    const fresh = { since: now, n: 0 }
    windows.set(key, fresh)
    return fresh
  }
  const secondsUntil = (end: number, now: number) => Math.max(1, Math.ceil((end - now) / 1000))
  const refuse = (until: number, now: number) =>
    tooMany(secondsUntil(until, now), `More than ${limit} requests in a minute came from your address.`)
  const refusal = (since: number, now: number) => refuse(since + MINUTE, now)
  const keyOf = (ip: string): Buffer =>
    createHmac('sha256', secret)
      .update(`capture-rate|${networkOf(ip)}`)
      .digest()
      .subarray(0, 12)
  return {
    isOn: limit > 0,
    /** Counts a request; null when it may go on. */
    count: (
      ip: string,
      now: number,
    ): { refused: ReturnType<typeof refusal> | null; counted: CountedAddress } => {
      const address = keyOf(ip)
      const key = address.toString('latin1')
      const counted = { address, limit, key }
      const blocked = offenders.blockedUntil(key, now)
      if (blocked !== null) return { refused: refuse(blocked, now), counted }
      const window = windowOf(key, now)
      if (window.n >= limit) return { refused: refuse(offenders.punish(key, now), now), counted }
      window.n++
      return { refused: null, counted }
    },
    refusal,
    /** What the database counted for an address, all processes together. */
    learn: (key: string, since: number, n: number): void => {
      const known = windows.get(key)
      if (known && known.since > since + 1000) return
      windows.set(key, { since, n: Math.max(n, known?.n ?? 0) })
    },
    /** What the `RateLimit` headers tell. */
    windowOf: (ip: string, now: number): Window => {
      const key = keyOf(ip).toString('latin1')
      const blocked = offenders.blockedUntil(key, now)
      if (blocked !== null) return { limit, remaining: 0, resetSeconds: secondsUntil(blocked, now) }
      const { since, n } = windowOf(key, now)
      return { limit, remaining: Math.max(0, limit - n), resetSeconds: secondsUntil(since + MINUTE, now) }
    },
  }
}
