import type { AttributionTable } from '@tributary/contracts'
import { daysToClose } from '@tributary/use-cases/attribution/calculate'
import type { DealJourney, StoredTouch } from '@tributary/use-cases/attribution/deal-journey'
import type { House, VerifiedOrganization } from '../connect.ts'
import { Checklist } from '../report.ts'
import { calculateAnew, type Frame, readFrame } from './attribution-anew.ts'
import { type By, checkFlow, checkSums, nameOf, type Result, type Tables } from './attribution-sums.ts'

/** A deal as it was stored with its result, with what stands beside its journey. */
type StoredWin = DealJourney & { readonly count: number; readonly days: number | null }

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
