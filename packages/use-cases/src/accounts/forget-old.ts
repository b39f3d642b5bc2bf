import { sql } from 'kysely'
import { authDb } from '../entrance/auth-tables.ts'
import type { Product } from '../product.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** What opens nothing any more: ended sessions, links that are too old, tries of yesterday, counts of minutes long past. */
export const forgetOldAccess = async (product: Product): Promise<void> => {
  const db = authDb(product)
  const now = product.clock()
  await db.deleteFrom('auth_session').where('expires_at', '<=', new Date(now)).execute()
  await db
    .deleteFrom('auth_session')
    .where('active_at', '<=', new Date(now - DAY))
    .execute()
  await db.deleteFrom('auth_verification').where('expires_at', '<=', new Date(now)).execute()
  await db
    .deleteFrom('auth_rate_limit')
    .where('last_failure_at', '<=', new Date(now - DAY))
    .execute()
  await sql`delete from capture_rate where since <= ${new Date(now - HOUR)}`.execute(db)
}
