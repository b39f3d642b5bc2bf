import type { Outcome } from '@tributary/connectors'

/** Waits after the first, second, third and fourth try; the fifth is the last. */
export const RETRY_WAITS = [5_000, 30_000, 120_000, 600_000] as const
const JITTER = 0.2

export type Settlement =
  | { readonly state: 'succeeded'; readonly reference: string | null }
  | { readonly state: 'dead'; readonly reason: string }
  | { readonly state: 'pending'; readonly at: number; readonly reason: string }
  /** Nothing more is tried before a person mends the connection. */
  | { readonly state: 'paused'; readonly reason: string }

export type Tried = {
  readonly outcome: Outcome
  /** Tries so far, this one counted. */
  readonly tries: number
  readonly now: number
  /** 0 to 1. */
  readonly chance: number
  /** Whether a broken sign-in has a connection that a person can mend; without one it is tried again like any fault. */
  readonly canPause: boolean
}

/**
 * What becomes of an effect after a try. A fault that may pass is tried again after 5 s, 30 s, 2 min and 10 min, each
 * 20 % more or less, and not before the other side allows; a refusal of the data never. An unknown outcome is tried
 * again under the same id.
 *
 * After the second failing try, with chance ½, the third comes 30 seconds later.
 */
export const settle = ({ outcome, tries, now, chance, canPause }: Tried): Settlement => {
  if (outcome.kind === 'ok') return { state: 'succeeded', reference: outcome.reference }
  const { reason } = outcome
  if (outcome.kind === 'rejected') return { state: 'dead', reason }
  if (outcome.kind === 'auth_broken' && canPause) return { state: 'paused', reason }
  const wait = RETRY_WAITS[tries - 1]
  if (wait === undefined) return { state: 'dead', reason: `${reason}, after ${tries} tries` }
  const own = wait * (1 - JITTER + 2 * JITTER * chance)
  const asked = outcome.kind === 'retry_after' ? outcome.ms : 0
  return { state: 'pending', at: Math.round(now + Math.max(own, asked)), reason }
}
