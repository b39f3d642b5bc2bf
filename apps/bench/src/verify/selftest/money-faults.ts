import { ALL_CAMPAIGNS } from '@tributary/ledger'
import { type Fault, one, type Site } from './fault.ts'

/** A stored result that is looked at whole: calculated after the last change, with deals that were won. */
const RESULT = `select r.id, r.period_start || ' to ' || r.period_end || ', ' || r.lookback_days || ' days' as name
  from attribution_result r where r.organization_id = $1 and (r.summary->>'wonDeals')::int > 0 and not exists (
    select 1 from attribution_change c where c.organization_id = r.organization_id
      and c.changed_at > r.as_of - interval '5 seconds')
  order by (r.summary->>'wonDeals')::int desc, r.id limit 1`

type Result = { readonly id: string; readonly name: string }

const resultOf = ({ client, organization }: Site): Promise<Result> =>
  one<Result>(client, RESULT, [organization.id])

/** Rewrites the first row of a stored table for which a condition holds; `told` is what the check will say of it. */
const editRow = async (
  { client, organization }: Site,
  result: Result,
  { by, where, edit, told }: Readonly<Record<'by' | 'where' | 'edit' | 'told', string>>,
): Promise<{ readonly value: string; readonly told: string }> =>
  one<{ value: string; told: string }>(
    client,
    `update attribution_table t set body = ${edit}
    from (select o.organization_id, o.result_id, o.dimension, o.body, (place - 1)::text as place, row
      from attribution_table o, jsonb_array_elements(o.body->'rows') with ordinality e (row, place)
      where o.organization_id = $1 and o.result_id = $2 and o.dimension = $3 and ${where} order by place limit 1) x
    where t.organization_id = x.organization_id and t.result_id = x.result_id and t.dimension = x.dimension
    returning x.row->>'value' as value, (${told})::text as told`,
    [organization.id, result.id, by],
  )

/** Adds to a credit of the row. */
const plusMinor = (model: string, more: number): string =>
  `jsonb_set(t.body, array['rows', x.place, 'cells', '${model}', 'minor'], to_jsonb(${minorOf('x.row', model)} + ${more}))`

const minorOf = (row: string, model: string): string =>
  `coalesce((${row}->'cells'->'${model}'->>'minor')::bigint, 0)`

/** What a model shared out before the row was changed. */
const sumOf = (model: string): string =>
  `(select sum(${minorOf('r', model)}) from jsonb_array_elements(x.body->'rows') r)`

/** Adds to a figure that stands with a result. */
const editSummary = async (
  { client, organization }: Site,
  result: Result,
  path: string,
  more: number,
): Promise<{
  readonly now: string
  readonly summary: { readonly flow: readonly Record<string, string>[] }
}> =>
  one(
    client,
    `update attribution_result set summary = jsonb_set(summary, $3::text[], to_jsonb((summary #>> $3::text[])::bigint + ${more}))
    where organization_id = $1 and id = $2 and summary #> $3::text[] is not null
    returning summary #>> $3::text[] as now, summary`,
    [organization.id, result.id, path],
  )

/** What can go wrong in stored results of attribution. */
const attributionFaults: readonly Fault[] = [
  {
    name: 'the credits of a deal no longer add up to its value',
    plant: async (site) => {
      const result = await resultOf(site)
      const { worth } = await one<{ worth: string }>(
        site.client,
        `with changed as (update attribution_deal set amount_minor = amount_minor + 3
          where organization_id = $1 and result_id = $2 and deal_id = (select deal_id from attribution_deal
            where organization_id = $1 and result_id = $2 and won_at is not null order by deal_id limit 1) returning 1)
        select (sum(amount_minor) + 3)::text as worth from attribution_deal, changed
        where organization_id = $1 and result_id = $2 and won_at is not null`,
        [site.organization.id, result.id],
      )
      return { check: 'I11 credits', subject: result.name, text: `its deals are worth ${worth}` }
    },
  },
  {
    name: 'the credits of a row no longer are what its deals give',
    plant: async (site) => {
      const result = await resultOf(site)
      const { value, told } = await editRow(site, result, {
        ...{ by: 'channel', where: `row->'cells'->'linear' is not null`, edit: plusMinor('linear', 7) },
        told: `${minorOf('x.row', 'linear')} + 7`,
      })
      return { check: 'I11 credits', subject: `${result.name}, ${value}`, text: `linear says ${told},` }
    },
  },
  {
    name: 'the credits of a model do not add up to what was won',
    plant: async (site) => {
      const result = await resultOf(site)
      const { told } = await editRow(site, result, {
        ...{ by: 'source', where: `row->'cells'->'markov' is not null`, edit: plusMinor('markov', 11) },
        told: `${sumOf('markov')} + 11`,
      })
      return { check: 'I11 credits', subject: `${result.name}, source`, text: `markov adds up to ${told},` }
    },
  },
  {
    name: 'the row of deals of which nothing is known is left out',
    plant: async (site) => {
      const result = await resultOf(site)
      const { told } = await editRow(site, result, {
        ...{ by: 'campaign', where: `row->>'value' = '(unattributed)'` },
        edit: `t.body #- array['rows', x.place]`,
        told: `${sumOf('linear')} - ${minorOf('x.row', 'linear')}`,
      })
      return { check: 'I11 credits', subject: `${result.name}, campaign`, text: `linear adds up to ${told},` }
    },
  },
  {
    name: 'a ribbon of the flow is drawn too wide',
    plant: async (site) => {
      const result = await resultOf(site)
      const { now, summary } = await editSummary(site, result, '{flow,0,deals}', 2)
      const { source, step, outcome } = summary.flow[0]!
      return {
        ...{ check: 'I11 credits', subject: `${result.name}, ${source} ${step} ${outcome}` },
        text: `says ${now} for`,
      }
    },
  },
  {
    name: 'a touch is taken out of a stored journey',
    plant: async (site) => {
      const result = await resultOf(site)
      const { id } = await one<{ id: string }>(
        site.client,
        `update attribution_deal set journey = journey - 0 where organization_id = $1 and result_id = $2 and deal_id = (
          select deal_id from attribution_deal where organization_id = $1 and result_id = $2 and won_at is not null
            and touches > 0 order by deal_id desc limit 1) returning deal_id as id`,
        [site.organization.id, result.id],
      )
      return { check: 'I12 attribution', subject: `deal ${id}`, text: 'touches.0' }
    },
  },
  {
    name: 'a stored table of attribution is changed',
    plant: async (site) => {
      const result = await resultOf(site)
      const { told } = await editRow(site, result, {
        ...{ by: 'content', where: 'true' },
        edit: `jsonb_set(t.body, array['rows', x.place, 'touches'], to_jsonb((x.row->>'touches')::int + 13))`,
        told: `(x.row->>'touches')::int + 13`,
      })
      return { check: 'I12 attribution', subject: `${result.name}, content`, text: `touches says ${told},` }
    },
  },
  {
    name: 'a result counts a journey that nobody made',
    plant: async (site) => {
      const result = await resultOf(site)
      const { now } = await editSummary(site, result, '{journeys}', 1)
      return { check: 'I12 attribution', subject: `${result.name}, journeys`, text: `says ${now},` }
    },
  },
  {
    name: 'a result says that more was won than the days do',
    plant: async (site) => {
      const result = await resultOf(site)
      const { now } = await editSummary(site, result, '{wonMinor}', 5)
      return { check: 'I12 attribution', subject: result.name, text: `says ${now} won, the daily counts` }
    },
  },
]

type Count = Record<'campaign' | 'day' | 'value' | 'n' | 'total', string>

const keyOf = ({ campaign, day, value }: Count, dimension: string): string =>
  `${campaign} ${day} ${dimension} ${value}`

/** Adds to the money of a stored count, of one campaign or of all together, and tells what stands there now. */
const addMoney = async (
  { client, organization }: Site,
  dimension: string,
  of: 'one campaign' | 'all campaigns' = 'one campaign',
): Promise<Count> =>
  one<Count>(
    client,
    `update rollup set total = total + 17 where ctid = (select ctid from rollup where organization_id = $1 and dimension = $2
      and value = $3 and n > 0 and (campaign_id = '${ALL_CAMPAIGNS}') = $4 order by day desc, campaign_id limit 1)
    returning campaign_id as campaign, day, value, n::text as n, total::text as total`,
    [organization.id, dimension, organization.currency, of === 'all campaigns'],
  )

/** What can go wrong in spend, in what was won, and in the figures made of them. */
const rollupFaults: readonly Fault[] = [
  {
    name: 'a line of spend is changed behind the ledger',
    plant: async ({ client, organization }) => {
      const { key, amount } = await one<{ key: string; amount: string }>(
        client,
        `update spend set amount_minor = amount_minor + 19 where ctid = (select ctid from spend where organization_id = $1
          order by day, campaign_id, source, content limit 1)
        returning campaign_id || ' ' || day || ' ' || source || ' ' || content as key, amount_minor || ' ' || currency as amount`,
        [organization.id],
      )
      return { check: 'MS-1 spend', subject: key, text: `says ${amount},` }
    },
  },
  ...(['spend', 'booked', 'won', 'month:spend', 'month:booked'] as const).map(
    (dimension): Fault => ({
      name: `the money of a ${dimension.startsWith('month:') ? 'month' : 'day'} is counted too high (${dimension})`,
      plant: async (site) => {
        const count = await addMoney(site, dimension)
        return {
          ...{ check: 'I12', subject: keyOf(count, dimension) },
          text: `says ${count.n} (${count.total}), the rows are`,
        }
      },
    }),
  ),
  {
    name: 'what was won in a month is lost',
    plant: async ({ client, organization }) => {
      const count = await one<Count>(
        client,
        `delete from rollup where ctid = (select ctid from rollup where organization_id = $1 and dimension = 'month:won'
          and n > 0 and campaign_id <> '${ALL_CAMPAIGNS}' order by day, campaign_id, value limit 1)
        returning campaign_id as campaign, day, value`,
        [organization.id],
      )
      return { check: 'MS-1 rollups', subject: keyOf(count, 'month:won'), text: 'is not there' }
    },
  },
  ...(
    [
      ['spend', 'spendMinor'],
      ['booked', 'wonMinor'],
    ] as const
  ).map(
    ([dimension, figure]): Fault => ({
      name: `a key figure is too high (${figure})`,
      plant: async (site) => {
        await addMoney(site, dimension, 'all campaigns')
        return {
          check: 'MS-1 KPI',
          subject: `${site.organization.name}, ${figure}`,
          text: 'the dashboard says',
        }
      },
    }),
  ),
]

/** What can go wrong in money: I11 and I12. */
export const moneyFaults: readonly Fault[] = [...attributionFaults, ...rollupFaults]
