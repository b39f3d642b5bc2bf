import type { EventType } from '@tributary/contracts'
import { sql } from 'kysely'
import type { Tx } from '../in-organization.ts'
import { isHistory } from '../ledger/is-history.ts'
import type { FreshEvent } from '../ledger/take-fresh-events.ts'

/** What an estimate of an open deal may change by. A captured lead has no deal yet. */
const MOVES: ReadonlySet<EventType> = new Set<EventType>([
  'touch.repeated',
  'lead.enriched',
  'lead.scored',
  'lead.reviewed',
  'lead.stage_changed',
  'lead.edited',
  'lead.restored',
  'activity.logged',
  'activity.withdrawn',
  'deal.opened',
  'deal.changed',
])

/** What the sums of the forecast change by at once. */
const SUMS: ReadonlySet<EventType> = new Set<EventType>([
  'deal.opened',
  'deal.changed',
  'deal.withdrawn',
  'lead.removed',
  'lead.restored',
])

/** Changes of so long are estimated together. */
const GATHER = 1_500
const IN_ONE_JOB = 500

/** Wakes the estimates of open deals that these events may have moved. */
export const estimateLater = async (tx: Tx, fresh: readonly FreshEvent[], isDemo: boolean): Promise<void> => {
  const { db, organizationId, now } = tx
  if (fresh.some(({ type }) => SUMS.has(type))) tx.changed('forecast')
  const moved = fresh.filter((event) => MOVES.has(event.type) && !(isDemo && isHistory(event)))
  const ids = [...new Set(moved.flatMap(({ leadId }) => leadId ?? []))]
  if (ids.length === 0) return
  const { rows } = await sql<{ lead_id: string }>`
    select distinct lead_id from deal
    where organization_id = ${organizationId} and lead_id = any(${ids}::uuid[]) and stage = 'open'
      and deleted_at is null`.execute(db)
  const leadIds = rows.map((row) => row.lead_id)
  for (let i = 0; i < leadIds.length; i += IN_ONE_JOB)
    tx.enqueue('win.estimate', { leadIds: leadIds.slice(i, i + IN_ONE_JOB) }, now + GATHER)
}
