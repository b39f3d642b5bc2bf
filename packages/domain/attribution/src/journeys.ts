import type { Dimension, Milestone } from './lists.ts'

/** One meeting with the customer. */
export type Touch = {
  readonly channel: string
  readonly campaign?: string | undefined
  readonly source?: string | undefined
  readonly content?: string | undefined
  /** Milliseconds since 1970. All touches of a journey have one, or none has. */
  readonly time?: number | undefined
  /** This touch made the lead, or the deal (for the w-shaped model). */
  readonly milestone?: Milestone | undefined
}

/** All touches of one customer towards one possible conversion (a won deal), or towards none. */
export type Journey = {
  readonly touches: readonly Touch[]
  /** True (the default) for a won deal; a lost or open one teaches Markov how journeys end in nothing. */
  readonly converted?: boolean | undefined
  /** What was won, in any unit (whole minor units for `wholeMoney`). Counted only when converted; 0 when absent. */
  readonly value?: number | undefined
  /** When it was won, in milliseconds; touches after it earn nothing. Without it nothing is after it. */
  readonly convertedAt?: number | undefined
}

/** Equal journeys counted together, as exports of other tools have them. */
export type CountedPath = {
  /** Channels in order, or one text `a > b > c`. */
  readonly path: readonly string[] | string
  /** How many converted; 1 when absent. */
  readonly conversions?: number | undefined
  /** The value of all of them together; 0 when absent. */
  readonly value?: number | undefined
  /** How many did not convert; 0 when absent. */
  readonly nulls?: number | undefined
}

export type WindowOptions = {
  /** Touches more days before the conversion (or, where that is unknown, before the last touch) than this are left out. */
  readonly lookbackDays?: number | undefined
  /** `each` (default): every repeat is a touch. `merge`: equal neighbours are one touch, the earliest. */
  readonly repeats?: 'each' | 'merge' | undefined
  /** What is credited. Default `channel`. */
  readonly by?: Dimension | undefined
}
