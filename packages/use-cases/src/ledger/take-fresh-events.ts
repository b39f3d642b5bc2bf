import type { LedgerEvent } from '@tributary/contracts'
import { sql } from 'kysely'
import type { Tx } from '../in-organization.ts'

export type FreshEvent = LedgerEvent & { readonly recordedAt: number }

type Row = {
  id: string
  type: string
  occurred_at: string | Date
  recorded_at: string | Date
  lead_id: string | null
  contact_id: string | null
  campaign_id: string | null
  actor_id: string | null
  payload: unknown
}

/** Marks those of these events that nobody has folded and hands them over; a second taker gets none of them. */
export const takeFreshEvents = async (
  { db, organizationId }: Tx,
  eventIds: readonly string[],
): Promise<FreshEvent[]> => {
  // One order for all takers, so that two of them never wait for each other in a ring.
  const ids = [...new Set(eventIds)].sort()
  const { rows } = await sql<Row>`
    with fresh as (
      insert into event_fold (organization_id, event_id)
      select organization_id, id from event
      where organization_id = ${organizationId} and id = any(${ids}::uuid[]) order by id
      on conflict do nothing returning event_id
    )
    select e.id, e.type, e.occurred_at, e.recorded_at, e.lead_id, e.contact_id, e.campaign_id, e.actor_id, e.payload
    from fresh join event e on e.organization_id = ${organizationId} and e.id = fresh.event_id
    order by e.id`.execute(db)
  return rows.map(
    (row) =>
      ({
        id: row.id,
        type: row.type,
        occurredAt: new Date(row.occurred_at).getTime(),
        recordedAt: new Date(row.recorded_at).getTime(),
        leadId: row.lead_id,
        contactId: row.contact_id,
        campaignId: row.campaign_id,
        actorId: row.actor_id,
        payload: row.payload,
      }) as FreshEvent,
  )
}
