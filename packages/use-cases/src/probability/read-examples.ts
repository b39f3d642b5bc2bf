import type { DealStep, LedgerEvent, Review } from '@tributary/contracts'
import { DAY, dateIn } from '@tributary/kernel'
import { foldLead, type LeadState } from '@tributary/ledger'
import { sql } from 'kysely'
import { inOrganization, type Tx } from '../in-organization.ts'
import type { Context } from '../product.ts'
import { readCalendar } from '../spend/read-calendar.ts'

/**
 * What was known of a deal at a moment. Counts are of what had happened until then; money is in minor units. The brief's
 * five are `touchpoints`, `campaignSpendMinor`, `industry`, `leadStage` and `amountMinor`.
 */
export type DealFeatures = {
  readonly amountMinor: number
  readonly currency: string
  readonly step: DealStep
  readonly leadStage: string
  /** What a person had decided about the lead until then: `pending` while nobody has. */
  readonly review: Review
  readonly touchpoints: number
  /** What the campaigns that touched the person had cost until then, in the organization's currency. */
  readonly campaignSpendMinor: number
  readonly industry: string | null
  readonly country: string | null
  readonly region: string | null
  readonly channel: string
  readonly source: string
  readonly campaignId: string | null
  readonly grade: string
  readonly points: number
  readonly trust: number | null
  readonly emailKind: string | null
  readonly urgency: string | null
  readonly productId: string | null
  readonly captureWay: string | null
  readonly ownerId: string | null
  readonly activities: number
  readonly calls: number
  readonly meetings: number
  readonly hoursToFirstContact: number | null
  readonly daysSinceCapture: number
  readonly daysOpen: number
  readonly daysToExpectedClose: number | null
  readonly timesReopened: number
}

export type DealExample = {
  readonly dealId: string
  readonly leadId: string
  /** When the features were as they are told, milliseconds since 1970 UTC. */
  readonly snapshotAt: number
  /** Null while the deal is open. */
  readonly closedAt: number | null
  readonly won: boolean | null
  readonly features: DealFeatures
}

export type ExampleQuestion = {
  /** Closed deals to learn from, or open ones to estimate as they are now. */
  readonly which: 'closed' | 'open'
  /** Where between opening (0) and close (towards 1) a closed deal is looked at; half way unless told otherwise. */
  readonly share?: number | ((dealId: string) => number)
  readonly dealIds?: readonly string[]
  readonly leadIds?: readonly string[]
  /** Closed deals only from after this moment. */
  readonly closedAfter?: Date
  readonly batch?: number
}

const BATCH = 500
const FIRST = '00000000-0000-0000-0000-000000000000'
const HOUR = 3_600_000

type DealRow = { id: string; lead_id: string; contact_id: string; stage: 'open' | 'won' | 'lost' } & Record<
  'opened_at' | 'closed_at',
  string | null
>

const readDeals = async (
  { db, organizationId }: Tx,
  { which, dealIds, leadIds, closedAfter }: ExampleQuestion,
  after: string,
  limit: number,
): Promise<DealRow[]> => {
  const { rows } = await sql<DealRow>`
    select d.id, d.lead_id, l.contact_id, d.stage, d.opened_at, d.closed_at
    from deal d join lead l on l.organization_id = d.organization_id and l.id = d.lead_id
    where d.organization_id = ${organizationId} and d.id > ${after}::uuid and d.deleted_at is null
      and ${which === 'open' ? sql`d.stage = 'open'` : sql`d.stage <> 'open'`}
      ${dealIds ? sql`and d.id = any(${[...dealIds]}::uuid[])` : sql``}
      ${leadIds ? sql`and d.lead_id = any(${[...leadIds]}::uuid[])` : sql``}
      ${closedAfter ? sql`and d.closed_at > ${closedAfter}` : sql``}
    order by d.id limit ${limit}`.execute(db)
  return rows
}

type EventRow = {
  id: string
  type: string
  occurred_at: string
  lead_id: string
  contact_id: string | null
  campaign_id: string | null
  actor_id: string | null
  payload: unknown
}

const readEvents = async (
  { db, organizationId }: Tx,
  leadIds: readonly string[],
): Promise<Map<string, LedgerEvent[]>> => {
  const { rows } = await sql<EventRow>`
    select id, type, occurred_at, lead_id, contact_id, campaign_id, actor_id, payload from event
    where organization_id = ${organizationId} and lead_id = any(${[...leadIds]}::uuid[])
      and type not like 'touch.%' and type <> 'effect.finished'
    order by lead_id, occurred_at, id`.execute(db)
  const events = rows.map(
    (row) =>
      ({
        id: row.id,
        type: row.type,
        occurredAt: new Date(row.occurred_at).getTime(),
        leadId: row.lead_id,
        contactId: row.contact_id,
        campaignId: row.campaign_id,
        actorId: row.actor_id,
        payload: row.payload,
      }) as LedgerEvent,
  )
  return Map.groupBy(events, ({ leadId }) => leadId ?? '')
}

type Touched = { readonly at: number; readonly campaignId: string | null }

const readTouches = async (
  { db, organizationId }: Tx,
  contactIds: readonly string[],
): Promise<Map<string, Touched[]>> => {
  const { rows } = await sql<{ contact_id: string; at: string; campaign_id: string | null }>`
    select t.contact_id, t.at, coalesce(k.id, t.campaign_id) as campaign_id
    from touch t left join campaign k on k.organization_id = t.organization_id and k.slug = t.campaign
    where t.organization_id = ${organizationId} and t.contact_id = any(${[...contactIds]}::uuid[])
      and t.kind <> 'manual' and t.channel <> 'unknown'
    order by t.contact_id, t.at`.execute(db)
  const byContact = Map.groupBy(rows, (row) => row.contact_id)
  return new Map(
    [...byContact].map(([id, touches]) => [
      id,
      touches.map((row) => ({ at: new Date(row.at).getTime(), campaignId: row.campaign_id })),
    ]),
  )
}

/** What a campaign had cost until a day, by its days in order. */
type SpendDays = ReadonlyMap<string, readonly { readonly day: string; readonly untilMinor: number }[]>

const readSpendDays = async ({ db, organizationId }: Tx, currency: string): Promise<SpendDays> => {
  const { rows } = await sql<{ campaign_id: string; day: string; until: string }>`
    select campaign_id, day::text as day, sum(sum(amount_minor)) over (partition by campaign_id order by day)::text as until
    from spend where organization_id = ${organizationId} and currency = ${currency}
    group by campaign_id, day order by campaign_id, day`.execute(db)
  const byCampaign = Map.groupBy(rows, (row) => row.campaign_id)
  return new Map(
    [...byCampaign].map(([id, days]) => [
      id,
      days.map(({ day, until }) => ({ day, untilMinor: Number(until) })),
    ]),
  )
}

/** A day is known once it is over: what is spent on the day of the snapshot itself is not. */
const spentUntil = (spend: SpendDays, campaignIds: ReadonlySet<string>, today: string): number => {
  let sum = 0
  for (const id of campaignIds) sum += spend.get(id)?.findLast(({ day }) => day < today)?.untilMinor ?? 0
  return sum
}

const activitiesOf = (events: readonly LedgerEvent[]) => {
  const back = new Set(
    events.flatMap((event) => (event.type === 'activity.withdrawn' ? [event.payload.eventId] : [])),
  )
  const kinds = events.flatMap((event) =>
    event.type === 'activity.logged' && !back.has(event.id) ? [event.payload.kind] : [],
  )
  return {
    activities: kinds.length,
    calls: kinds.filter((kind) => kind === 'call_made').length,
    meetings: kinds.filter((kind) => kind === 'meeting_scheduled').length,
  }
}

type Known = {
  readonly state: LeadState
  readonly events: readonly LedgerEvent[]
  readonly touches: readonly Touched[]
  readonly spend: SpendDays
  readonly timeZone: string
}

const featuresOf = (dealId: string, at: number, known: Known): DealFeatures | null => {
  const { state, events, touches, spend, timeZone } = known
  const deal = state.deals.find(({ id }) => id === dealId)
  const captured = events.find((event) => event.type === 'lead.captured')
  if (!deal || captured?.type !== 'lead.captured') return null
  const { traits } = state
  const seen = touches.filter((touch) => touch.at <= at)
  const campaigns = new Set(seen.flatMap(({ campaignId }) => campaignId ?? []))
  const today = dateIn(at, timeZone)
  const { expectedClose } = deal
  return {
    amountMinor: deal.amountMinor,
    currency: deal.currency,
    step: deal.step,
    leadStage: traits.stage,
    review: traits.review,
    touchpoints: seen.length,
    campaignSpendMinor: spentUntil(spend, campaigns, today),
    industry: traits.industry,
    country: traits.country,
    region: traits.region,
    channel: traits.channel,
    source: traits.source,
    campaignId: state.campaignId,
    grade: traits.grade,
    points: traits.points,
    trust: traits.trust,
    emailKind: captured.payload.emailKind,
    urgency: captured.payload.urgency,
    productId: captured.payload.productId,
    captureWay: captured.payload.way,
    ownerId: traits.ownerId,
    ...activitiesOf(events),
    hoursToFirstContact:
      state.firstContactedAt === null ? null : (state.firstContactedAt - state.capturedAt) / HOUR,
    daysSinceCapture: (at - state.capturedAt) / DAY,
    daysOpen: (at - deal.openedAt) / DAY,
    daysToExpectedClose:
      expectedClose === null ? null : (Date.parse(expectedClose) - Date.parse(today)) / DAY,
    timesReopened: events.filter(
      (event) =>
        event.type === 'deal.changed' &&
        event.payload.dealId === dealId &&
        event.payload.before.stage !== 'open' &&
        event.payload.after.stage === 'open',
    ).length,
  }
}

/**
 * Deals as they were at a moment before they were closed (or as open ones are now), in batches by their ids. Everything
 * comes from events of that moment and before: what happened later, and what stands in a row today, changes nothing.
 */
export async function* readExamples(
  ctx: Context,
  question: ExampleQuestion,
): AsyncGenerator<readonly DealExample[]> {
  const { which, share = 0.5, batch = BATCH } = question
  const shareOf = typeof share === 'number' ? () => share : share
  const { spend, timeZone } = await inOrganization(ctx, async (tx) => {
    const { currency, timeZone: zone } = await readCalendar(tx)
    return { spend: await readSpendDays(tx, currency), timeZone: zone }
  })
  let after = FIRST
  for (;;) {
    const from = after
    const { deals, examples } = await inOrganization(ctx, async (tx) => {
      const rows = await readDeals(tx, question, from, batch)
      const events = await readEvents(tx, [...new Set(rows.map((row) => row.lead_id))])
      const touches = await readTouches(tx, [...new Set(rows.map((row) => row.contact_id))])
      const read = rows.flatMap((row): DealExample[] => {
        const openedAt = new Date(row.opened_at ?? 0).getTime()
        const closedAt = row.closed_at === null ? null : new Date(row.closed_at).getTime()
        const closing = which === 'closed' ? closedAt : null
        const snapshotAt =
          closing === null
            ? tx.now
            : Math.min(openedAt + Math.floor((closing - openedAt) * shareOf(row.id)), closing - 1)
        const until = (events.get(row.lead_id) ?? []).filter(({ occurredAt }) => occurredAt <= snapshotAt)
        const state = foldLead(until)
        const known = { events: until, touches: touches.get(row.contact_id) ?? [], spend, timeZone }
        const features = state && featuresOf(row.id, snapshotAt, { ...known, state })
        if (!features) return []
        const won = closing === null ? null : row.stage === 'won'
        return [{ dealId: row.id, leadId: row.lead_id, snapshotAt, closedAt: closing, won, features }]
      })
      return { deals: rows, examples: read }
    })
    if (examples.length > 0) yield examples
    if (deals.length < batch) return
    after = deals.at(-1)!.id
  }
}
