import { foldLead, type LedgerEvent } from '@tributary/ledger'
import { sql } from 'kysely'
import { expect } from 'vitest'
import { inOrganization } from '../in-organization.ts'
import { bearsLoad } from '../routing/load.ts'
import type { TestOrganization } from '../testing.ts'
import { capture, hotSubmission, type TestCampaign } from '../testing-leads.ts'

/** Leads that score an A, as many as asked for. */
export const addHotLeads = async (
  test: TestOrganization,
  campaign: TestCampaign,
  count: number,
): Promise<string[]> => {
  const answers = await Promise.all(
    Array.from({ length: count }, () => capture(test, hotSubmission(campaign))),
  )
  return answers.map(({ id }) => id)
}

type Row = Record<string, unknown> & { id: string; stage: string; owner_id: string | null }

/** Everything of these leads but when they were touched last, with their deals. */
export const leadStates = (test: TestOrganization, ids: readonly string[]): Promise<Row[]> =>
  inOrganization(test.system, async ({ db, organizationId }) => {
    const { rows } = await sql<Row>`
      select l.*, coalesce((select jsonb_agg(to_jsonb(d) - 'updated_at' order by d.id) from deal d
        where d.organization_id = l.organization_id and d.lead_id = l.id), '[]') as deals
      from lead l where l.organization_id = ${organizationId} and l.id = any(${[...ids]}::uuid[]) order by l.id`.execute(
      db,
    )
    return rows.map(({ updated_at: _touched, ...row }) => row as Row)
  })
export const leadState = async (test: TestOrganization, id: string): Promise<Row> =>
  (await leadStates(test, [id]))[0]!

/** Open leads of each member, as they are kept and as they are counted. */
export const openLoads = (
  test: TestOrganization,
): Promise<{ kept: Record<string, number>; counted: Record<string, number> }> =>
  inOrganization(test.system, async ({ db, organizationId }) => {
    const { rows } = await sql<{
      kept: Record<string, number> | null
      counted: Record<string, number> | null
    }>`
      select (select load->'open' from capture_state where organization_id = ${organizationId}) as kept,
        (select jsonb_object_agg(owner_id, n) from (select l.owner_id, count(*) as n from lead l
          where l.organization_id = ${organizationId} and ${bearsLoad} group by 1) o) as counted`.execute(db)
    return { kept: rows[0]?.kept ?? {}, counted: rows[0]?.counted ?? {} }
  })

const eventsOf = (test: TestOrganization, id: string): Promise<LedgerEvent[]> =>
  inOrganization(test.system, async ({ db, organizationId }) => {
    const { rows } = await sql<Record<string, string>>`
      select id, type, occurred_at, lead_id, contact_id, campaign_id, payload from event
      where organization_id = ${organizationId} and lead_id = ${id}`.execute(db)
    return rows.map(
      (row) =>
        ({
          id: row['id'],
          type: row['type'],
          occurredAt: new Date(row['occurred_at'] ?? '').getTime(),
          leadId: row['lead_id'],
          contactId: row['contact_id'],
          campaignId: row['campaign_id'],
          payload: row['payload'],
        }) as unknown as LedgerEvent,
    )
  })

const timeOf = (value: unknown): number | null =>
  value === null ? null : new Date(value as string).getTime()

/** The row is what the ledger says about it. */
export const expectTold = async (test: TestOrganization, id: string): Promise<void> => {
  const told = foldLead(await eventsOf(test, id))!
  const row = await leadState(test, id)
  expect({
    stage: row['stage'],
    review: row['review'],
    reason: row['review_reason'],
    lost: row['lost_reason'],
    owner: row['owner_id'],
    assigned: timeOf(row['assigned_at']),
    ever: row['ever_qualified'],
    removed: row['deleted_at'] !== null,
    deals: (row['deals'] as { id: string; stage: string; amount_minor: number }[]).map((deal) => [
      deal.id,
      deal.stage,
      deal.amount_minor,
    ]),
  }).toEqual({
    stage: told.traits.stage,
    review: told.traits.review,
    reason: told.reviewReason,
    lost: told.lostReason,
    owner: told.traits.ownerId,
    assigned: told.assignedAt,
    ever: told.traits.everQualified,
    removed: told.removed,
    deals: told.deals
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
      .map(({ id: deal, stage, amountMinor }) => [deal, stage, amountMinor]),
  })
}
