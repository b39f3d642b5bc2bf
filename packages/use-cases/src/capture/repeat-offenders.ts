const MINUTE = 60_000
/** What the first, second, … time over a limit costs. */
const BLOCKS = [1, 2, 4, 8, 15].map((minutes) => minutes * MINUTE)
const FORGIVEN_AFTER = 15 * MINUTE
const MOST = 50_000

type Offender = { readonly times: number; readonly until: number }

/**
 * Whoever goes over a limit again within 15 minutes after a block is kept out twice as long as before, 15 minutes at
 * most. Asking while blocked costs nothing more: a script that retries is not punished for its patience. Each process
 * remembers what it saw; who keeps to the limit is never looked up.
 */
export const openRepeatOffenders = () => {
  const offenders = new Map<string, Offender>()
  const isForgiven = ({ until }: Offender, now: number): boolean => now - until > FORGIVEN_AFTER
  const makeRoom = (now: number): void => {
    for (const [key, offender] of offenders) if (isForgiven(offender, now)) offenders.delete(key)
    if (offenders.size >= MOST) offenders.clear()
  }
  return {
    /** When the block of an address ends; null when there is none. */
    blockedUntil: (key: string, now: number): number | null => {
      if (offenders.size === 0) return null
      const known = offenders.get(key)
      return known && known.until > now ? known.until : null
    },
    /** Somebody who was not blocked went over the limit: until when they are kept out. */
    punish: (key: string, now: number): number => {
      const known = offenders.get(key)
      const times = known && !isForgiven(known, now) ? known.times + 1 : 1
      if (!known && offenders.size >= MOST) makeRoom(now)
      const until = now + BLOCKS[Math.min(times, BLOCKS.length) - 1]!
      offenders.set(key, { times, until })
      return until
    },
  }
}
