import type { MemberRow } from '@tributary/contracts'

export type Taking = { readonly kind: 'taking' | 'away' | 'paused' | 'inactive'; readonly words: string }

/** Whether leads go to somebody now; hours aside, which depend on the clock of each day. */
export const takingOf = (
  {
    active,
    takesLeads,
    awayFrom,
    awayUntil,
  }: Pick<MemberRow, 'active' | 'takesLeads' | 'awayFrom' | 'awayUntil'>,
  now: Date,
  dayOf: (at: Date) => string,
): Taking => {
  if (!active) return { kind: 'inactive', words: 'Deactivated' }
  if (!takesLeads) return { kind: 'paused', words: 'Takes no leads' }
  const from = awayFrom ? new Date(awayFrom) : null
  const until = awayUntil ? new Date(awayUntil) : null
  const away = (from || until) && (!from || now >= from) && (!until || now < until)
  if (away) return { kind: 'away', words: until ? `Away until ${dayOf(until)}` : 'Away' }
  if (from && now < from) return { kind: 'taking', words: `Takes leads until ${dayOf(from)}` }
  return { kind: 'taking', words: 'Takes leads' }
}
