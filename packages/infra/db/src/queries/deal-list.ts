import type { DealFilter, DealSortKey, DealStage, DealStep, LostReason } from '@tributary/contracts'
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../open-database.ts'
import type { StepRates } from './deal-forecast.ts'
import { type LeadQuery, leadCondition, type Span } from './lead-filter.ts'

/** A filter whose words that depend on who asks, and when, are resolved. */
export type DealQuery = Pick<
  DealFilter,
  | 'ids'
  | 'leadIds'
  | 'stage'
  | 'lostReason'
  | 'currency'
  | 'amountFrom'
  | 'amountTo'
  | 'probabilityFrom'
  | 'undated'
> & {
  readonly organizationId: string
  /** Calendar dates, both included. */
  readonly expected?: { readonly from?: string; readonly to?: string }
  readonly opened?: Span
  readonly closed?: Span
  readonly leads?: LeadQuery
}

export type DealRecord = {
  readonly id: string
  readonly leadId: string
  readonly amountMinor: number
  readonly currency: string
  readonly stage: DealStage
  readonly step: DealStep
  readonly stageSince: string
  readonly expectedClose: string | null
  readonly lostReason: LostReason | null
  readonly openedAt: string
  readonly closedAt: string | null
  readonly updatedAt: string
  readonly probability: number | null
}

type Condition = RawBuilder<unknown>

const inStages = (stages: readonly DealStage[]): Condition => {
  const steps = stages.filter((stage) => stage !== 'won' && stage !== 'lost')
  const ends = stages.filter((stage) => stage === 'won' || stage === 'lost')
  const open = sql`(d.stage = 'open' and d.step = any(${steps}::text[]))`
  const closed = ends.length === 1 ? sql`d.stage = ${ends[0]}` : sql`d.stage in ('won', 'lost')`
  if (ends.length === 0) return open
  return steps.length === 0 ? closed : sql`(${open} or ${closed})`
}

const within = (column: Condition, span: Span | undefined): Condition[] => [
  ...(span?.from ? [sql`${column} >= ${span.from}`] : []),
  ...(span?.to ? [sql`${column} < ${span.to}`] : []),
]

/** The condition on the rows of `deal d`. Deals of deleted leads are in no list. */
const dealCondition = (query: DealQuery): Condition => {
  const { organizationId, ids, leadIds, stage, lostReason, currency, expected, leads } = query
  return sql.join(
    [
      sql`d.organization_id = ${organizationId}::uuid`,
      sql`d.deleted_at is null`,
      ...(ids ? [sql`d.id = any(${ids}::uuid[])`] : []),
      ...(leadIds ? [sql`d.lead_id = any(${leadIds}::uuid[])`] : []),
      ...(stage ? [inStages(stage)] : []),
      ...(lostReason ? [sql`d.lost_reason = any(${lostReason}::text[])`] : []),
      ...(currency ? [sql`d.currency = any(${currency}::text[])`] : []),
      ...(query.amountFrom === undefined ? [] : [sql`d.amount_minor >= ${query.amountFrom}`]),
      ...(query.amountTo === undefined ? [] : [sql`d.amount_minor <= ${query.amountTo}`]),
      ...(query.probabilityFrom === undefined ? [] : [sql`d.probability >= ${query.probabilityFrom}`]),
      ...(query.undated ? [sql`d.expected_close is null`] : []),
      ...(expected?.from ? [sql`d.expected_close >= ${expected.from}::date`] : []),
      ...(expected?.to ? [sql`d.expected_close <= ${expected.to}::date`] : []),
      ...within(sql`d.opened_at`, query.opened),
      ...within(sql`d.closed_at`, query.closed),
      ...(leads
        ? [sql`exists (select 1 from lead l where l.id = d.lead_id and ${leadCondition(leads)})`]
        : []),
    ],
    sql` and `,
  )
}

type Sort = { readonly key: Condition; readonly type: string; readonly valueOf: (row: Row) => unknown }

const sorts = {
  amount: { key: sql`d.amount_minor`, type: 'bigint', valueOf: (row) => row.amount_minor },
  // What has no date yet comes after everything that has one.
  expected: {
    key: sql`coalesce(d.expected_close, 'infinity'::date)`,
    type: 'date',
    valueOf: (row) => row.expected_close ?? 'infinity',
  },
  // What no model says anything of comes after everything else.
  probability: {
    key: sql`coalesce(d.probability, -1)`,
    type: 'double precision',
    valueOf: (row) => String(row.probability ?? -1),
  },
  opened: { key: sql`d.opened_at`, type: 'timestamptz', valueOf: (row) => row.opened_at },
  closed: {
    key: sql`coalesce(d.closed_at, '-infinity'::timestamptz)`,
    type: 'timestamptz',
    valueOf: (row) => row.closed_at ?? '-infinity',
  },
  updated: { key: sql`d.updated_at`, type: 'timestamptz', valueOf: (row) => row.updated_at },
} satisfies Record<DealSortKey, Sort>

/** Of closed deals only: then the index walks them in the order in which they were closed. */
const onlyClosed = ({ stage }: DealQuery): boolean =>
  stage !== undefined && stage.every((each) => each === 'won' || each === 'lost')

const sortOf = (query: DealQuery, by: DealSortKey): Sort =>
  by === 'closed' && onlyClosed(query) ? { ...sorts.closed, key: sql`d.closed_at` } : sorts[by]

export type DealPlace = readonly [value: unknown, id: string]

export const writeDealCursor = (place: DealPlace): string =>
  Buffer.from(JSON.stringify(place)).toString('base64url')

/** `undefined` for what is no cursor of ours. */
export const readDealCursor = (text: string): DealPlace | undefined => {
  try {
    const place: unknown = JSON.parse(Buffer.from(text, 'base64url').toString())
    if (!Array.isArray(place) || place.length !== 2) return undefined
    const [value, id] = place as readonly unknown[]
    const known = typeof value === 'string' && typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id)
    return known && /^-?(infinity|\d[\d:.+ TZ-]*)$/.test(value) ? [value, id] : undefined
  } catch {
    return undefined
  }
}

type Row = {
  id: string
  lead_id: string
  amount_minor: string
  currency: string
  stage: 'open' | 'won' | 'lost'
  step: DealStep
  stage_since: string
  expected_close: string | null
  lost_reason: LostReason | null
  opened_at: string
  closed_at: string | null
  updated_at: string
  probability: number | null
}

const iso = (text: string): string => new Date(text).toISOString()

const recordOf = (row: Row): DealRecord => ({
  id: row.id,
  leadId: row.lead_id,
  amountMinor: Number(row.amount_minor),
  currency: row.currency,
  stage: row.stage === 'open' ? row.step : row.stage,
  step: row.step,
  stageSince: iso(row.stage_since),
  expectedClose: row.expected_close,
  lostReason: row.lost_reason,
  openedAt: iso(row.opened_at),
  closedAt: row.closed_at === null ? null : iso(row.closed_at),
  updatedAt: iso(row.updated_at),
  probability: row.probability,
})

export type DealRecords = { readonly rows: readonly DealRecord[]; readonly nextCursor: string | null }

/** One page along the sort; the id breaks ties. */
export const readDealPage = async (
  db: Db,
  query: DealQuery,
  { by, direction }: { readonly by: DealSortKey; readonly direction: 'asc' | 'desc' },
  after: DealPlace | null,
  size: number,
): Promise<DealRecords> => {
  const { key, type, valueOf } = sortOf(query, by)
  const way = direction === 'desc' ? sql`desc` : sql`asc`
  const beyond = direction === 'desc' ? sql`<` : sql`>`
  const place = after
    ? sql` and (${key}, d.id) ${beyond} (${after[0]}::text::${sql.raw(type)}, ${after[1]}::uuid)`
    : sql``
  const { rows } = await sql<Row>`
    select d.id, d.lead_id, d.amount_minor::text as amount_minor, d.currency, d.stage, d.step, d.stage_since::text as stage_since,
      d.expected_close::text as expected_close, d.lost_reason, d.opened_at::text as opened_at,
      d.closed_at::text as closed_at, d.updated_at::text as updated_at, d.probability
    from deal d where ${dealCondition(query)}${place} order by ${key} ${way}, d.id ${way} limit ${size + 1}`.execute(
    db,
  )
  const shown = rows.slice(0, size)
  const last = shown.at(-1)
  return {
    rows: shown.map(recordOf),
    nextCursor: rows.length > size && last ? writeDealCursor([valueOf(last), last.id]) : null,
  }
}

export type DealColumnSum = {
  readonly stage: DealStage
  readonly currency: string
  readonly n: number
  readonly amountMinor: number
  /**
   * Each deal by its probability or its step's rate, rounded deal by deal: any grouping adds up. A won one counts whole, a
   * lost one nothing. Null while neither is known of some.
   */
  readonly weightedMinor: number | null
}

/** What the deals add up to, by column and currency. */
export const sumDeals = async (db: Db, query: DealQuery, rates: StepRates): Promise<DealColumnSum[]> => {
  const weight = sql`case d.stage when 'won' then 1 when 'lost' then 0 else coalesce(d.probability,
    case d.step when 'proposal' then ${rates.proposal}::float8 when 'negotiation' then ${rates.negotiation}::float8
      else ${rates.committed}::float8 end) end`
  const { rows } = await sql<
    Record<'stage' | 'currency' | 'n' | 'amount' | 'weighted' | 'unweighted', string>
  >`
    select case d.stage when 'open' then d.step else d.stage end as stage, d.currency, count(*)::text as n,
      sum(d.amount_minor)::text as amount, coalesce(sum(round(d.amount_minor * ${weight})), 0)::text as weighted,
      count(*) filter (where ${weight} is null)::text as unweighted
    from deal d where ${dealCondition(query)} group by 1, 2 order by 1, 2`.execute(db)
  return rows.map((row) => ({
    stage: row.stage as DealStage,
    currency: row.currency,
    n: Number(row.n),
    amountMinor: Number(row.amount),
    weightedMinor: Number(row.unweighted) > 0 ? null : Number(row.weighted),
  }))
}
