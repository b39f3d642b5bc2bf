import { addDays, type CalendarDate, daysIn, type Period, previousPeriod } from '@tributary/kernel'
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

/** Days in one go: months are read from their own rows. What is marked `minus` is taken off again. */
export type RollupSpan = Period & { readonly monthly: boolean; readonly minus: boolean }

const monthOf = (day: CalendarDate): CalendarDate => `${day.slice(0, 7)}-01`
const monthEnd = (day: CalendarDate): CalendarDate => addDays(monthOf(addDays(monthOf(day), 31)), -1)

const days = (start: CalendarDate, end: CalendarDate, minus = false): RollupSpan[] =>
  start <= end ? [{ start, end, monthly: false, minus }] : []
const months = (start: CalendarDate, end: CalendarDate): RollupSpan[] =>
  start <= end ? [{ start, end, monthly: true, minus: false }] : []
const length = (spans: readonly RollupSpan[]): number => spans.reduce((sum, span) => sum + daysIn(span), 0)

/**
 * Cuts a period so that few rows tell it: whole months, and at each end the days inside, or the whole month less the
 * days outside, whichever are fewer. So the time from October 22 to November 20 is November, the last ten days of
 * October, and off again the last ten of November.
 */
export const rollupSpans = ({ start, end }: Period): RollupSpan[] => {
  const before = days(monthOf(start), addDays(start, -1), true)
  const after = days(addDays(end, 1), monthEnd(end), true)
  if (monthOf(start) === monthOf(end))
    return length(before) + length(after) < daysIn({ start, end })
      ? [...months(monthOf(start), monthEnd(end)), ...before, ...after]
      : days(start, end)
  const head = days(start, monthEnd(start))
  const tail = days(monthOf(end), end)
  const headByMonth = length(before) < length(head)
  const tailByMonth = length(after) < length(tail)
  return [
    ...(headByMonth ? before : head),
    ...months(
      headByMonth ? monthOf(start) : addDays(monthEnd(start), 1),
      tailByMonth ? monthEnd(end) : addDays(monthOf(end), -1),
    ),
    ...(tailByMonth ? after : tail),
  ]
}

type SumRow = { dimension: string; value: string; n: string; total: string; past: boolean }

/**
 * Ranges of the primary key, one per span and grouping; values that came to nothing are left away. Groupings that nobody
 * compares are not read for the period before.
 */
export const readRollupSums = async (
  db: Db,
  { organizationId, campaignId, period, compare }: RollupQuestion,
  dimensions: readonly string[],
  uncompared: readonly string[] = [],
): Promise<RollupSum[]> => {
  const compared = dimensions.filter((name) => !uncompared.includes(name))
  const part = (past: boolean) => (span: RollupSpan) => {
    const names = (past ? compared : dimensions).map((name) => (span.monthly ? `month:${name}` : name))
    return sql`
    select dimension, value, ${span.minus ? sql`-n as n, -total as total` : sql`n, total`}, ${past}::boolean as past from rollup
    where organization_id = ${organizationId} and campaign_id = ${campaignId}
      and dimension = any(${names}::text[]) and day between ${span.start}::date and ${span.end}::date`
  }
  const parts = [
    ...rollupSpans(period).map(part(false)),
    ...(compare ? rollupSpans(previousPeriod(period)).map(part(true)) : []),
  ]
  const { rows } = await sql<SumRow>`
    select dimension, value, past, sum(n)::text as n, sum(total)::text as total
    from (${sql.join(parts, sql` union all `)}) counted group by dimension, value, past`.execute(db)
  return addUp(rows)
}

const addUp = (rows: readonly SumRow[]): RollupSum[] => {
  const sums = new Map<string, { -readonly [K in keyof RollupSum]: RollupSum[K] }>()
  for (const { dimension: name, value, n, total, past } of rows) {
    const dimension = name.replace(/^month:/, '')
    const key = `${dimension} ${value}`
    const sum = sums.get(key) ?? { dimension, value, n: 0, total: 0, previousN: 0, previousTotal: 0 }
    sums.set(key, sum)
    sum[past ? 'previousN' : 'n'] += Number(n)
    sum[past ? 'previousTotal' : 'total'] += Number(total)
  }
  return [...sums.values()].filter(
    (sum) => sum.n !== 0 || sum.total !== 0 || sum.previousN !== 0 || sum.previousTotal !== 0,
  )
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

export type MoneyDay = {
  readonly day: CalendarDate
  /** Null where nothing was reported. */
  readonly spendMinor: number | null
  readonly wonMinor: number
  readonly wonDeals: number
}

/** The days of the period on which something was spent or won, in one currency. */
export const readMoneyDays = async (
  db: Db,
  { organizationId, campaignId, period }: RollupQuestion,
  currency: string,
): Promise<MoneyDay[]> => {
  const { rows } = await sql<{ day: string; spend: string | null; won: string; deals: string }>`
    select day::text as day, sum(total) filter (where dimension = 'spend' and n <> 0)::text as spend,
      coalesce(sum(total) filter (where dimension = 'booked'), 0)::text as won,
      coalesce(sum(n) filter (where dimension = 'booked'), 0)::text as deals
    from rollup
    where organization_id = ${organizationId} and campaign_id = ${campaignId} and dimension in ('spend', 'booked')
      and value = ${currency} and day between ${period.start}::date and ${period.end}::date
    group by day order by day`.execute(db)
  return rows.map(({ day, spend, won, deals }) => ({
    day,
    spendMinor: spend === null ? null : Number(spend),
    wonMinor: Number(won),
    wonDeals: Number(deals),
  }))
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

const CAMPAIGN_DIMENSIONS = ['all', 'reached', 'won', 'spend', 'impressions', 'clicks', 'booked']

/** The figures of every campaign at once. */
export const readCampaignSums = async (
  db: Db,
  organizationId: string,
  period: Period,
): Promise<CampaignSum[]> => {
  const parts = rollupSpans(period).map(({ start, end, monthly, minus }) => {
    const names = CAMPAIGN_DIMENSIONS.map((name) => (monthly ? `month:${name}` : name))
    return sql`
    select c.id as campaign_id, r.dimension, r.value, ${minus ? sql`-r.n as n, -r.total as total` : sql`r.n, r.total`}
    from campaign c join rollup r on r.organization_id = c.organization_id and r.campaign_id = c.id
      and r.dimension = any(${names}::text[]) and r.day between ${start}::date and ${end}::date
    where c.organization_id = ${organizationId}`
  })
  const { rows } = await sql<Record<'campaign_id' | 'dimension' | 'value' | 'n' | 'total', string>>`
    select campaign_id, replace(dimension, 'month:', '') as dimension, value, sum(n)::text as n, sum(total)::text as total
    from (${sql.join(parts, sql` union all `)}) counted
    group by 1, 2, 3 having sum(n) <> 0 or sum(total) <> 0`.execute(db)
  return rows.map((row) => ({
    campaignId: row.campaign_id,
    dimension: row.dimension,
    value: row.value,
    n: Number(row.n),
    total: Number(row.total),
  }))
}
