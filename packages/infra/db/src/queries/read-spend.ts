import type { SpendWay } from '@tributary/contracts'
import type { Period } from '@tributary/kernel'
import { sql } from 'kysely'
import type { Db } from '../open-database.ts'

export type SpendQuestion = {
  readonly organizationId: string
  readonly campaignId: string | null
  readonly period: Period | null
}

export type SpendRecord = {
  readonly campaignId: string
  readonly campaignName: string
  readonly day: string
  readonly source: string
  readonly content: string
  readonly amountMinor: number
  readonly currency: string
  readonly impressions: number
  readonly clicks: number
  readonly way: SpendWay
  readonly updatedAt: string
}

const conditionOf = ({ organizationId, campaignId, period }: SpendQuestion) =>
  sql.join(
    [
      sql`s.organization_id = ${organizationId}`,
      ...(campaignId === null ? [] : [sql`s.campaign_id = ${campaignId}`]),
      ...(period === null ? [] : [sql`s.day between ${period.start}::date and ${period.end}::date`]),
    ],
    sql` and `,
  )

type Row = Record<
  | 'campaign_id'
  | 'campaign_name'
  | 'day'
  | 'source'
  | 'content'
  | 'amount_minor'
  | 'currency'
  | 'impressions'
  | 'clicks'
  | 'way'
  | 'updated_at',
  string
>

/** The newest days first; of one day by campaign, source and content. `after` is where the page before ended. */
export const readSpendPage = async (
  db: Db,
  question: SpendQuestion,
  after: readonly [day: string, campaignId: string, source: string, content: string] | null,
  limit: number,
): Promise<SpendRecord[]> => {
  const beyond = after
    ? sql`and s.day <= ${after[0]}::date and (s.day < ${after[0]}::date
        or (s.campaign_id, s.source, s.content) > (${after[1]}::uuid, ${after[2]}::text, ${after[3]}::text))`
    : sql``
  const { rows } = await sql<Row>`
    select s.*, k.name as campaign_name from (
      select s.organization_id, s.campaign_id, s.day::text as day, s.source, s.content,
        s.amount_minor::text as amount_minor, s.currency, s.impressions::text as impressions, s.clicks::text as clicks,
        s.way, s.updated_at, s.day as sorted
      from spend s where ${conditionOf(question)} ${beyond}
      order by s.day desc, s.campaign_id, s.source, s.content limit ${limit}
    ) s join campaign k on k.organization_id = s.organization_id and k.id = s.campaign_id
    order by s.sorted desc, s.campaign_id, s.source, s.content`.execute(db)
  return rows.map((row) => ({
    campaignId: row.campaign_id,
    campaignName: row.campaign_name,
    day: row.day,
    source: row.source,
    content: row.content,
    amountMinor: Number(row.amount_minor),
    currency: row.currency,
    impressions: Number(row.impressions),
    clicks: Number(row.clicks),
    way: row.way as SpendWay,
    updatedAt: new Date(row.updated_at).toISOString(),
  }))
}

export type SpendTotals = {
  readonly currency: string
  readonly lines: number
  readonly amountMinor: number
  readonly impressions: number
  readonly clicks: number
}

/** What the lines add up to, by currency. */
export const readSpendSums = async (db: Db, question: SpendQuestion): Promise<SpendTotals[]> => {
  const { rows } = await sql<Record<'currency' | 'lines' | 'amount' | 'impressions' | 'clicks', string>>`
    select s.currency, count(*)::text as lines, sum(s.amount_minor)::text as amount,
      sum(s.impressions)::text as impressions, sum(s.clicks)::text as clicks
    from spend s where ${conditionOf(question)} group by s.currency order by s.currency`.execute(db)
  return rows.map((row) => ({
    currency: row.currency,
    lines: Number(row.lines),
    amountMinor: Number(row.amount),
    impressions: Number(row.impressions),
    clicks: Number(row.clicks),
  }))
}
