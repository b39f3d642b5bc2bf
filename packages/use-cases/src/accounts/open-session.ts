import { AppError } from '@tributary/contracts'
import { authDb } from '../entrance/auth-tables.ts'
import { SESSION_DAYS } from '../entrance/read-session.ts'
import { inOrganization } from '../in-organization.ts'
import type { Visitor } from './visitor.ts'

const DAY = 86_400_000

/** The same words for an unknown address, a wrong password and somebody who no longer belongs anywhere. */
export const wrongSignIn = (): AppError =>
  new AppError('UNAUTHENTICATED', 'This e-mail address and password do not belong together.')

/** Gives a session that better-auth has just made its place: an organization, a browser, and the product's clock. */
export const settleSession = async (
  visitor: Visitor,
  made: { readonly token: string | null; readonly headers: Headers },
  organizationId: string,
): Promise<void> => {
  const { product } = visitor
  if (made.token === null) throw new Error('better-auth made no session')
  const at = new Date(product.clock())
  const row = await authDb(product)
    .updateTable('auth_session')
    .set({
      active_organization_id: organizationId,
      user_agent: visitor.userAgent,
      active_at: at,
      created_at: at,
      expires_at: new Date(at.getTime() + SESSION_DAYS * DAY),
    })
    .where('token', '=', made.token)
    .returning(['id', 'user_id'])
    .executeTakeFirstOrThrow()
  const member = await authDb(product)
    .selectFrom('auth_member')
    .select(['id', 'role'])
    .where('user_id', '=', row.user_id)
    .where('organization_id', '=', organizationId)
    .executeTakeFirstOrThrow()
  const actor = { kind: 'member', memberId: member.id, userId: row.user_id, role: member.role } as const
  await inOrganization({ product, organizationId, actor }, async (tx) => {
    await tx.db.updateTable('member').set({ last_seen_at: at }).where('id', '=', member.id).execute()
    tx.audit({ action: 'session.opened', targetKind: 'session', targetId: row.id })
  })
  for (const cookie of made.headers.getSetCookie()) visitor.setCookie(cookie)
}

/** Where a person lands: the organization they joined first, a real one before the demo. */
export const homeOf = async (visitor: Visitor, userId: string): Promise<string | undefined> => {
  const row = await authDb(visitor.product)
    .selectFrom('auth_member as m')
    .innerJoin('auth_organization as o', 'o.id', 'm.organization_id')
    .select('m.organization_id')
    .where('m.user_id', '=', userId)
    .where('m.active', '=', true)
    .orderBy('o.is_demo')
    .orderBy('m.created_at')
    .executeTakeFirst()
  return row?.organization_id
}
