import type { LeadSort } from '@tributary/contracts'
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../open-database.ts'
import { contactsWithTokens, type LeadQuery, leadCondition } from './lead-filter.ts'
import { isOfFewPeople, mayBeRare, type Stretch, stretchesOf } from './lead-stretches.ts'

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

const orderOf = ({ key, descending }: Stretch): RawBuilder<unknown> => {
  const direction = descending ? sql`desc` : sql`asc`
  return sql`${key} ${direction}, l.id ${direction}`
}

/** Where a stretch goes on. */
const beyond = ({ key, type, descending, where }: Stretch, after: Place | null): RawBuilder<unknown>[] => [
  ...(where ? [where] : []),
  ...(after
    ? [
        sql`(${key}, l.id) ${descending ? sql`<` : sql`>`} (${after[1]}::text::${sql.raw(type)}, ${after[2]}::uuid)`,
      ]
    : []),
]

const all = (conditions: readonly RawBuilder<unknown>[]) => sql.join(conditions, sql` and `)

/** The leads of a subquery, with what stands beside them. */
const readRecords = async (db: Db, leads: RawBuilder<unknown>, stretch: Stretch): Promise<LeadRecord[]> => {
  const { rows } = await sql<LeadRecord>`
    select l.*, c.wrapped_key, c.sealed as contact_sealed, k.name as campaign_name, m.name as owner_name,
      p.name as product_name
    from (${leads}) l
    join contact c on c.organization_id = l.organization_id and c.id = l.contact_id
    join campaign k on k.organization_id = l.organization_id and k.id = l.campaign_id
    left join member m on m.organization_id = l.organization_id and m.id = l.owner_id
    left join product p on p.organization_id = l.organization_id and p.id = l.product_id
    order by ${orderOf(stretch)}`.execute(db)
  return rows
}

export type RareLimits = {
  /** So many leads are walked in the order of the list before those of the filter are looked for by themselves. */
  readonly walked: number
  /** So few are fetched one by one and sorted. */
  readonly fetched: number
}

const usual: RareLimits = { walked: 5000, fetched: 10_000 }

type Part = {
  readonly query: LeadQuery
  readonly stretch: Stretch
  readonly after: Place | null
  readonly limit: number
}

const readStretch = (db: Db, { query, stretch, after, limit }: Part): Promise<LeadRecord[]> =>
  readRecords(
    db,
    sql`select ${columns} from lead l where ${all([leadCondition(query), ...beyond(stretch, after)])}
      order by ${orderOf(stretch)} limit ${limit}`,
    stretch,
  )

/** What the filter leaves of the next leads in the order. */
const walk = (db: Db, { query, stretch, after, limit }: Part, walked: number): Promise<LeadRecord[]> => {
  const everyLead = leadCondition({ organizationId: query.organizationId, me: query.me, now: query.now })
  return readRecords(
    db,
    sql`select * from (
        select ${columns} from lead l where ${all([everyLead, ...beyond(stretch, after)])}
        order by ${orderOf(stretch)} limit ${walked}
      ) l where ${leadCondition(query)} order by ${orderOf(stretch)} limit ${limit}`,
    stretch,
  )
}

/** Walks the index that carries both the order of arrival and the filter: the table is opened for the page alone. */
const walkArrivals = (db: Db, { query, stretch, after, limit }: Part): Promise<LeadRecord[]> =>
  readRecords(
    db,
    sql`select ${columns} from lead l where l.organization_id = ${query.organizationId}::uuid and l.id = any(array(
        select l.id from lead l where ${all([leadCondition(query), ...beyond(stretch, after)])}
        order by ${orderOf(stretch)} limit ${limit}))`,
    stretch,
  )

/** Finds the leads of the filter in no order, from the index alone, and sorts them: `offset 0` keeps the two apart. */
const findAndSort = (db: Db, { query, stretch, after, limit }: Part): Promise<LeadRecord[]> =>
  readRecords(
    db,
    sql`select ${columns} from lead l where l.organization_id = ${query.organizationId}::uuid and l.id = any(array(
        select l.id from (
          select l.id, ${stretch.key} from lead l
          where ${all([leadCondition(query), ...beyond(stretch, after)])} offset 0
        ) l order by ${orderOf(stretch)} limit ${limit}))`,
    stretch,
  )

/** The leads of the filter when they are few. */
const fewLeads = async (db: Db, query: LeadQuery, most: number): Promise<LeadQuery | null> => {
  const { rows } = await sql<{ id: string }>`
    select l.id from (select l.id from lead l where ${leadCondition(query)} offset 0) l limit ${most + 1}`.execute(
    db,
  )
  if (rows.length > most) return null
  const { organizationId, me, now } = query
  return { organizationId, me, now, ids: rows.map(({ id }) => id) }
}

type Read = { readonly rows: LeadRecord[]; readonly few: LeadQuery | null }

/** Leads that may be rare: walks a little, then looks for them where that costs the same wherever they are. */
const readRare = async (db: Db, part: Part, limits: RareLimits): Promise<Read> => {
  const walked = await walk(db, part, limits.walked)
  if (walked.length >= part.limit) return { rows: walked, few: null }
  const few = await fewLeads(db, part.query, limits.fetched)
  if (few?.ids?.length === 0) return { rows: [], few }
  if (few) return { rows: await readStretch(db, { ...part, query: few }), few }
  const read = part.stretch.carried ? findAndSort : readStretch
  return { rows: await read(db, part), few: null }
}

/** How a stretch is read when its leads cannot be rare along its order, or cost no more there. */
const wayOf = (query: LeadQuery, sort: LeadSort) => {
  if (isOfFewPeople(query, sort)) return findAndSort
  return sort.by === 'captured' && mayBeRare(query, sort) ? walkArrivals : readStretch
}

export type LeadRecords = { readonly rows: LeadRecord[]; readonly nextCursor: string | null }

/** One page of a list, by key and never by offset: the thousandth page costs what the first one does. */
export const readLeadPage = async (
  db: Db,
  query: LeadQuery,
  sort: LeadSort,
  cursor: Place | null,
  size: number,
  limits = usual,
): Promise<LeadRecords> => {
  const stretches = stretchesOf(sort, query.stage)
  const rare = mayBeRare(query, sort) && sort.by !== 'captured'
  const readPart = wayOf(query, sort)
  let few: LeadQuery | null = null
  const rows: LeadRecord[] = []
  const places: Place[] = []
  let after: Place | null = cursor
  for (let at = cursor?.[0] ?? 0; at < stretches.length && rows.length <= size; at++) {
    const stretch = stretches[at]!
    const part = { query: few ?? query, stretch, after, limit: size + 1 - rows.length }
    const read: Read =
      rare && !few ? await readRare(db, part, limits) : { rows: await readPart(db, part), few }
    few = read.few
    for (const row of read.rows) {
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
