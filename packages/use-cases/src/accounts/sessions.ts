import { AppError, type Done, notFound, type OpenSession } from '@tributary/contracts'
import { asAuthDb, authDb } from '../entrance/auth-tables.ts'
import type { Session } from '../entrance/read-session.ts'
import { inOrganization } from '../in-organization.ts'
import type { Context } from '../product.ts'

type Mine = Context & { readonly session: Session }

export const listSessions = async ({ product, session }: Mine): Promise<OpenSession[]> => {
  const rows = await authDb(product)
    .selectFrom('auth_session')
    .select(['id', 'user_agent', 'created_at', 'active_at'])
    .where('user_id', '=', session.userId)
    .where('expires_at', '>', new Date(product.clock()))
    .orderBy('active_at', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    device: row.user_agent ?? '',
    startedAt: row.created_at.toISOString(),
    activeAt: row.active_at.toISOString(),
    isThisOne: row.id === session.id,
  }))
}

export const endSession = (ctx: Mine, { id }: { readonly id: string }): Promise<Done> =>
  inOrganization(ctx, async (tx) => {
    const { numDeletedRows } = await asAuthDb(tx.db)
      .deleteFrom('auth_session')
      .where('id', '=', id)
      .where('user_id', '=', ctx.session.userId)
      .executeTakeFirst()
    if (numDeletedRows === 0n) throw notFound('session')
    tx.audit({ action: 'session.ended', targetKind: 'session', targetId: id })
    return { done: true }
  })

export const endOtherSessions = (ctx: Mine): Promise<Done> =>
  inOrganization(ctx, async (tx) => {
    await asAuthDb(tx.db)
      .deleteFrom('auth_session')
      .where('user_id', '=', ctx.session.userId)
      .where('id', '!=', ctx.session.id)
      .execute()
    tx.audit({ action: 'sessions.ended', targetKind: 'member', targetId: ctx.session.memberId })
    return { done: true }
  })

/** A person in several organizations works in one at a time. */
export const switchOrganization = async (
  { product, session }: Mine,
  { organizationId }: { readonly organizationId: string },
): Promise<Done> => {
  const member = await authDb(product)
    .selectFrom('auth_member')
    .select('id')
    .where('user_id', '=', session.userId)
    .where('organization_id', '=', organizationId)
    .where('active', '=', true)
    .executeTakeFirst()
  if (!member) throw new AppError('NOT_FOUND', 'This organization does not exist.')
  await authDb(product)
    .updateTable('auth_session')
    .set({ active_organization_id: organizationId })
    .where('id', '=', session.id)
    .execute()
  return { done: true }
}
