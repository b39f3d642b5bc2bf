import type { Product } from '../product.ts'
import { authDb } from './auth-tables.ts'
import { SESSION_DAYS } from './read-session.ts'

const DAY = 86_400_000
const MINUTE = 60_000

/** Whether a session still stands and its member still belongs. Asking is no activity. */
export const isSessionOpen = async (product: Product, sessionId: string): Promise<boolean> => {
  const row = await authDb(product)
    .selectFrom('auth_session as s')
    .innerJoin('auth_member as m', (join) =>
      join.onRef('m.user_id', '=', 's.user_id').onRef('m.organization_id', '=', 's.active_organization_id'),
    )
    .innerJoin('auth_organization as o', 'o.id', 'm.organization_id')
    .select(['s.active_at', 's.created_at', 's.expires_at', 'o.session_idle_minutes'])
    .where('s.id', '=', sessionId)
    .where('m.active', '=', true)
    .executeTakeFirst()
  if (!row) return false
  const now = product.clock()
  return (
    now < row.expires_at.getTime() &&
    now < row.created_at.getTime() + SESSION_DAYS * DAY &&
    now < row.active_at.getTime() + row.session_idle_minutes * MINUTE
  )
}
