/** What happened to the calls of one connection in the last half minute. */
export type RecentCalls = {
  readonly calls: number
  readonly failures: number
  readonly inFlight: number
  /** Milliseconds since the youngest call began; null without one. */
  readonly sinceLast: number | null
}

export const BREAKER_WINDOW = 30_000
const ENOUGH_CALLS = 10
const PROBE_AFTER = 5_000

/**
 * How many of the calls that are due may go out. A connection of which half of ten or more calls failed in half a minute
 * is given rest: then one call at a time finds out whether it is back.
 *
 * Of 12 calls 6 failed and the last was 2 seconds ago: none may go. 5 seconds after the last: one.
 */
export const allowedCalls = ({ calls, failures, inFlight, sinceLast }: RecentCalls, due: number): number => {
  const isOpen = calls >= ENOUGH_CALLS && failures * 2 >= calls
  if (!isOpen) return due
  const mayProbe = inFlight === 0 && (sinceLast === null || sinceLast >= PROBE_AFTER)
  return mayProbe ? Math.min(1, due) : 0
}
