import type { AttributionTable } from '@tributary/contracts'
import { daysToClose } from '@tributary/use-cases/attribution/calculate'
import type { ResultSummary } from '@tributary/use-cases/attribution/compute'
import { dealCredits, MODELS, OWN_MODELS, valueCredits } from '@tributary/use-cases/attribution/deal-credits'
import type { DealJourney, StoredTouch } from '@tributary/use-cases/attribution/deal-journey'
import type { House, VerifiedOrganization } from '../connect.ts'
import { Checklist } from '../report.ts'
import { calculateAnew, type Frame, readFrame } from './attribution-anew.ts'

type Result = {
  id: string
  lookback_days: number
  decay_rate: number
  period_start: string
  period_end: string
  summary: ResultSummary
  behind: boolean
}
type By = 'channel' | 'campaign' | 'source' | 'content'
type Tables = ReadonlyMap<By, AttributionTable>
/** A deal as it was stored with its result, with what stands beside its journey. */
type StoredWin = DealJourney & { readonly count: number; readonly days: number | null }

const UNATTRIBUTED = '(unattributed)'
const OTHER = '(other)'

const nameOf = ({ period_start, period_end, lookback_days }: Result): string =>
  `${period_start} to ${period_end}, ${lookback_days} days`

/** The deals of a result as they were stored with it. */
const storedDeals = async (
  { client }: House,
  organizationId: string,
  { id }: Result,
): Promise<StoredWin[]> => {
  const { rows } = await client.query<{
    deal_id: string
    lead_id: string
    amount_minor: number
    won: string
    opened: string
    touches: number
    days: number | null
    journey: StoredTouch[]
  }>(
    `select deal_id, lead_id, amount_minor, touches, days, journey,
      (extract(epoch from won_at) * 1000)::bigint::text as won,
      (extract(epoch from opened_at) * 1000)::bigint::text as opened
    from attribution_deal where organization_id = $1 and result_id = $2 and won_at is not null order by deal_id`,
    [organizationId, id],
  )
  return rows.map((row) => ({
    dealId: row.deal_id,
    leadId: row.lead_id,
    amountMinor: row.amount_minor,
    wonAt: Number(row.won),
    openedAt: Number(row.opened),
    touches: row.journey,
    count: row.touches,
    days: row.days,
  }))
}

/** I11: each deal is shared out whole, and each cell is what its deals give. */
const checkSums = (list: Checklist, result: Result, tables: Tables, deals: readonly DealJourney[]): void => {
  const won = deals.reduce((sum, { amountMinor }) => sum + amountMinor, 0)
  list.count()
  if (won !== result.summary.wonMinor || deals.length !== result.summary.wonDeals)
    list.find(nameOf(result), `says ${result.summary.wonMinor} won, its deals are worth ${won}`)
  for (const [by, { rows }] of tables) {
    const known = new Set(rows.map(({ value }) => value))
    for (const model of OWN_MODELS) {
      const right = new Map<string, number>()
      for (const deal of deals) {
        const credits = dealCredits(deal, model, { by, decayRate: result.decay_rate })
        const shares = credits.reduce((sum, { share }) => sum + share, 0)
        const minor = credits.reduce((sum, credit) => sum + credit.minor, 0)
        list.count()
        if (credits.length > 0 && (Math.abs(shares - 1) > 1e-9 || minor !== deal.amountMinor))
          list.find(deal.dealId, `${model} shares out ${minor} of ${deal.amountMinor}`)
        const values = valueCredits(credits, by)
        if (values.size === 0) values.set(UNATTRIBUTED, { minor: deal.amountMinor, share: 1 })
        for (const [value, credit] of values) {
          const row = known.has(value) ? value : OTHER
          right.set(row, (right.get(row) ?? 0) + credit.minor)
        }
      }
      for (const { value, cells } of rows) {
        const [says, is] = [cells[model]?.minor ?? 0, right.get(value) ?? 0]
        if (says !== is)
          list.find(`${nameOf(result)}, ${value}`, `${model} says ${says}, its deals give ${is}`)
      }
    }
    for (const model of MODELS) {
      const sum = rows.reduce((total, { cells }) => total + (cells[model]?.minor ?? 0), 0)
      list.count()
      if (sum !== won) list.find(`${nameOf(result)}, ${by}`, `${model} adds up to ${sum}, won is ${won}`)
    }
  }
}

/** I11: each ribbon of the flow is the sum of the deals behind it. */
const checkFlow = async (
  { client }: House,
  list: Checklist,
  { id }: VerifiedOrganization,
  result: Result,
): Promise<void> => {
  const { rows } = await client.query<{ ribbon: string; deals: number; minor: number }>(
    `select concat_ws(' ', source, step, outcome) as ribbon, count(*) as deals, sum(amount_minor)::bigint as minor
    from attribution_deal where organization_id = $1 and result_id = $2 and source is not null group by 1`,
    [id, result.id],
  )
  const right = new Map(rows.map(({ ribbon, deals, minor }) => [ribbon, `${deals} for ${minor}`]))
  for (const { source, step, outcome, deals, minor } of result.summary.flow) {
    const ribbon = `${source} ${step} ${outcome}`
    const [says, is] = [`${deals} for ${minor}`, right.get(ribbon) ?? 'nothing']
    right.delete(ribbon)
    list.count()
    if (says !== is) list.find(`${nameOf(result)}, ${ribbon}`, `says ${says}, its deals give ${is}`)
  }
  for (const [ribbon, is] of right)
    list.find(`${nameOf(result)}, ${ribbon}`, `is not there, its deals give ${is}`)
}

/** Where two values part, as a path; sums of parts of deals are no whole numbers, so they are the same to the last digits. */
const firstDifference = (says: unknown, is: unknown, path = ''): string | null => {
  if (typeof says === 'number' && typeof is === 'number') {
    const isSame = Math.abs(says - is) <= 1e-9 * Math.max(1, Math.abs(says), Math.abs(is))
    return isSame ? null : `${path} says ${says}, they make it ${is}`
  }
  if (typeof says !== 'object' || typeof is !== 'object' || says === null || is === null)
    return says === is ? null : `${path} says ${JSON.stringify(says)}, they make it ${JSON.stringify(is)}`
  for (const key of new Set([...Object.keys(says), ...Object.keys(is)])) {
    const [a, b] = [says, is].map((value) => (value as Record<string, unknown>)[key])
    const difference = firstDifference(a, b, path === '' ? key : `${path}.${key}`)
    if (difference !== null) return difference
  }
  return null
}

/** As JSON keeps it: what is undefined is not there. */
const kept = <Value>(value: Value): unknown => JSON.parse(JSON.stringify(value)) as unknown

/** I12: a result that is not behind is what touches and deals make of it: its deals, its tables, its figures. */
const checkAnew = async (
  house: House,
  list: Checklist,
  organization: VerifiedOrganization,
  frame: Frame,
  result: Result,
  tables: Tables,
  deals: readonly StoredWin[],
): Promise<void> => {
  const name = nameOf(result)
  const left = new Map(deals.map((deal) => [deal.dealId, deal]))
  const { tables: right, ...figures } = await calculateAnew(house, organization, frame, result, (deal) => {
    list.count()
    const says = left.get(deal.dealId)
    left.delete(deal.dealId)
    if (!says)
      return list.find(`${name}, deal ${deal.dealId}`, 'was won then, and the result does not hold it')
    const is = { ...deal, count: deal.touches.length, days: daysToClose(deal) }
    const difference = firstDifference(says, is)
    if (difference)
      list.find(`${name}, deal ${deal.dealId}`, `is not what the journeys make of it: ${difference}`)
  })
  for (const dealId of left.keys())
    list.find(`${name}, deal ${dealId}`, 'is held by the result and was not won then')
  for (const [by, table] of Object.entries(right)) {
    list.count()
    const difference = firstDifference(tables.get(by as By) ?? null, kept(table))
    if (difference) list.find(`${name}, ${by}`, `is not what the journeys make of it: ${difference}`)
  }
  for (const [figure, is] of Object.entries(figures)) {
    list.count()
    const says = result.summary[figure as keyof typeof figures]
    const difference = firstDifference(says, kept(is))
    if (difference) list.find(`${name}, ${figure}`, `is not what the journeys make of it: ${difference}`)
  }
}

const checkBooked = async (
  { client }: House,
  list: Checklist,
  { id }: VerifiedOrganization,
  result: Result,
): Promise<void> => {
  const { rows } = await client.query<{ total: number }>(
    `select coalesce(sum(total), 0)::bigint as total from rollup where organization_id = $1
      and campaign_id = '00000000-0000-0000-0000-000000000000' and dimension = 'booked' and value = $2
      and day between $3::date and $4::date`,
    [id, result.summary.currency, result.period_start, result.period_end],
  )
  list.count()
  if (rows[0]!.total !== result.summary.wonMinor)
    list.find(
      nameOf(result),
      `says ${result.summary.wonMinor} won, the daily counts make it ${rows[0]!.total}`,
    )
}

const checkOne = async (
  house: House,
  lists: { readonly sums: Checklist; readonly stored: Checklist },
  organization: VerifiedOrganization,
): Promise<number> => {
  const { rows: results } = await house.client.query<Result>(
    `select r.id, r.lookback_days, r.decay_rate, r.period_start, r.period_end, r.summary, exists (select 1 from attribution_change c
      where c.organization_id = r.organization_id and c.changed_at > r.as_of - interval '5 seconds') as behind
    from attribution_result r where r.organization_id = $1 and r.as_of is not null order by r.id`,
    [organization.id],
  )
  const isCalculated = results.some(({ behind }) => !behind)
  const frame = isCalculated ? await readFrame(house, organization) : null
  for (const result of results) {
    const { rows } = await house.client.query<{ dimension: By; body: AttributionTable }>(
      'select dimension, body from attribution_table where organization_id = $1 and result_id = $2',
      [organization.id, result.id],
    )
    const tables: Tables = new Map(rows.map(({ dimension, body }) => [dimension, body]))
    const deals = await storedDeals(house, organization.id, result)
    checkSums(lists.sums, result, tables, deals)
    await checkFlow(house, lists.sums, organization, result)
    if (result.behind || !frame) continue
    await checkBooked(house, lists.stored, organization, result)
    await checkAnew(house, lists.stored, organization, frame, result, tables, deals)
  }
  return results.filter(({ behind }) => behind).length
}

/** I11 and I12: stored results of attribution add up to the cent, and calculated anew they are the same. */
export const attributionChecks = async (house: House): Promise<Checklist[]> => {
  const sums = new Checklist(
    'I11 credits',
    'each won deal is shared out whole, and each cell is what its deals give',
  )
  const stored = new Checklist('I12 attribution', 'each stored result is what the journeys make of it')
  let behind = 0
  for (const organization of house.organizations)
    behind += await checkOne(house, { sums, stored }, organization)
  if (behind > 0) stored.note(`${behind} results are behind the ledger: only their sums were looked at`)
  return [sums, stored]
}
