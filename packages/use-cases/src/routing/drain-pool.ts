import type { Grade, Urgency } from '@tributary/contracts'
import {
  type CompiledRouting,
  decisionInputs,
  drainOrder,
  encodeDecision,
  type LeadFacts,
  type Load,
} from '@tributary/routing'
import { sql } from 'kysely'
import { loadRoutingDesk, type Read } from '../capture/organization-snapshot.ts'
import { inOrganization, type Tx } from '../in-organization.ts'
import { type LockedLead, lockLeads } from '../ledger/lock-leads.ts'
import type { Context } from '../product.ts'

/** Leads of one transaction: the hot door waits meanwhile, for it holds the same lock. */
const AT_ONCE = 500

export type DrainedPool = { readonly assigned: number; readonly stillWaiting: number }

/**
 * Gives waiting leads to whoever is free, oldest first. It decides under the lock of the hot door, so that a lead that
 * comes in at the same moment and a lead that waits never take the same turn.
 */
export const drainPool = (context: Context): Promise<DrainedPool> =>
  inOrganization(context, async (tx) => {
    const load = await lockLoad(tx)
    const waiting = await oldestWaiting(tx)
    if (waiting.length === 0) return { assigned: 0, stillWaiting: 0 }
    const desk = await loadRoutingDesk(readIn(tx), tx.organizationId)
    const campaigns = await readCampaigns(tx, waiting)
    const drained = drainOrder(
      waiting.map((lead) => ({
        leadId: lead.id,
        since: lead.waitingSince!,
        facts: factsOf(lead, campaigns),
      })),
      desk.routing,
      load,
      tx.now,
    )
    if (drained.assigned.length > 0) {
      await storeSnapshot(tx, desk)
      await storeLoad(tx, drained.nextLoad)
      const byId = new Map(waiting.map((lead) => [lead.id, lead]))
      for (const { leadId, decision } of drained.assigned)
        await assign(tx, byId.get(leadId)!, decision, desk.routing, desk.hash)
      // More may wait behind these, and somebody may still be free.
      if (waiting.length === AT_ONCE) tx.enqueue('pool.drain', {})
    }
    return { assigned: drained.assigned.length, stillWaiting: drained.waiting.length }
  })

const lockLoad = async ({ db, organizationId }: Tx): Promise<Load> => {
  const { rows } = await sql<{ load: Load }>`
    select load from capture_state where organization_id = ${organizationId} for update`.execute(db)
  const { open = {}, shares = {} } = rows[0]?.load ?? {}
  return { open, shares }
}

const oldestWaiting = async (tx: Tx): Promise<LockedLead[]> => {
  const { rows } = await sql<{ id: string }>`
    select l.id from lead l
    join campaign c on c.organization_id = l.organization_id and c.id = l.campaign_id and c.auto_assign
    where l.organization_id = ${tx.organizationId} and l.waiting_since is not null
      and l.owner_id is null and l.deleted_at is null and l.review <> 'rejected' and l.stage not in ('won', 'lost')
    order by l.waiting_since limit ${AT_ONCE}`.execute(tx.db)
  const leads = await lockLeads(
    tx,
    rows.map(({ id }) => id),
  )
  return leads.filter(({ waitingSince, traits }) => waitingSince !== null && traits.ownerId === null)
}

const INSTANT = /_(at|from|until)$/

/** This connection hands out times as text; a text would pass for "never away". */
const withTimes = (row: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column,
      typeof value === 'string' && INSTANT.test(column) ? new Date(value) : value,
    ]),
  )

const readIn =
  ({ em }: Tx): Read =>
  async (text, values) => {
    const rows: Record<string, unknown>[] = await em.execute(text.replaceAll(/\$\d+/g, '?'), [...values])
    return rows.map(withTimes)
  }

type CampaignRule = { readonly autoAssign: boolean; readonly ownerId: string | null }

const readCampaigns = async (
  { db }: Tx,
  leads: readonly LockedLead[],
): Promise<Map<string, CampaignRule>> => {
  const rows = await db
    .selectFrom('campaign')
    .select(['id', 'auto_assign', 'owner_id'])
    .where('id', 'in', [...new Set(leads.map(({ campaignId }) => campaignId))])
    .execute()
  return new Map(
    rows.map((row) => [row.id, { autoAssign: row.auto_assign as boolean, ownerId: row.owner_id ?? null }]),
  )
}

const factsOf = (lead: LockedLead, campaigns: ReadonlyMap<string, CampaignRule>): LeadFacts => {
  const { grade, points, country, region } = lead.traits
  const campaign = campaigns.get(lead.campaignId)
  return {
    campaignId: lead.campaignId,
    autoAssign: campaign?.autoAssign ?? false,
    campaignOwnerId: campaign?.ownerId ?? null,
    service: lead.productId,
    score: points,
    grade: grade as Grade,
    country,
    region,
    point: null,
    urgency: lead.urgency as Urgency | null,
  }
}

const storeSnapshot = ({ db, organizationId }: Tx, { hash, body }: { hash: string; body: string }) =>
  sql`insert into routing_snapshot (organization_id, hash, body) values (${organizationId}, ${hash}, ${body}::jsonb)
    on conflict do nothing`.execute(db)

const storeLoad = ({ db, organizationId }: Tx, load: Load) =>
  sql`update capture_state set load = ${JSON.stringify(load)}::jsonb where organization_id = ${organizationId}`.execute(
    db,
  )

type Decided = Parameters<typeof decisionInputs>[1]

const assign = async (
  tx: Tx,
  lead: LockedLead,
  decision: Decided,
  routing: CompiledRouting,
  hash: string,
): Promise<void> => {
  if (decision.outcome.kind !== 'assigned') return
  const { memberId } = decision.outcome
  await tx.db
    .updateTable('lead')
    .set({
      owner_id: memberId,
      assigned_at: new Date(tx.now),
      waiting_since: null,
      updated_at: new Date(tx.now),
    } as never)
    .where('organization_id', '=', tx.organizationId)
    .where('id', '=', lead.id)
    .execute()
  tx.record({
    type: 'lead.assigned',
    leadId: lead.id,
    contactId: lead.contactId,
    campaignId: lead.campaignId,
    payload: {
      from: null,
      to: memberId,
      why: 'pool',
      route: encodeDecision(routing, decisionInputs(hash, decision)),
      capturedAt: lead.capturedAt,
      before: lead.traits,
      after: { ...lead.traits, ownerId: memberId },
    },
  })
}
