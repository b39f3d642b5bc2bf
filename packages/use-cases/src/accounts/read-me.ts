import { permissionsOf } from '@tributary/access'
import type { Me } from '@tributary/contracts'
import { MemberSchema, OrganizationSchema } from '@tributary/db'
import { authDb } from '../entrance/auth-tables.ts'
import { inOrganization } from '../in-organization.ts'
import type { Visitor } from './visitor.ts'

/** Who is signed in, or null. */
export const readMe = async ({ product, session }: Visitor): Promise<Me | null> => {
  if (!session) return null
  const { organizationId, memberId, userId, role } = session
  const db = authDb(product)
  const user = await db
    .selectFrom('auth_user')
    .select(['name', 'email', 'email_verified'])
    .where('id', '=', userId)
    .executeTakeFirstOrThrow()
  const organizations = await db
    .selectFrom('auth_member as m')
    .innerJoin('auth_organization as o', 'o.id', 'm.organization_id')
    .select(['o.id', 'o.name'])
    .where('m.user_id', '=', userId)
    .where('m.active', '=', true)
    .orderBy('o.created_at')
    .execute()
  return inOrganization({ product, organizationId, actor: { kind: 'system' } }, async ({ em }) => {
    const organization = await em.findOneOrFail(OrganizationSchema, { id: organizationId })
    const member = await em.findOneOrFail(MemberSchema, { organizationId, id: memberId })
    return {
      userId,
      memberId,
      name: member.name,
      email: user.email,
      emailVerified: user.email_verified,
      nickname: member.nickname,
      photoUrl: member.photoUrl ?? null,
      role,
      permissions: [...permissionsOf(role)],
      timeZone: member.timeZone,
      preferences: member.preferences,
      organization: {
        id: organization.id,
        name: organization.name,
        currency: organization.currency,
        locale: organization.locale,
        timeZone: organization.timeZone,
        isDemo: organization.isDemo,
        sessionIdleMinutes: organization.sessionIdleMinutes,
      },
      organizations,
    }
  })
}
