import type { Channel, ChannelSource, Grade, LeadTraits, Review, Stage } from '@tributary/contracts'
import { sql } from 'kysely'
import type { Tx } from '../in-organization.ts'

/** A lead's plain columns, held until the transaction ends: what an event calls `before` stands still meanwhile. */
export type LockedLead = {
  readonly id: string
  readonly contactId: string
  readonly campaignId: string
  readonly companyId: string | null
  readonly company: string | null
  readonly productId: string | null
  readonly urgency: string | null
  readonly facts: Record<string, unknown>
  readonly rulesVersion: number
  readonly earned: readonly number[]
  readonly capturedAt: number
  readonly waitingSince: number | null
  readonly traits: LeadTraits
}

type Row = {
  id: string
  contact_id: string
  campaign_id: string
  company_id: string | null
  company: string | null
  industry: string | null
  country: string | null
  region: string | null
  product_id: string | null
  trust: number | null
  channel: string
  channel_source: string
  content: string | null
  urgency: string | null
  facts: Record<string, unknown>
  points: number
  grade: string
  rules_version: number
  earned: number[]
  stage: string
  review: string
  owner_id: string | null
  captured_at: string | Date
  waiting_since: string | Date | null
  ever_qualified: boolean
}

const traitsOf = (row: Row): LeadTraits => ({
  grade: row.grade as Grade,
  points: row.points,
  stage: row.stage as Stage,
  review: row.review as Review,
  industry: row.industry,
  country: row.country,
  region: row.region,
  channel: row.channel as Channel,
  source: row.channel_source as ChannelSource,
  content: row.content,
  ownerId: row.owner_id,
  trust: row.trust,
  everQualified: row.ever_qualified,
})

const readLocked = async ({ db, organizationId }: Tx, ids: readonly string[]): Promise<Row[]> => {
  const { rows } = await sql<Row>`
    select l.id, l.contact_id, l.campaign_id, l.company_id, l.company, l.industry, l.country, l.region, l.product_id,
      l.trust, l.channel, l.channel_source, l.content, l.urgency, l.facts, l.points, l.grade, l.rules_version, l.earned,
      l.stage, l.review, l.owner_id, l.captured_at, l.waiting_since, l.ever_qualified
    from lead l where l.organization_id = ${organizationId} and l.id = any(${[...ids].sort()}::uuid[])
      and l.deleted_at is null
    order by l.id for no key update of l`.execute(db)
  return rows
}

/**
 * Locks these leads, in one order for all lockers, and reads what decisions and counts need of them. Other facts about
 * them may be recorded meanwhile.
 */
export const lockLeads = async (tx: Tx, ids: readonly string[]): Promise<LockedLead[]> =>
  (await readLocked(tx, ids)).map((row) => ({
    id: row.id,
    contactId: row.contact_id,
    campaignId: row.campaign_id,
    companyId: row.company_id,
    company: row.company,
    productId: row.product_id,
    urgency: row.urgency,
    facts: row.facts,
    rulesVersion: row.rules_version,
    earned: row.earned,
    capturedAt: new Date(row.captured_at).getTime(),
    waitingSince: row.waiting_since === null ? null : new Date(row.waiting_since).getTime(),
    traits: traitsOf(row),
  }))
