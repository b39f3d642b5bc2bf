import { asAuthDb } from '../entrance/auth-tables.ts'
import type { Tx } from '../in-organization.ts'

/**
 * When people were last active here, by account: their open sessions know it to the minute. The member's own row keeps
 * the last sign-in; writing each minute there would tell the hot door that its configuration has changed.
 */
export const lastActive = async ({ db, organizationId }: Tx): Promise<ReadonlyMap<string, Date>> => {
  const rows = await asAuthDb(db)
    .selectFrom('auth_session')
    .select(({ fn }) => ['user_id', fn.max('active_at').as('active_at')])
    .where('active_organization_id', '=', organizationId)
    .groupBy('user_id')
    .execute()
  return new Map(rows.map((row) => [row.user_id, row.active_at]))
}

/** The later of the two; null for somebody who never came. */
export const lastSeen = (
  { authUserId, lastSeenAt }: { readonly authUserId: string; readonly lastSeenAt?: Date | null },
  active: ReadonlyMap<string, Date>,
): Date | null => {
  const seen = active.get(authUserId)
  if (!seen) return lastSeenAt ?? null
  return lastSeenAt && lastSeenAt > seen ? lastSeenAt : seen
}
