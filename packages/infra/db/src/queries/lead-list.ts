import { type LeadSort, STAGES } from '@tributary/contracts'
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../open-database.ts'
import { contactsWithTokens, type LeadQuery, leadCondition } from './lead-filter.ts'

/** A lead as lists read it, with what stands beside it. Boxes are still sealed, times are text. */
export type LeadRecord = {
  id: string
  public_id: Buffer
  contact_id: string
  campaign_id: string
  company_id: string | null
  company: string | null
  industry: string | null
  country: string | null
  region: string | null
  product_id: string | null
  source_id: string | null
  trust: number | null
  via: string
  channel: string
  channel_source: string
  content: string | null
  service_interest: string | null
  urgency: string | null
  points: number
  grade: string
  stage: string
  ever_qualified: boolean
  review: string
  review_reason: string | null
  lost_reason: string | null
  owner_id: string | null
  assigned_at: string | null
  waiting_since: string | null
  response_due_at: string | null
  first_contacted_at: string | null
  next_step_at: string | null
  next_step_sealed: Buffer | null
  value_minor: string | number | null
  currency: string | null
  captured_at: string
  updated_at: string
  deleted_at: string | null
  wrapped_key: Buffer | null
  contact_sealed: Buffer | null
  campaign_name: string
  owner_name: string | null
  product_name: string | null
}

const columns = sql.raw(
  `id, organization_id, public_id, contact_id, campaign_id, company_id, company, industry, country, region, product_id,
  source_id, trust, via, channel, channel_source, content, service_interest, urgency, points, grade, stage, ever_qualified,
  review, review_reason, lost_reason, owner_id, assigned_at, waiting_since, response_due_at, first_contacted_at,
  next_step_at, next_step_sealed, value_minor, currency, captured_at, updated_at, deleted_at`
    .split(',')
    .map((column) => `l.${column.trim()}`)
    .join(', '),
)

/** A stretch of the list that one index can walk: what it holds, and what it is ordered by. The id breaks ties. */
type Stretch = {
  readonly where: RawBuilder<unknown> | null
  readonly key: RawBuilder<unknown>
  readonly type: string
  readonly descending: boolean
  readonly valueOf: (row: LeadRecord) => unknown
}

const byCaptured = (where: RawBuilder<unknown> | null, descending: boolean): Stretch => ({
  where,
  key: sql`l.captured_at`,
  type: 'timestamptz',
  descending,
  valueOf: (row) => row.captured_at,
})

/**
 * What a sort walks, one stretch after the other. Stages stand in the order of the pipeline, the newest first in each;
 * leads without a company or a value come last in both directions.
 */
const stretchesOf = ({ by, direction }: LeadSort, stages: readonly string[] | undefined): Stretch[] => {
  const descending = direction === 'desc'
  switch (by) {
    case 'captured':
      return [byCaptured(null, descending)]
    case 'updated':
      return [{ ...byCaptured(null, descending), key: sql`l.updated_at`, valueOf: (row) => row.updated_at }]
    case 'score':
      return [{ where: null, key: sql`l.points`, type: 'int', descending, valueOf: (row) => row.points }]
    case 'company':
      return [
        {
          where: sql`l.company is not null`,
          key: sql`l.company collate "und-x-icu"`,
          type: 'text',
          descending,
          valueOf: (row) => row.company,
        },
        byCaptured(sql`l.company is null`, true),
      ]
    case 'value':
      return [
        {
          where: sql`l.value_minor is not null`,
          key: sql`l.value_minor`,
          type: 'bigint',
          descending,
          valueOf: (row) => String(row.value_minor),
        },
        byCaptured(sql`l.value_minor is null`, true),
      ]
    case 'stage': {
      const wanted = STAGES.filter((stage) => stages === undefined || stages.includes(stage))
      return (descending ? wanted.toReversed() : wanted).map((stage) =>
        byCaptured(sql`l.stage = ${stage}`, true),
      )
    }
  }
}

type Place = readonly [stretch: number, value: unknown, id: string]

const writeCursor = (place: Place): string => Buffer.from(JSON.stringify(place)).toString('base64url')

/** `undefined` for what is no cursor of ours. */
export const readCursor = (text: string): Place | undefined => {
  try {
    const place: unknown = JSON.parse(Buffer.from(text, 'base64url').toString())
    if (!Array.isArray(place) || place.length !== 3) return undefined
    const [stretch, value, id] = place
    const known = Number.isSafeInteger(stretch) && typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id)
    return known && (typeof value === 'string' || typeof value === 'number')
      ? (place as unknown as Place)
      : undefined
  } catch {
    return undefined
  }
}

const readStretch = async (
  db: Db,
  query: LeadQuery,
  stretch: Stretch,
  after: Place | null,
  limit: number,
): Promise<LeadRecord[]> => {
  const { key, type, descending, where } = stretch
  const direction = descending ? sql`desc` : sql`asc`
  const beyond = descending ? sql`<` : sql`>`
  const conditions = [
    leadCondition(query),
    ...(where ? [where] : []),
    ...(after
      ? [sql`(${key}, l.id) ${beyond} (${after[1]}::text::${sql.raw(type)}, ${after[2]}::uuid)`]
      : []),
  ]
  const order = sql`${key} ${direction}, l.id ${direction}`
  const { rows } = await sql<LeadRecord>`
    select l.*, c.wrapped_key, c.sealed as contact_sealed, k.name as campaign_name, m.name as owner_name,
      p.name as product_name
    from (
      select ${columns} from lead l where ${sql.join(conditions, sql` and `)} order by ${order} limit ${limit}
    ) l
    join contact c on c.organization_id = l.organization_id and c.id = l.contact_id
    join campaign k on k.organization_id = l.organization_id and k.id = l.campaign_id
    left join member m on m.organization_id = l.organization_id and m.id = l.owner_id
    left join product p on p.organization_id = l.organization_id and p.id = l.product_id
    order by ${order}`.execute(db)
  return rows
}

export type LeadRecords = { readonly rows: LeadRecord[]; readonly nextCursor: string | null }

/** One page of a list, by key and never by offset: the thousandth page costs what the first one does. */
export const readLeadPage = async (
  db: Db,
  query: LeadQuery,
  sort: LeadSort,
  cursor: Place | null,
  size: number,
): Promise<LeadRecords> => {
  const stretches = stretchesOf(sort, query.stage)
  const rows: LeadRecord[] = []
  const places: Place[] = []
  let after: Place | null = cursor
  for (let at = cursor?.[0] ?? 0; at < stretches.length && rows.length <= size; at++) {
    const stretch = stretches[at]!
    for (const row of await readStretch(db, query, stretch, after, size + 1 - rows.length)) {
      rows.push(row)
      places.push([at, stretch.valueOf(row), row.id])
    }
    after = null
  }
  return rows.length > size
    ? { rows: rows.slice(0, size), nextCursor: writeCursor(places[size - 1]!) }
    : { rows, nextCursor: null }
}

/** How many leads there are, counted no further than `most`. */
export const countLeadRows = async (db: Db, query: LeadQuery, most: number): Promise<number> => {
  const { rows } = await sql<{ n: string }>`
    select count(*) as n from (select 1 from lead l where ${leadCondition(query)} limit ${most}) counted`.execute(
    db,
  )
  return Number(rows[0]?.n ?? 0)
}

/** How many people have all of these words, counted no further than `most`. */
export const countContactsWithTokens = async (
  db: Db,
  organizationId: string,
  tokens: readonly Uint8Array[],
  most: number,
): Promise<number> => {
  const { rows } = await sql<{ n: string }>`
    select count(*) as n from (
      ${contactsWithTokens(sql`${organizationId}::uuid`, tokens)} limit ${most}
    ) counted`.execute(db)
  return Number(rows[0]?.n ?? 0)
}

/** The ids of all that match, newest first, at most `most`. */
export const readLeadIds = async (db: Db, query: LeadQuery, most: number): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select l.id from lead l where ${leadCondition(query)}
    order by l.captured_at desc, l.id desc limit ${most}`.execute(db)
  return rows.map((row) => row.id)
}
