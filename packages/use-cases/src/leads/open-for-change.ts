import {
  AppError,
  type Channel,
  type ChannelSource,
  type DealStep,
  type Grade,
  type LeadTraits,
  type LostReason,
  type RejectReason,
  type Review,
  type Stage,
  type Urgency,
} from '@tributary/contracts'
import { sql } from 'kysely'
import type { Tx } from '../in-organization.ts'

/** What a change may move, and undo moves back. Times are milliseconds. */
export type LeadState = {
  readonly stage: Stage
  readonly everQualified: boolean
  readonly review: Review
  readonly reviewReason: RejectReason | null
  readonly lostReason: LostReason | null
  readonly ownerId: string | null
  readonly assignedAt: number | null
  readonly waitingSince: number | null
  readonly firstContactedAt: number | null
  readonly valueMinor: number | null
  readonly deletedAt: number | null
}

export type DealState = {
  readonly id: string
  readonly stage: 'open' | 'won' | 'lost'
  readonly amountMinor: number
  readonly currency: string
  readonly openedAt: number
  readonly closedAt: number | null
  readonly lostReason: LostReason | null
  readonly expectedClose: string | null
  /** How far it is; of a closed deal how far it came. */
  readonly step: DealStep
  /** Since when it has stood in its column of the board. */
  readonly stageSince: number
}

/** A lead, held until the transaction ends. */
export type HeldLead = {
  readonly id: string
  readonly contactId: string
  readonly campaignId: string
  readonly capturedAt: number
  readonly updatedAt: string
  readonly currency: string | null
  readonly productId: string | null
  readonly urgency: Urgency | null
  readonly plain: Omit<LeadTraits, 'stage' | 'review' | 'ownerId' | 'everQualified'>
  readonly state: LeadState
  readonly deals: readonly DealState[]
}

type Row = {
  id: string
  contact_id: string
  campaign_id: string
  captured_at: string
  updated_at: string
  currency: string | null
  product_id: string | null
  urgency: Urgency | null
  grade: Grade
  points: number
  industry: string | null
  country: string | null
  region: string | null
  channel: Channel
  channel_source: ChannelSource
  content: string | null
  trust: number | null
  stage: Stage
  ever_qualified: boolean
  review: Review
  review_reason: RejectReason | null
  lost_reason: LostReason | null
  owner_id: string | null
  assigned_at: string | null
  waiting_since: string | null
  first_contacted_at: string | null
  value_minor: string | null
  deleted_at: string | null
}

type DealRow = {
  id: string
  lead_id: string
  stage: DealState['stage']
  amount_minor: string
  currency: string
  opened_at: string
  closed_at: string | null
  lost_reason: LostReason | null
  expected_close: string | null
  step: DealStep
  stage_since: string
}

const time = (text: string): number => new Date(text).getTime()
const timeOrNull = (text: string | null): number | null => (text === null ? null : time(text))

const dealOf = (row: DealRow): DealState => ({
  id: row.id,
  stage: row.stage,
  amountMinor: Number(row.amount_minor),
  currency: row.currency,
  openedAt: time(row.opened_at),
  closedAt: timeOrNull(row.closed_at),
  lostReason: row.lost_reason,
  expectedClose: row.expected_close,
  step: row.step,
  stageSince: time(row.stage_since),
})

const heldOf = (row: Row, deals: readonly DealState[]): HeldLead => ({
  id: row.id,
  contactId: row.contact_id,
  campaignId: row.campaign_id,
  capturedAt: time(row.captured_at),
  updatedAt: new Date(row.updated_at).toISOString(),
  currency: row.currency,
  productId: row.product_id,
  urgency: row.urgency,
  plain: {
    grade: row.grade,
    points: row.points,
    industry: row.industry,
    country: row.country,
    region: row.region,
    channel: row.channel,
    source: row.channel_source,
    content: row.content,
    trust: row.trust,
  },
  state: {
    stage: row.stage,
    everQualified: row.ever_qualified,
    review: row.review,
    reviewReason: row.review_reason,
    lostReason: row.lost_reason,
    ownerId: row.owner_id,
    assignedAt: timeOrNull(row.assigned_at),
    waitingSince: timeOrNull(row.waiting_since),
    firstContactedAt: timeOrNull(row.first_contacted_at),
    valueMinor: row.value_minor === null ? null : Number(row.value_minor),
    deletedAt: timeOrNull(row.deleted_at),
  },
  deals,
})

const dealsOf = async (
  { db, organizationId }: Tx,
  ids: readonly string[],
): Promise<Map<string, DealState[]>> => {
  const { rows } = await sql<DealRow>`
    select id, lead_id, stage, amount_minor, currency, opened_at, closed_at, lost_reason, expected_close::text,
      step, stage_since
    from deal where organization_id = ${organizationId} and lead_id = any(${[...ids]}::uuid[])
    order by opened_at, id`.execute(db)
  const byLead = Map.groupBy(rows, (row) => row.lead_id)
  return new Map([...byLead].map(([id, deals]) => [id, deals.map(dealOf)]))
}

/** Locks these leads, in one order for all lockers; deleted ones are there too and say so. */
export const holdLeads = async (tx: Tx, ids: readonly string[]): Promise<HeldLead[]> => {
  if (ids.length === 0) return []
  const { rows } = await sql<Row>`
    select id, contact_id, campaign_id, captured_at, updated_at, currency, product_id, urgency, grade, points, industry, country, region,
      channel, channel_source, content, trust, stage, ever_qualified, review, review_reason, lost_reason, owner_id,
      assigned_at, waiting_since, first_contacted_at, value_minor, deleted_at
    from lead where organization_id = ${tx.organizationId} and id = any(${[...ids]}::uuid[])
    order by id for update`.execute(tx.db)
  const deals = await dealsOf(
    tx,
    rows.map((row) => row.id),
  )
  return rows.map((row) => heldOf(row, deals.get(row.id) ?? []))
}

export const traitsOf = ({ plain }: HeldLead, state: LeadState): LeadTraits => ({
  ...plain,
  stage: state.stage,
  review: state.review,
  ownerId: state.ownerId,
  everQualified: state.everQualified,
})

const who = async ({ db, organizationId }: Tx, leadId: string): Promise<string> => {
  const { rows } = await sql<{ name: string | null }>`
    select m.name from event e left join member m on m.organization_id = e.organization_id and m.id = e.actor_id
    where e.organization_id = ${organizationId} and e.lead_id = ${leadId}
    order by e.occurred_at desc limit 1`.execute(db)
  return rows[0]?.name ?? 'Tributary'
}

/** @throws CONFLICT with who changed the lead since it was read, and when. */
export const refuseStale = async (
  tx: Tx,
  lead: Pick<HeldLead, 'id' | 'updatedAt'>,
  expected: string | undefined,
): Promise<void> => {
  if (expected === undefined || new Date(expected).getTime() === time(lead.updatedAt)) return
  const by = await who(tx, lead.id)
  throw new AppError('CONFLICT', `${by} changed this lead in the meantime. Look at it again, then decide.`, {
    extra: { by, at: lead.updatedAt },
  })
}
