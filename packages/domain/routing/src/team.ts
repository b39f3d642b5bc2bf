import type { Point } from '@tributary/kernel'

/** ISO 8601: 1 is Monday, 7 is Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7

/** Minutes since local midnight, `[start, end)`, 0 to 1440. A night shift is two windows on two days. */
export type WorkingWindow = readonly [startMinute: number, endMinute: number]

/** A weekday without windows is a day off. */
export type WorkingHours = { readonly [day in Weekday]?: readonly WorkingWindow[] }

export type Member = {
  readonly id: string
  readonly name: string
  /** A whole number from 1 to 1000: a member of weight 2 gets twice the leads of a member of weight 1. */
  readonly weight: number
  /** The most leads the member may have open; null is no limit. */
  readonly capacity: number | null
  readonly officeId: string | null
  /** Region codes; empty is everywhere. Only the pool `everyone` asks: an office or a list has settled the place. */
  readonly regions: readonly string[]
  /** Services or products the member can handle; empty is all of them. */
  readonly services: readonly string[]
  /** In the member's own time zone; null is always. */
  readonly workingHours: WorkingHours | null
  /** IANA name. */
  readonly timeZone: string
  /** Away in `[awayFrom, awayUntil)`, milliseconds. One null end is open; both null is not away. */
  readonly awayFrom: number | null
  readonly awayUntil: number | null
  readonly active: boolean
}

export type Office = {
  readonly id: string
  readonly name: string
  readonly regionCode: string
  /** ISO 3166-1 alpha-2. */
  readonly country: string
  readonly point: Point | null
}

export type Team = { readonly members: readonly Member[]; readonly offices: readonly Office[] }

export const isAway = ({ awayFrom, awayUntil }: Member, at: number): boolean =>
  (awayFrom !== null || awayUntil !== null) &&
  (awayFrom === null || at >= awayFrom) &&
  (awayUntil === null || at < awayUntil)
