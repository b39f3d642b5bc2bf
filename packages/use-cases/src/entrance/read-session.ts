import type { Role } from '@tributary/contracts'
import type { Product } from '../product.ts'
import { authDb } from './auth-tables.ts'
import { instanceSecret } from './instance-secret.ts'
import { verifySigned } from './signed-cookie.ts'

/** Who sits at the browser, and in whose organization. */
export type Session = {
  readonly id: string
  readonly userId: string
  readonly memberId: string
  readonly organizationId: string
  readonly role: Role
}

export const SESSION_DAYS = 30
const DAY = 86_400_000
const MINUTE = 60_000

export const sessionCookieName = (publicUrl: string): string =>
  publicUrl.startsWith('https:') ? '__Host-tributary' : 'tributary'

export const cookieValue = (header: string | undefined, name: string): string | undefined => {
  for (const part of (header ?? '').split(';')) {
    const [key, ...rest] = part.trim().split('=')
    if (key === name) return rest.join('=')
  }
  return undefined
}

/** The token inside the cookie, or nothing when the cookie is not ours. */
export const sessionToken = (product: Product, cookieHeader: string | undefined): string | undefined => {
  const raw = cookieValue(cookieHeader, sessionCookieName(product.config.publicUrl))
  return raw === undefined ? undefined : verifySigned(instanceSecret(product, 'session'), raw)
}

/**
 * Session -> organization and member. A session ends after the organization's idle time without activity and after 30
 * days in any case; `active` says that a person did something now, which live streams and polling are not.
 */
export const readSession = async (
  product: Product,
  cookieHeader: string | undefined,
  { active }: { readonly active: boolean },
): Promise<Session | undefined> => {
  const token = sessionToken(product, cookieHeader)
  if (token === undefined) return undefined
  const db = authDb(product)
  const row = await db
    .selectFrom('auth_session as s')
    .innerJoin('auth_member as m', (join) =>
      join.onRef('m.user_id', '=', 's.user_id').onRef('m.organization_id', '=', 's.active_organization_id'),
    )
    .innerJoin('auth_organization as o', 'o.id', 'm.organization_id')
    .select(['s.id', 's.user_id', 's.active_at', 's.created_at', 's.expires_at', 'm.id as member_id'])
    .select(['m.organization_id', 'm.role', 'o.session_idle_minutes'])
    .where('s.token', '=', token)
    .where('m.active', '=', true)
    .executeTakeFirst()
  if (!row) return undefined
  const now = product.clock()
  const over =
    now >= row.expires_at.getTime() ||
    now >= row.created_at.getTime() + SESSION_DAYS * DAY ||
    now >= row.active_at.getTime() + row.session_idle_minutes * MINUTE
  if (over) {
    await db.deleteFrom('auth_session').where('id', '=', row.id).execute()
    return undefined
  }
  if (active && now - row.active_at.getTime() >= MINUTE)
    await db
      .updateTable('auth_session')
      .set({ active_at: new Date(now) })
      .where('id', '=', row.id)
      .execute()
  return {
    id: row.id,
    userId: row.user_id,
    memberId: row.member_id,
    organizationId: row.organization_id,
    role: row.role,
  }
}
