import type { ChangeProfile, Profile } from '@tributary/contracts'
import { type Member, MemberSchema } from '@tributary/db'
import { asAuthDb } from '../entrance/auth-tables.ts'
import type { Session } from '../entrance/read-session.ts'
import { inOrganization, type Tx } from '../in-organization.ts'
import { lastActive, lastSeen } from '../members/last-active.ts'
import type { Context } from '../product.ts'

type Mine = Context & { readonly session: Session }

const load = (tx: Tx, { memberId }: Session): Promise<Member> =>
  tx.em.findOneOrFail(MemberSchema, { organizationId: tx.organizationId, id: memberId })

const present = async (tx: Tx, member: Member): Promise<Profile> => {
  const user = await asAuthDb(tx.db)
    .selectFrom('auth_user')
    .select('email_verified')
    .where('id', '=', member.authUserId)
    .executeTakeFirstOrThrow()
  return {
    name: member.name,
    email: member.email,
    emailVerified: user.email_verified,
    nickname: member.nickname,
    title: member.title,
    phones: member.phones,
    photoUrl: member.photoUrl ?? null,
    timeZone: member.timeZone,
    role: member.role,
    status: member.status,
    createdAt: member.createdAt.toISOString(),
    lastSeenAt: lastSeen(member, await lastActive(tx))?.toISOString() ?? null,
  }
}

export const readProfile = (ctx: Mine): Promise<Profile> =>
  inOrganization(ctx, async (tx) => present(tx, await load(tx, ctx.session)))

/** What is absent stays. The name is the account's and stands in this organization at once. */
export const changeProfile = (ctx: Mine, { preferences, ...change }: ChangeProfile): Promise<Profile> =>
  inOrganization(ctx, async (tx) => {
    const member = await load(tx, ctx.session)
    for (const [field, value] of Object.entries(change))
      if (value !== undefined) Object.assign(member, { [field]: value })
    if (preferences) member.preferences = { ...member.preferences, ...preferences }
    if (change.name !== undefined)
      await asAuthDb(tx.db)
        .updateTable('auth_user')
        .set({ name: change.name, updated_at: new Date(tx.now) })
        .where('id', '=', member.authUserId)
        .execute()
    if (Object.keys(change).length > 0)
      tx.audit({
        action: 'profile.changed',
        targetKind: 'member',
        targetId: member.id,
        meta: { fields: Object.keys(change) },
      })
    return present(tx, member)
  })
