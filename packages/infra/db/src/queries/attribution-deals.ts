import { sql } from 'kysely'
import type { Db } from '../open-database.ts'

/** A deal that was won or opened in a span, with its place in the flow. */
export type DealOutline = {
  readonly dealId: string
  readonly leadId: string
  readonly amountMinor: number
  readonly wonAt: number | null
  readonly openedAt: number
  readonly source: string
  readonly step: string
  readonly outcome: 'open' | 'won' | 'lost'
}

type OutlineRow = Record<
  'id' | 'lead_id' | 'amount_minor' | 'opened_at' | 'source' | 'step' | 'stage',
  string
> & { won_at: string | null }

/** Deals won or opened in a span, in one currency; deals of deleted leads are none. */
export const readDealOutlines = async (
  db: Db,
  organizationId: string,
  span: { readonly from: Date; readonly to: Date },
  currency: string,
): Promise<DealOutline[]> => {
  const { rows } = await sql<OutlineRow>`
    select d.id, d.lead_id, d.amount_minor::text as amount_minor, d.step, d.stage, l.channel_source as source,
      (extract(epoch from d.opened_at) * 1000)::bigint::text as opened_at,
      case when d.stage = 'won' then (extract(epoch from d.closed_at) * 1000)::bigint::text end as won_at
    from deal d join lead l on l.organization_id = d.organization_id and l.id = d.lead_id
    where d.organization_id = ${organizationId} and d.deleted_at is null and d.currency = ${currency}
      and ((d.opened_at >= ${span.from} and d.opened_at < ${span.to})
        or (d.stage = 'won' and d.closed_at >= ${span.from} and d.closed_at < ${span.to}))
    order by d.id`.execute(db)
  return rows.map((row) => ({
    dealId: row.id,
    leadId: row.lead_id,
    amountMinor: Number(row.amount_minor),
    wonAt: row.won_at === null ? null : Number(row.won_at),
    openedAt: Number(row.opened_at),
    source: row.source,
    step: row.step,
    outcome: row.stage as DealOutline['outcome'],
  }))
}

export type StoredDeal = {
  readonly dealId: string
  readonly leadId: string
  readonly amountMinor: number
  readonly wonAt: number | null
  readonly openedAt: number
  readonly touches: number
  readonly days: number | null
  readonly source: string | null
  readonly step: string | null
  readonly outcome: 'open' | 'won' | 'lost' | null
  readonly journey: unknown
}

const CHUNK = 2_000

/** Makes the deals of a result these; what stands there already is not written again. */
export const replaceResultDeals = async (
  db: Db,
  organizationId: string,
  resultId: string,
  deals: readonly StoredDeal[],
): Promise<void> => {
  const { rows: before } = await sql<{ deal_id: string }>`select deal_id from attribution_deal
    where organization_id = ${organizationId} and result_id = ${resultId}`.execute(db)
  const kept = new Set(deals.map(({ dealId }) => dealId))
  const gone = before.flatMap(({ deal_id }) => (kept.has(deal_id) ? [] : [deal_id]))
  if (gone.length > 0)
    await sql`delete from attribution_deal where organization_id = ${organizationId} and result_id = ${resultId}
      and deal_id = any(${gone}::uuid[])`.execute(db)
  for (let from = 0; from < deals.length; from += CHUNK) {
    const some = deals.slice(from, from + CHUNK)
    const date = (at: number | null) => (at === null ? null : new Date(at).toISOString())
    await sql`
      insert into attribution_deal as d (organization_id, result_id, deal_id, lead_id, amount_minor, won_at, opened_at,
        touches, days, source, step, outcome, journey)
      select ${organizationId}, ${resultId}, u.id, u.lead, u.amount, u.won, u.opened, u.touches, u.days, u.source, u.step,
        u.outcome, u.journey::jsonb
      from unnest(${some.map((deal) => deal.dealId)}::uuid[], ${some.map((deal) => deal.leadId)}::uuid[],
        ${some.map((deal) => deal.amountMinor)}::bigint[], ${some.map((deal) => date(deal.wonAt))}::timestamptz[],
        ${some.map((deal) => date(deal.openedAt))}::timestamptz[], ${some.map((deal) => deal.touches)}::int[],
        ${some.map((deal) => deal.days)}::int[], ${some.map((deal) => deal.source)}::text[],
        ${some.map((deal) => deal.step)}::text[], ${some.map((deal) => deal.outcome)}::text[],
        ${some.map((deal) => JSON.stringify(deal.journey))}::text[])
        u (id, lead, amount, won, opened, touches, days, source, step, outcome, journey)
      on conflict (organization_id, result_id, deal_id) do update set lead_id = excluded.lead_id,
        amount_minor = excluded.amount_minor, won_at = excluded.won_at, opened_at = excluded.opened_at,
        touches = excluded.touches, days = excluded.days, source = excluded.source, step = excluded.step,
        outcome = excluded.outcome, journey = excluded.journey
      where row(d.lead_id, d.amount_minor, d.won_at, d.opened_at, d.touches, d.days, d.source, d.step, d.outcome, d.journey)
        is distinct from row(excluded.lead_id, excluded.amount_minor, excluded.won_at, excluded.opened_at,
          excluded.touches, excluded.days, excluded.source, excluded.step, excluded.outcome, excluded.journey)`.execute(
      db,
    )
  }
}

/** Which deals of a result, beyond which place. */
export type ResultDealQuery = {
  readonly organizationId: string
  readonly resultId: string
  /** Won deals newest first, or deals of the flow by when they were opened. */
  readonly of: 'won' | 'flow'
  readonly touches?: { readonly from: number; readonly to: number | null }
  readonly days?: { readonly from: number; readonly to: number | null }
  readonly flow?: {
    readonly source?: string | undefined
    readonly step: string
    readonly outcome?: string | undefined
  }
  /** A word of one of their touches; more may be found than meant. */
  readonly word?: string | undefined
  readonly ids?: readonly string[]
  readonly after: readonly [at: string, dealId: string] | null
  readonly limit: number
}

type DealRow = {
  deal_id: string
  lead_id: string
  amount_minor: string
  won_at: string | null
  opened_at: string
  won_ms: string | null
  opened_ms: string
  touches: number
  journey: unknown
}

export type ResultDeal = {
  readonly dealId: string
  readonly leadId: string
  readonly amountMinor: number
  readonly wonAt: number | null
  readonly openedAt: number
  readonly touches: number
  readonly journey: unknown
  /** Its place in the order. */
  readonly place: readonly [at: string, dealId: string]
}

type Bounds = { readonly from: number; readonly to: number | null }
const inBounds = (column: 'touches' | 'days', { from, to }: Bounds) =>
  sql`d.${sql.ref(column)} >= ${from} ${to === null ? sql`` : sql`and d.${sql.ref(column)} <= ${to}`}`

const conditionOf = (query: ResultDealQuery) =>
  sql.join(
    [
      sql`d.organization_id = ${query.organizationId} and d.result_id = ${query.resultId}`,
      query.of === 'won' ? sql`d.won_at is not null` : sql`d.source is not null`,
      ...(query.ids ? [sql`d.deal_id = any(${query.ids}::uuid[])`] : []),
      ...(query.touches ? [inBounds('touches', query.touches)] : []),
      ...(query.days ? [inBounds('days', query.days)] : []),
      ...(query.flow?.source ? [sql`d.source = ${query.flow.source}`] : []),
      ...(query.flow ? [sql`d.step = ${query.flow.step}`] : []),
      ...(query.flow?.outcome ? [sql`d.outcome = ${query.flow.outcome}`] : []),
      ...(query.word === undefined
        ? []
        : [sql`d.journey @> jsonb_build_array(jsonb_build_array(${query.word}::text))`]),
    ],
    sql` and `,
  )

export const readResultDeals = async (db: Db, query: ResultDealQuery): Promise<ResultDeal[]> => {
  const at = query.of === 'won' ? sql`d.won_at` : sql`d.opened_at`
  const beyond = query.after
    ? sql`and ${at} <= ${query.after[0]}::timestamptz
        and (${at} < ${query.after[0]}::timestamptz or d.deal_id > ${query.after[1]}::uuid)`
    : sql``
  const { rows } = await sql<DealRow>`
    select d.deal_id, d.lead_id, d.amount_minor::text as amount_minor, d.won_at::text as won_at,
      d.opened_at::text as opened_at, (extract(epoch from d.won_at) * 1000)::bigint::text as won_ms,
      (extract(epoch from d.opened_at) * 1000)::bigint::text as opened_ms, d.touches, d.journey
    from attribution_deal d where ${conditionOf(query)} ${beyond}
    order by ${at} desc, d.deal_id limit ${query.limit}`.execute(db)
  return rows.map((row) => ({
    dealId: row.deal_id,
    leadId: row.lead_id,
    amountMinor: Number(row.amount_minor),
    wonAt: row.won_ms === null ? null : Number(row.won_ms),
    openedAt: Number(row.opened_ms),
    touches: row.touches,
    journey: row.journey,
    place: [(query.of === 'won' ? row.won_at : row.opened_at) ?? row.opened_at, row.deal_id],
  }))
}

/** How many they are and what they are worth together. */
export const sumResultDeals = async (
  db: Db,
  query: ResultDealQuery,
): Promise<{ readonly deals: number; readonly minor: number }> => {
  const { rows } = await sql<{ n: string; minor: string }>`
    select count(*)::text as n, coalesce(sum(d.amount_minor), 0)::text as minor
    from attribution_deal d where ${conditionOf(query)}`.execute(db)
  return { deals: Number(rows[0]?.n ?? 0), minor: Number(rows[0]?.minor ?? 0) }
}
