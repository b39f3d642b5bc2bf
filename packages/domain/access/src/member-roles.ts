import { ROLES, type Role } from './lists.ts'
import { can } from './permissions.ts'

/**
 * The roles a member may give to others or invite with: an owner any, an admin any but owner, everyone else none.
 *
 * `assignableRoles('admin')` is `['admin', 'manager', 'rep', 'analyst', 'viewer']`.
 */
export const assignableRoles = (role: Role): readonly Role[] => {
  if (!can(role, 'members.manage')) return []
  return role === 'owner' ? ROLES : ROLES.filter((each) => each !== 'owner')
}

export type RoleChange = {
  /** The role of the member who asks. */
  readonly actor: Role
  /** The role the other member has now. */
  readonly from: Role
  /** The role they shall have; `null` removes them from the organization. */
  readonly to: Role | null
  /** How many owners the organization has now. */
  readonly owners: number
}

export type RoleChangeOutcome =
  | { readonly kind: 'allowed' }
  | { readonly kind: 'refused'; readonly reason: 'not_permitted' | 'last_owner' }

/**
 * Whether a member's role may change. Nobody touches a role above what they may give, and the last owner stays:
 * an organization without an owner could never be administered again.
 *
 * `decideRoleChange({ actor: 'admin', from: 'owner', to: 'viewer', owners: 2 })` is refused as `not_permitted`.
 */
export const decideRoleChange = ({ actor, from, to, owners }: RoleChange): RoleChangeOutcome => {
  const mayGive = assignableRoles(actor)
  if (!mayGive.includes(from) || (to !== null && !mayGive.includes(to)))
    return { kind: 'refused', reason: 'not_permitted' }
  if (from === 'owner' && to !== 'owner' && owners <= 1) return { kind: 'refused', reason: 'last_owner' }
  return { kind: 'allowed' }
}
