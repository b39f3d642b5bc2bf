import type { Role } from './lists.ts'
import { can, whyNot } from './permissions.ts'

/** The id of the member who owns the lead; nothing when the lead waits in the pool. */
type OwnerId = string | null | undefined

const isOwnOrFree = (memberId: string, ownerId: OwnerId): boolean => ownerId == null || ownerId === memberId

/**
 * Whether a member may change a lead: reps read all leads and write their own or unassigned ones; leaders write any.
 *
 * `canWriteLead('rep', 'meera', 'arjun')` is `false`, with `null` or `'meera'` as the owner it is `true`.
 */
export const canWriteLead = (role: Role, memberId: string, ownerId: OwnerId): boolean =>
  can(role, 'leads.write.any') || (can(role, 'leads.write.own') && isOwnOrFree(memberId, ownerId))

/** Why a member may not change a lead, or `undefined` when they may. */
export const whyNotWriteLead = (role: Role, memberId: string, ownerId: OwnerId): string | undefined => {
  if (canWriteLead(role, memberId, ownerId)) return undefined
  if (can(role, 'leads.write.own'))
    return 'This lead belongs to someone else. Ask a manager to give it to you.'
  return whyNot(role, 'leads.write.own')
}

/**
 * Whether a member may hand a lead from one owner to another (`null` is the pool). Leaders may always; a rep may take
 * an unassigned lead and put one of their own back, but neither takes from nor gives to a colleague.
 *
 * `canAssignLead('rep', 'meera', null, 'meera')` is `true`; `canAssignLead('rep', 'meera', 'meera', 'arjun')` is `false`.
 */
export const canAssignLead = (role: Role, memberId: string, from: OwnerId, to: OwnerId): boolean =>
  can(role, 'leads.assign') ||
  (can(role, 'leads.write.own') && isOwnOrFree(memberId, from) && isOwnOrFree(memberId, to))

/** Why a member may not hand the lead on, or `undefined` when they may. */
export const whyNotAssignLead = (
  role: Role,
  memberId: string,
  from: OwnerId,
  to: OwnerId,
): string | undefined => (canAssignLead(role, memberId, from, to) ? undefined : whyNot(role, 'leads.assign'))
