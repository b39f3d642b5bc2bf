import { ALL_CAMPAIGNS, monthly, type RollupDimension } from '@tributary/ledger'
import type { House } from '../connect.ts'
import { Checklist } from '../report.ts'

const band = (column: string) =>
  `case when ${column} <= 20 then '0-20' when ${column} <= 40 then '21-40' when ${column} <= 60 then '41-60'
    when ${column} <= 80 then '61-80' else '81-100' end`
const tenth = (column: string) => `least(9, ${column} / 10)`

type Question = { readonly value: string; readonly where?: string; readonly total?: string }

/** Each grouping counted from the rows of leads, in the database's own words: nothing here is shared with the fold. */
const QUESTIONS: Record<
  Exclude<
    RollupDimension,
    'reached' | 'won' | 'booked' | 'ended' | 'pipeline' | 'spend' | 'impressions' | 'clicks'
  >,
  Question
> = {
  all: { value: `''` },
  grade: { value: 'grade::text' },
  band: { value: band('points') },
  stage: { value: 'stage' },
  review: { value: 'review' },
  status: {
    value: `case when review <> 'pending' then review when grade = 'A' then 'hot' when grade = 'B' then 'warm' else 'cold' end`,
  },
  industry: { value: `coalesce(industry, '')` },
  country: { value: `coalesce(country::text, '')` },
  region: { value: `coalesce(region, '')` },
  channel: { value: 'channel' },
  source: { value: 'channel_source' },
  content: { value: 'content', where: 'content is not null' },
  content_qualified: { value: 'content', where: 'content is not null and ever_qualified' },
  owner: { value: `coalesce(owner_id::text, '')` },
  trust: { value: `''`, where: 'trust is not null', total: 'trust' },
  trust_band: { value: band('trust'), where: 'trust is not null', total: 'trust' },
  cell: { value: `${tenth('points')} || ':' || ${tenth('trust')}`, where: 'trust is not null' },
}

const REACHED: Record<string, string> = {
  hot: `grade = 'A'`,
  hot_accepted: `grade = 'A' and review = 'accepted'`,
  qualified: 'ever_qualified',
}

const ofLeads = (dimension: string, { value, where = 'true', total = 'points' }: Question): string => `
  select campaign_id, '${dimension}' as dimension, (captured_at at time zone $2)::date as day, ${value} as value,
    count(*) as n, sum(${total}) as total
  from lead where organization_id = $1 and deleted_at is null and ${where} group by 1, 3, 4`

const ofDeals = `
  select l.campaign_id, 'won' as dimension, (l.captured_at at time zone $2)::date as day, d.currency::text as value,
    count(*) as n, sum(d.amount_minor) as total
  from deal d join lead l on l.organization_id = d.organization_id and l.id = d.lead_id
  where d.organization_id = $1 and d.stage = 'won' and l.deleted_at is null group by 1, 3, 4`

/** What was won stands on the day it was won; what is open has no day of its own, so its sum is looked at below. */
const ofBookings = `
  select campaign_id, 'booked' as dimension, (closed_at at time zone $2)::date as day, currency::text as value,
    count(*) as n, sum(amount_minor) as total
  from deal where organization_id = $1 and stage = 'won' and deleted_at is null group by 1, 3, 4`

const ofEnds = `
  select campaign_id, 'ended' as dimension, (closed_at at time zone $2)::date as day, stage || ':' || step as value,
    count(*) as n, 0 as total
  from deal where organization_id = $1 and stage in ('won', 'lost') and deleted_at is null group by 1, 3, 4`

const ofSpend = (dimension: string, value: string, n: string, total: string): string => `
  select campaign_id, '${dimension}' as dimension, day, ${value} as value, ${n} as n, ${total} as total
  from spend where organization_id = $1 and $2 <> '' group by 1, 3, 4`

/** Statements that count one grouping each; `$1` is the organization, `$2` its time zone. */
const freshCounts = [
  ...Object.entries(QUESTIONS).map(
    ([dimension, question]) => [dimension, ofLeads(dimension, question)] as const,
  ),
  ...Object.entries(REACHED).map(
    ([value, where]) => ['reached', ofLeads('reached', { value: `'${value}'`, where })] as const,
  ),
  ['won', ofDeals] as const,
  ['booked', ofBookings] as const,
  ['ended', ofEnds] as const,
  ['spend', ofSpend('spend', 'currency::text', 'count(*)', 'sum(amount_minor)')] as const,
  ['impressions', ofSpend('impressions', `''`, 'sum(impressions)', '0')] as const,
  ['clicks', ofSpend('clicks', `''`, 'sum(clicks)', '0')] as const,
]

/** The same counts by months. */
const byMonth = (fresh: string): string => `
  select campaign_id, dimension, date_trunc('month', day)::date as day, value, sum(n) as n, sum(total) as total
  from (${fresh}) days group by 1, 2, 3, 4`

/** Every grouping, counted by days. */
const countedDays: readonly (readonly [dimension: string, fresh: string])[] = [
  ...new Set(freshCounts.map(([dimension]) => dimension)),
].map((dimension) => [
  dimension,
  freshCounts
    .filter(([name]) => name === dimension)
    .map(([, text]) => text)
    .join(' union all '),
])

/** Every grouping by days and by months, under the name it is stored by. */
export const storedCounts: typeof countedDays = countedDays.flatMap(([dimension, fresh]) => [
  [dimension, fresh] as const,
  [monthly(dimension as RollupDimension), byMonth(fresh)] as const,
])

/** Counts of days and of months, per campaign and of all campaigns together, that differ from the stored ones. */
const differences = (dimension: string, fresh: string): string => `
  with days as materialized (select * from (${fresh}) counted where n <> 0 or total <> 0), grains as (
    select campaign_id, dimension, day, value, n, total from days
    union all
    select campaign_id, 'month:' || dimension, date_trunc('month', day)::date, value, sum(n), sum(total) from days group by 1, 2, 3, 4
  ), counted as (
    select campaign_id, dimension, day, value, n, total from grains
    union all
    select '${ALL_CAMPAIGNS}'::uuid, dimension, day, value, sum(n), sum(total) from grains group by 2, 3, 4
  ), stored as (
    select campaign_id, dimension, day, value, n, total from rollup
    where organization_id = $1 and dimension in ('${dimension}', '${monthly(dimension as RollupDimension)}') and (n <> 0 or total <> 0)
  )
  select coalesce(c.campaign_id, s.campaign_id) as campaign_id, coalesce(c.dimension, s.dimension) as dimension,
    coalesce(c.day, s.day) as day, coalesce(c.value, s.value) as value, s.n::text as stored_n, c.n::text as fresh_n,
    s.total::text as stored_total, c.total::text as fresh_total
  from counted c full join stored s on s.campaign_id = c.campaign_id and s.dimension = c.dimension and s.day = c.day
    and s.value = c.value
  where c.n is distinct from s.n or c.total is distinct from s.total limit 200`

type Difference = Record<'campaign_id' | 'dimension' | 'day' | 'value', string> &
  Record<'stored_n' | 'fresh_n' | 'stored_total' | 'fresh_total', string | null>

/** I12: every daily count equals a fresh count of the rows. */
export const freshCountsCheck = async (house: House): Promise<Checklist> => {
  const list = new Checklist('I12', 'each daily count equals a fresh count of the rows')
  const { rows } = await house.client.query<{ n: number }>(
    `select count(*) as n from event e where (type like 'lead.%' or type like 'deal.%' or type like 'spend.%') and not exists (
      select 1 from event_fold f where f.organization_id = e.organization_id and f.event_id = e.id)`,
  )
  if (rows[0]!.n > 0 && !house.options.settled) {
    list.skip(`${rows[0]!.n} events wait to be folded; MS-1 rollups compares what was folded`)
    return list
  }
  for (const { id, timeZone } of house.organizations) await countAll(house, list, id, timeZone)
  return list
}

const countAll = async (house: House, list: Checklist, id: string, timeZone: string): Promise<void> => {
  for (const [dimension, fresh] of countedDays) {
    const { rows } = await house.client.query<Difference>(differences(dimension, fresh), [id, timeZone])
    for (const row of rows)
      list.find(
        `${row.campaign_id} ${row.day} ${row.dimension} ${row.value}`,
        `says ${row.stored_n ?? 0} (${row.stored_total ?? 0}), the rows are ${row.fresh_n ?? 0} (${row.fresh_total ?? 0})`,
      )
  }
  await sumPipeline(house, list, id)
  const { rows } = await house.client.query<{ n: number }>(
    'select count(*) as n from rollup where organization_id = $1',
    [id],
  )
  list.count(rows[0]!.n)
}

const PIPELINE = `
  with fresh as (
    select k.campaign_id, d.currency::text as currency, count(*) as n, sum(d.amount_minor) as total
    from deal d cross join lateral (values (d.campaign_id), ('${ALL_CAMPAIGNS}'::uuid)) k (campaign_id)
    where d.organization_id = $1 and d.stage = 'open' and d.deleted_at is null group by 1, 2
  ), stored as (
    select campaign_id, dimension, value as currency, sum(n) as n, sum(total) as total from rollup
    where organization_id = $1 and dimension in ('pipeline', 'month:pipeline') group by 1, 2, 3
    having sum(n) <> 0 or sum(total) <> 0
  ), kinds as (select f.*, g.dimension from fresh f cross join (values ('pipeline'), ('month:pipeline')) g (dimension))
  select coalesce(f.campaign_id, s.campaign_id) as campaign_id, coalesce(f.dimension, s.dimension) as dimension,
    coalesce(f.currency, s.currency) as value, s.n::text as stored_n, f.n::text as fresh_n,
    s.total::text as stored_total, f.total::text as fresh_total
  from kinds f full join stored s on s.campaign_id = f.campaign_id and s.dimension = f.dimension and s.currency = f.currency
  where f.n is distinct from s.n or f.total is distinct from s.total limit 200`

/** All days of the pipeline together are the deals that stand open. */
const sumPipeline = async (house: House, list: Checklist, id: string): Promise<void> => {
  const { rows } = await house.client.query<Omit<Difference, 'day'>>(PIPELINE, [id])
  for (const row of rows)
    list.find(
      `${row.campaign_id} ${row.dimension} ${row.value}`,
      `adds up to ${row.stored_n ?? 0} (${row.stored_total ?? 0}), the rows are ${row.fresh_n ?? 0} (${row.fresh_total ?? 0})`,
    )
}
