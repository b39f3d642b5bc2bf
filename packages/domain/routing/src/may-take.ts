import type { LeadFacts } from './facts.ts'
import type { SkipReason } from './lists.ts'
import { isAway, type Member } from './team.ts'
import { clockOf } from './working-hours.ts'

export type MayTake =
  | { readonly may: true; readonly warnings: readonly SkipReason[] }
  | { readonly may: false; readonly reason: SkipReason }

/** What a person who assigns by hand can know better than the rules; the rest is refused. */
const isWarning = {
  'not-in-team': false,
  'not-in-pool': true,
  inactive: false,
  away: true,
  'outside-hours': true,
  'lacks-service': true,
  'other-region': true,
  'at-capacity': false,
} as const satisfies Record<SkipReason, boolean>

const misses = (list: readonly string[], value: string | null): boolean =>
  value !== null && list.length > 0 && !list.some((entry) => entry.toUpperCase() === value.toUpperCase())

const objections = (member: Member, open: number, at: number, facts: LeadFacts | null): SkipReason[] => {
  const found: SkipReason[] = []
  if (!member.active) found.push('inactive')
  if (isAway(member, at)) found.push('away')
  if (!clockOf([member])(0, at)) found.push('outside-hours')
  if (
    facts !== null &&
    facts.service !== null &&
    member.services.length > 0 &&
    !member.services.includes(facts.service)
  )
    found.push('lacks-service')
  if (facts !== null && misses(member.regions, facts.region)) found.push('other-region')
  if (member.capacity !== null && open >= member.capacity) found.push('at-capacity')
  return found
}

/**
 * Whether a lead may be given to a member by hand. Somebody inactive, unknown or full is refused; somebody away, off
 * hours or without the service may get it, and the warnings say so. `open` counts the member's other open leads.
 *
 * A member with 15 of 15 leads open may not take another; one on holiday may, with the warning `away`.
 */
export const mayTake = (
  member: Member | undefined,
  open: number,
  at: number,
  facts: LeadFacts | null = null,
): MayTake => {
  if (member === undefined) return { may: false, reason: 'not-in-team' }
  const found = objections(member, open, at, facts)
  const refusal = found.find((reason) => !isWarning[reason])
  return refusal === undefined ? { may: true, warnings: found } : { may: false, reason: refusal }
}
