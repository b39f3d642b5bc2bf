import { type CalendarDate, type Period, previousPeriod } from '@tributary/kernel'
import { sql } from 'kysely'
import type { Db } from '../open-database.ts'

/** Which daily counts to read. The campaign is the nil UUID for all of them together. */
export type RollupQuestion = {
  readonly organizationId: string
  readonly campaignId: string
  readonly period: Period
  /** Also the period of the same length before it. */
  readonly compare: boolean
}

/** A value of a grouping over the whole period, and over the one before (0 where nothing was compared). */
export type RollupSum = {
  readonly dimension: string
  readonly value: string
  readonly n: number
  readonly total: number
  readonly previousN: number
  readonly previousTotal: number
}

const numbers = (row: Record<'n' | 'total' | 'previous_n' | 'previous_total', string>) => ({
  n: Number(row.n),
  total: Number(row.total),
  previousN: Number(row.previous_n),
  previousTotal: Number(row.previous_total),
})

type SumRow = { dimension: string; value: string } & Record<
  'n' | 'total' | 'previous_n' | 'previous_total',
  string
>

/** One range of the primary key per grouping; values that came to nothing are left away. */
export const readRollupSums = async (
  db: Db,
  { organizationId, campaignId, period, compare }: RollupQuestion,
  dimensions: readonly string[],
): Promise<RollupSum[]> => {
  const from = compare ? previousPeriod(period).start : period.start
  const { rows } = await sql<SumRow>`
    select dimension, value,
      coalesce(sum(n) filter (where day >= ${period.start}::date), 0)::text as n,
      coalesce(sum(total) filter (where day >= ${period.start}::date), 0)::text as total,
      coalesce(sum(n) filter (where day < ${period.start}::date), 0)::text as previous_n,
      coalesce(sum(total) filter (where day < ${period.start}::date), 0)::text as previous_total
    from rollup
    where organization_id = ${organizationId} and campaign_id = ${campaignId}
      and dimension = any(${[...dimensions]}::text[])
      and day between ${from}::date and ${period.end}::date
    group by dimension, value`.execute(db)
  return rows
    .map(({ dimension, value, ...row }) => ({ dimension, value, ...numbers(row) }))
    .filter((sum) => sum.n !== 0 || sum.total !== 0 || sum.previousN !== 0 || sum.previousTotal !== 0)
}

export type RollupDay = { readonly day: CalendarDate; readonly n: number; readonly total: number }

/** The days on which there were leads, from the first day of the period before when compared. */
export const readRollupDays = async (
  db: Db,
  { organizationId, campaignId, period, compare }: RollupQuestion,
): Promise<RollupDay[]> => {
  const from = compare ? previousPeriod(period).start : period.start
  const { rows } = await sql<{ day: string; n: string; total: string }>`
    select day::text as day, n::text as n, total::text as total from rollup
    where organization_id = ${organizationId} and campaign_id = ${campaignId} and dimension = 'all'
      and day between ${from}::date and ${period.end}::date and n <> 0
    order by day`.execute(db)
  return rows.map(({ day, n, total }) => ({ day, n: Number(n), total: Number(total) }))
}

export type ContentSum = {
  readonly content: string
  readonly n: number
  readonly total: number
  readonly qualified: number
}

/** The contents with the most leads, the better converting of equals first. */
export const readTopContent = async (
  db: Db,
  { organizationId, campaignId, period }: RollupQuestion,
  limit: number,
): Promise<ContentSum[]> => {
  const { rows } = await sql<Record<'value' | 'n' | 'total' | 'qualified', string>>`
    select value, sum(n) filter (where dimension = 'content')::text as n,
      sum(total) filter (where dimension = 'content')::text as total,
      coalesce(sum(n) filter (where dimension = 'content_qualified'), 0)::text as qualified
    from rollup
    where organization_id = ${organizationId} and campaign_id = ${campaignId}
      and dimension in ('content', 'content_qualified')
      and day between ${period.start}::date and ${period.end}::date
    group by value having sum(n) filter (where dimension = 'content') > 0
    order by sum(n) filter (where dimension = 'content') desc,
      coalesce(sum(n) filter (where dimension = 'content_qualified'), 0) desc, value
    limit ${limit}`.execute(db)
  return rows.map((row) => ({
    content: row.value,
    n: Number(row.n),
    total: Number(row.total),
    qualified: Number(row.qualified),
  }))
}

export type CampaignSum = { readonly campaignId: string } & Pick<
  RollupSum,
  'dimension' | 'value' | 'n' | 'total'
>

/** The figures of every campaign at once. */
export const readCampaignSums = async (
  db: Db,
  organizationId: string,
  period: Period,
): Promise<CampaignSum[]> => {
  const { rows } = await sql<Record<'campaign_id' | 'dimension' | 'value' | 'n' | 'total', string>>`
    select c.id as campaign_id, r.dimension, r.value, sum(r.n)::text as n, sum(r.total)::text as total
    from campaign c join rollup r on r.organization_id = c.organization_id and r.campaign_id = c.id
      and r.dimension in ('all', 'reached', 'won') and r.day between ${period.start}::date and ${period.end}::date
    where c.organization_id = ${organizationId}
    group by c.id, r.dimension, r.value`.execute(db)
  return rows.map((row) => ({
    campaignId: row.campaign_id,
    dimension: row.dimension,
    value: row.value,
    n: Number(row.n),
    total: Number(row.total),
  }))
}
