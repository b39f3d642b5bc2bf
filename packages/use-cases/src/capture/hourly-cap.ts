/** What each campaign took in its current hour: the start in milliseconds and the count. Kept beside the load, under the lock. */
export type Hours = Readonly<Record<string, readonly [start: number, count: number]>>

const HOUR = 3_600_000

/** Submissions held over the limit, at most, per campaign. */
export const MOST_HELD = 10_000

export type CapState = { readonly used: number; readonly start: number; readonly secondsLeft: number }

/** The hour a campaign is in: it begins with the first submission after the last one ended. */
export const hourOf = (hours: Hours, campaignId: string, now: number): CapState => {
  const [start, used] = hours[campaignId] ?? [now, 0]
  if (now - start >= HOUR || now < start - HOUR) return { used: 0, start: now, secondsLeft: HOUR / 1000 }
  return { used, start, secondsLeft: Math.max(1, Math.ceil((start + HOUR - now) / 1000)) }
}
