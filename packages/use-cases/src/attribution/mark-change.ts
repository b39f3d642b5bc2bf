import type { LedgerEvent } from '@tributary/contracts'
import { sql } from 'kysely'
import type { Tx } from '../in-organization.ts'

const TELLING: ReadonlySet<LedgerEvent['type']> = new Set([
  'touch.viewed',
  'touch.repeated',
  'lead.captured',
  'lead.removed',
  'lead.restored',
  'deal.opened',
  'deal.changed',
  'deal.withdrawn',
])

/** Notes that stored results are behind the ledger: at most once a second, however many events are folded. */
export const markAttribution = async (
  { db, organizationId, now }: Tx,
  events: readonly Pick<LedgerEvent, 'type'>[],
): Promise<void> => {
  if (!events.some(({ type }) => TELLING.has(type))) return
  await sql`
    insert into attribution_change as c (organization_id, changed_at) values (${organizationId}, ${new Date(now)})
    on conflict (organization_id) do update set changed_at = excluded.changed_at
      where c.changed_at < excluded.changed_at - interval '1 second'`.execute(db)
}
