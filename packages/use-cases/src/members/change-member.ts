import { decideRoleChange, whyNot } from '@tributary/access'
import {
  AppError,
  type ChangeRole,
  type MemberId,
  type MemberRow,
  notFound,
  type Role,
} from '@tributary/contracts'
import { type Member, MemberSchema } from '@tributary/db'
import { asAuthDb } from '../entrance/auth-tables.ts'
import { inOrganization, type Tx } from '../in-organization.ts'
import type { Context } from '../product.ts'
import { presentMember } from './list-members.ts'

/** Locks the organization's roles: two owners who unmake each other at once would leave none. */
const loadForRoles = async (tx: Tx, id: string): Promise<{ member: Member; owners: number }> => {
  await asAuthDb(tx.db)
    .selectFrom('auth_organization')
    .select('id')
    .where('id', '=', tx.organizationId)
    .forUpdate()
    .execute()
  const member = await tx.em.findOne(MemberSchema, { organizationId: tx.organizationId, id })
  if (!member) throw notFound('member')
  const owners = await tx.em.count(MemberSchema, {
    organizationId: tx.organizationId,
    role: 'owner',
    status: { $ne: 'blocked' },
  })
  return { member, owners }
}

const roleOf = ({ actor }: Tx): Role => {
  if (actor.kind !== 'member') throw new AppError('FORBIDDEN', 'Only members change members.')
  return actor.role
}

const requireRoleChange = (tx: Tx, from: Role, to: Role | null, owners: number): void => {
  const outcome = decideRoleChange({ actor: roleOf(tx), from, to, owners })
  if (outcome.kind === 'allowed') return
  if (outcome.reason === 'last_owner')
    throw new AppError(
      'CONFLICT',
      'An organization keeps at least one owner. Make somebody else an owner first.',
    )
  throw new AppError(
    'FORBIDDEN',
    whyNot(roleOf(tx), 'members.manage') ?? 'Only owners can make or unmake an owner.',
  )
}

export const changeRole = (ctx: Context, { id, role }: ChangeRole): Promise<MemberRow> =>
  inOrganization(ctx, async (tx) => {
    const { member, owners } = await loadForRoles(tx, id)
    const before = member.role
    requireRoleChange(tx, before, role, owners)
    member.role = role
    await asAuthDb(tx.db).updateTable('auth_member').set({ role }).where('id', '=', id).execute()
    tx.audit({
      action: 'member.role_changed',
      targetKind: 'member',
      targetId: id,
      before,
      after: role,
      meta: { from: before, to: role },
    })
    tx.changed('settings')
    return presentMember(member)
  })

/** The member keeps their history; every session in this organization ends, and no lead comes any more. */
export const deactivateMember = (ctx: Context, { id }: MemberId): Promise<MemberRow> =>
  inOrganization(ctx, async (tx) => {
    const { member, owners } = await loadForRoles(tx, id)
    requireRoleChange(tx, member.role, null, owners)
    member.status = 'blocked'
    const db = asAuthDb(tx.db)
    await db.updateTable('auth_member').set({ active: false }).where('id', '=', id).execute()
    await db
      .deleteFrom('auth_session')
      .where('user_id', '=', member.authUserId)
      .where('active_organization_id', '=', tx.organizationId)
      .execute()
    tx.audit({ action: 'member.deactivated', targetKind: 'member', targetId: id })
    tx.changed('settings')
    return presentMember(member)
  })

export const reactivateMember = (ctx: Context, { id }: MemberId): Promise<MemberRow> =>
  inOrganization(ctx, async (tx) => {
    const { member } = await loadForRoles(tx, id)
    requireRoleChange(tx, member.role, member.role, 2)
    member.status = 'approved'
    await asAuthDb(tx.db).updateTable('auth_member').set({ active: true }).where('id', '=', id).execute()
    tx.audit({ action: 'member.reactivated', targetKind: 'member', targetId: id })
    tx.enqueue('pool.drain', {})
    tx.changed('settings')
    return presentMember(member)
  })
