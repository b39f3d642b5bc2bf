import type { LeadFilter, ScoreBand, Temperature } from '@tributary/contracts'
import { type RawBuilder, sql } from 'kysely'

/** From an instant (included) to an instant (excluded). */
export type Span = { readonly from?: Date; readonly to?: Date }

/** How a text was understood: people by blind tokens, or one exact thing. */
export type LeadSearch =
  | { readonly kind: 'contacts'; readonly ids: readonly string[] }
  /**
   * People who have all of these words. They are fetched and sorted; where they are many, it is cheaper to walk the list
   * in its order and ask for each lead.
   */
  | { readonly kind: 'tokens'; readonly tokens: readonly Uint8Array[]; readonly many: boolean }
  | { readonly kind: 'lead'; readonly id: string }
  | { readonly kind: 'public'; readonly publicId: Uint8Array }

/** A filter whose words that depend on who asks, and when, are resolved. */
export type LeadQuery = Omit<
  LeadFilter,
  'text' | 'capturedFrom' | 'capturedTo' | 'wonFrom' | 'wonTo' | 'nextStep'
> & {
  readonly organizationId: string
  readonly me: string | null
  readonly now: Date
  readonly captured?: Span
  readonly won?: Span
  readonly nextStepSpan?: Span
  readonly nextStepNone?: boolean
  readonly search?: LeadSearch
  /** Leads left out of a bulk change. */
  readonly except?: readonly string[]
}

type Condition = RawBuilder<unknown>

const gradeOf = { hot: 'A', warm: 'B', cold: 'C', nurture: 'D' } as const satisfies Record<
  Temperature,
  string
>

const bandBounds = (band: ScoreBand): readonly [from: number, to: number] => {
  const [from, to] = band.split('-').map(Number)
  return [from!, to!]
}

const either = (conditions: readonly Condition[]): Condition => sql`(${sql.join(conditions, sql` or `)})`

const oneOf = (column: Condition, values: readonly string[] | undefined): Condition[] =>
  values === undefined
    ? []
    : values.length === 1
      ? [sql`${column} = ${values[0]}`]
      : [sql`${column} = any(${[...values]}::text[])`]

const oneOfIds = (column: Condition, ids: readonly string[] | undefined): Condition[] =>
  ids === undefined
    ? []
    : ids.length === 1
      ? [sql`${column} = ${ids[0]}::uuid`]
      : [sql`${column} = any(${[...ids]}::uuid[])`]

/** `none` (or the empty text) stands for null among the values. */
const orNothing = (
  column: Condition,
  values: readonly string[] | undefined,
  nothing: string,
  match: (column: Condition, values: readonly string[]) => Condition[],
): Condition[] => {
  if (values === undefined) return []
  const named = values.filter((value) => value !== nothing)
  const conditions = named.length > 0 ? match(column, named) : []
  return named.length === values.length ? conditions : [either([...conditions, sql`${column} is null`])]
}

const within = (column: Condition, span: Span | undefined): Condition[] => [
  ...(span?.from ? [sql`${column} >= ${span.from}`] : []),
  ...(span?.to ? [sql`${column} < ${span.to}`] : []),
]

const statuses = {
  hot: sql`l.review = 'pending' and l.grade = 'A'`,
  warm: sql`l.review = 'pending' and l.grade = 'B'`,
  cold: sql`l.review = 'pending' and l.grade in ('C', 'D')`,
  accepted: sql`l.review = 'accepted'`,
  rejected: sql`l.review = 'rejected'`,
} as const satisfies Record<NonNullable<LeadFilter['status']>[number], Condition>

const reached = {
  hot: sql`l.grade = 'A'`,
  hot_accepted: sql`l.grade = 'A' and l.review = 'accepted'`,
  qualified: sql`l.ever_qualified`,
} as const satisfies Record<NonNullable<LeadFilter['reached']>[number], Condition>

/** The tenth of 0 to 100 is `[10t, 10t + 9]`; 100 belongs to the last. */
const inTenth = (column: Condition, tenth: number): Condition =>
  tenth === 9 ? sql`${column} >= 90` : sql`${column} >= ${tenth * 10} and ${column} < ${tenth * 10 + 10}`

const inCell = (cell: string): Condition => {
  const [score, trust] = cell.split(':').map(Number)
  return sql`(${inTenth(sql`l.points`, score!)} and ${inTenth(sql`l.trust`, trust!)})`
}

const inBands = (column: Condition, bands: readonly ScoreBand[] | undefined): Condition[] =>
  bands === undefined
    ? []
    : [
        either(
          bands.map((band) => {
            const [from, to] = bandBounds(band)
            return sql`${column} between ${from} and ${to}`
          }),
        ),
      ]

const hasToken = (organizationId: Condition, contactId: Condition, token: Uint8Array): Condition =>
  sql`exists (
    select 1 from search_token o
    where o.organization_id = ${organizationId} and o.token = ${Buffer.from(token)} and o.contact_id = ${contactId}
  )`

/** The people who have all of these words. */
export const contactsWithTokens = (organizationId: Condition, tokens: readonly Uint8Array[]): Condition => {
  const [first, ...others] = tokens
  const rest = others.map((token) => sql` and ${hasToken(sql`t.organization_id`, sql`t.contact_id`, token)}`)
  return sql`select t.contact_id from search_token t
    where t.organization_id = ${organizationId} and t.token = ${Buffer.from(first ?? [])}${sql.join(rest, sql``)}`
}

const search = (found: LeadSearch | undefined, organizationId: string): Condition[] => {
  switch (found?.kind) {
    case undefined:
      return []
    case 'contacts':
      return [sql`l.contact_id = any(${[...found.ids]}::uuid[])`]
    case 'tokens':
      return found.many
        ? found.tokens.map((token) => hasToken(sql`l.organization_id`, sql`l.contact_id`, token))
        : [sql`l.contact_id = any(array(${contactsWithTokens(sql`${organizationId}::uuid`, found.tokens)}))`]
    case 'lead':
      return [sql`l.id = ${found.id}::uuid`]
    case 'public':
      return [sql`l.public_id = ${Buffer.from(found.publicId)}`]
  }
}

const flags = (query: LeadQuery): Condition[] => [
  ...(query.trustKnown === undefined
    ? []
    : [query.trustKnown ? sql`l.trust is not null` : sql`l.trust is null`]),
  ...(query.everQualified === undefined
    ? []
    : [query.everQualified ? sql`l.ever_qualified` : sql`not l.ever_qualified`]),
  ...(query.waiting === undefined
    ? []
    : [query.waiting ? sql`l.waiting_since is not null` : sql`l.waiting_since is null`]),
  ...(query.response === undefined
    ? []
    : [
        sql`l.first_contacted_at is null and l.stage = 'new' and l.review <> 'rejected'`,
        query.response === 'late'
          ? sql`l.response_due_at < ${query.now}`
          : sql`l.response_due_at >= ${query.now}`,
      ]),
  ...(query.nextStepNone ? [sql`l.next_step_at is null`] : []),
  ...(query.nextStepSpan
    ? [sql`l.next_step_at is not null`, ...within(sql`l.next_step_at`, query.nextStepSpan)]
    : []),
  ...(query.won
    ? [
        sql`exists (
          select 1 from deal d
          where d.organization_id = l.organization_id and d.lead_id = l.id and d.stage = 'won'
            and ${sql.join([sql`true`, ...within(sql`d.closed_at`, query.won)], sql` and `)}
        )`,
      ]
    : []),
]

/** The condition on the rows of `lead l`. */
export const leadCondition = (query: LeadQuery): Condition => {
  const { organizationId, me, ids, except } = query
  const owners = query.owner?.map((owner) => (owner === 'me' ? (me ?? organizationId) : owner))
  return sql.join(
    [
      sql`l.organization_id = ${organizationId}::uuid`,
      query.deleted ? sql`l.deleted_at is not null` : sql`l.deleted_at is null`,
      ...oneOfIds(sql`l.id`, ids),
      ...(except && except.length > 0 ? [sql`not (l.id = any(${[...except]}::uuid[]))`] : []),
      ...oneOf(sql`l.stage`, query.stage),
      ...oneOf(sql`l.grade`, query.grade),
      ...oneOf(
        sql`l.grade`,
        query.temperature?.map((each) => gradeOf[each]),
      ),
      ...oneOf(sql`l.review`, query.review),
      ...(query.status ? [either(query.status.map((each) => sql`(${statuses[each]})`))] : []),
      ...(query.reached ? [either(query.reached.map((each) => sql`(${reached[each]})`))] : []),
      ...orNothing(sql`l.owner_id`, owners, 'none', oneOfIds),
      ...oneOfIds(sql`l.campaign_id`, query.campaign),
      ...oneOf(sql`l.channel`, query.channel),
      ...oneOf(sql`l.channel_source`, query.source),
      ...oneOfIds(sql`l.source_id`, query.sourceRecord),
      ...orNothing(sql`l.content`, query.content, '', oneOf),
      ...orNothing(sql`l.industry`, query.industry, '', oneOf),
      ...orNothing(sql`l.country`, query.country, '', oneOf),
      ...orNothing(sql`l.region`, query.region, '', oneOf),
      ...orNothing(sql`l.product_id`, query.product, 'none', oneOfIds),
      ...within(sql`l.captured_at`, query.captured),
      ...(query.scoreFrom === undefined ? [] : [sql`l.points >= ${query.scoreFrom}`]),
      ...(query.scoreTo === undefined ? [] : [sql`l.points <= ${query.scoreTo}`]),
      ...inBands(sql`l.points`, query.band),
      ...(query.trustFrom === undefined ? [] : [sql`l.trust >= ${query.trustFrom}`]),
      ...(query.trustTo === undefined ? [] : [sql`l.trust <= ${query.trustTo}`]),
      ...inBands(sql`l.trust`, query.trustBand),
      ...(query.cell ? [either(query.cell.map(inCell))] : []),
      ...flags(query),
      ...search(query.search, organizationId),
    ],
    sql` and `,
  )
}
