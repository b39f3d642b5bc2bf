import type { AttributionTable } from '@tributary/contracts'
import type { TouchRecord } from '@tributary/db'
import { DAY, spanOf } from '@tributary/kernel'
import { openCalculation } from '@tributary/use-cases/attribution/calculate'
import { dealCredits, MODELS, OWN_MODELS, valueCredits } from '@tributary/use-cases/attribution/deal-credits'
import {
  type DealJourney,
  earningTouches,
  type StoredTouch,
  storedTouch,
} from '@tributary/use-cases/attribution/deal-journey'
import { touchesOf } from '@tributary/use-cases/attribution/read-journeys'
import type { House, VerifiedOrganization } from '../connect.ts'
import { Checklist } from '../report.ts'

type Result = {
  id: string
  lookback_days: number
  period_start: string
  period_end: string
  summary: { wonMinor: number; wonDeals: number; currency: string }
  behind: boolean
}
type By = 'channel' | 'campaign' | 'source' | 'content'
type Tables = ReadonlyMap<By, AttributionTable>

const UNATTRIBUTED = '(unattributed)'
const OTHER = '(other)'

const nameOf = ({ period_start, period_end, lookback_days }: Result): string =>
  `${period_start} to ${period_end}, ${lookback_days} days`

/** The deals of a result as they were stored with it. */
const storedDeals = async (
  { client }: House,
  organizationId: string,
  { id }: Result,
): Promise<DealJourney[]> => {
  const { rows } = await client.query<{
    deal_id: string
    lead_id: string
    amount_minor: number
    won: string
    opened: string
    journey: StoredTouch[]
  }>(
    `select deal_id, lead_id, amount_minor, journey, (extract(epoch from won_at) * 1000)::bigint as won,
      (extract(epoch from opened_at) * 1000)::bigint as opened
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
        const credits = dealCredits(deal, model, by)
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

/** The same to the last digits: sums of parts of deals are no whole numbers. */
const differs = (a: unknown, b: unknown): boolean => {
  if (typeof a === 'number' && typeof b === 'number')
    return Math.abs(a - b) > 1e-9 * Math.max(1, Math.abs(a), Math.abs(b))
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a !== b
  const keys = new Set([...Object.keys(a), ...Object.keys(b)])
  return [...keys].some((key) => differs(a[key as keyof typeof a], b[key as keyof typeof b]))
}

type TouchRow = { contact_id: string; at: string; kind: TouchRecord['kind'] } & Record<
  'channel' | 'source',
  string
> &
  Record<'campaign_id' | 'campaign' | 'content' | 'session_id', string | null>
type WonRow = Record<'contact_id' | 'id' | 'lead_id' | 'currency', string> & {
  amount_minor: number
  won: string
  opened: string
}

/** Every journey of the question, told from touches and deals alone. */
const recompute = async (
  { client }: House,
  organization: VerifiedOrganization,
  result: Result,
): Promise<Tables> => {
  const { from, to } = spanOf({ start: result.period_start, end: result.period_end }, organization.timeZone)
  const lookbackDays = result.lookback_days
  const ask = async <Row extends object>(sql: string, ...values: unknown[]) =>
    (await client.query<Row>(sql, [organization.id, ...values])).rows
  const named = await ask<{ id: string; slug: string; name: string }>(
    'select id, slug, name from campaign where organization_id = $1 order by created_at desc',
  )
  const campaigns = new Map([
    ...named.map(({ id, name }) => [name.toLowerCase(), id] as const),
    ...named.map(({ id, slug }) => [slug.toLowerCase(), id] as const),
  ])
  const gone = new Set(
    (
      await ask<{ contact_id: string }>(
        `select contact_id from lead where organization_id = $1 group by contact_id having bool_and(deleted_at is not null)`,
      )
    ).map(({ contact_id }) => contact_id),
  )
  const wins = await ask<WonRow>(
    `select l.contact_id, d.id, d.lead_id, d.currency, d.amount_minor, (extract(epoch from d.closed_at) * 1000)::bigint as won,
      (extract(epoch from d.opened_at) * 1000)::bigint as opened
    from deal d join lead l on l.organization_id = d.organization_id and l.id = d.lead_id
    where d.organization_id = $1 and d.stage = 'won' and d.deleted_at is null and d.closed_at >= $2 and d.closed_at < $3
    order by d.closed_at, d.id`,
    new Date(from),
    new Date(to),
  )
  const touches = await ask<TouchRow>(
    `select contact_id, (extract(epoch from at) * 1000)::bigint as at, kind, channel, source, campaign_id, campaign, content,
      session_id
    from touch where organization_id = $1 and contact_id is not null and at >= $2 and at < $3 and channel <> 'unknown'
      and kind <> 'manual' order by contact_id, touch.at, event_id`,
    new Date(from - lookbackDays * DAY),
    new Date(to),
  )
  const people = Map.groupBy(touches, ({ contact_id }) => contact_id)
  const conversions = Map.groupBy(wins, ({ contact_id }) => contact_id)
  const calculation = openCalculation({ lookbackDays, deals: wins.length })
  const addWins = (own: readonly WonRow[], journey: ReturnType<typeof touchesOf>) => {
    for (const { id, lead_id, amount_minor, won, opened, currency } of own) {
      if (currency !== result.summary.currency) continue
      const times = { wonAt: Number(won), openedAt: Number(opened) }
      const earning = earningTouches(journey, times, lookbackDays)
      calculation.addWon({
        dealId: id,
        leadId: lead_id,
        amountMinor: amount_minor,
        ...times,
        touches: earning,
      })
    }
  }
  for (const [contact, rows] of people) {
    const own = conversions.get(contact) ?? []
    conversions.delete(contact)
    if (gone.has(contact)) continue
    const records = rows.map((row) => ({
      contactId: contact,
      at: Number(row.at),
      kind: row.kind,
      channel: row.channel,
      source: row.source,
      campaignId: row.campaign_id,
      campaign: row.campaign,
      content: row.content,
      sessionId: row.session_id,
    }))
    const journey = touchesOf(records, campaigns)
    if (own.length === 0 && (journey.at(-1)?.at ?? 0) >= from) calculation.addLost(journey.map(storedTouch))
    addWins(own, journey)
  }
  for (const own of conversions.values()) addWins(own, [])
  const { tables } = calculation.finish()
  return new Map(Object.entries(tables) as [By, AttributionTable][])
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
    `select r.id, r.lookback_days, r.period_start, r.period_end, r.summary, exists (select 1 from attribution_change c
      where c.organization_id = r.organization_id and c.changed_at > r.as_of - interval '5 seconds') as behind
    from attribution_result r where r.organization_id = $1 and r.as_of is not null order by r.id`,
    [organization.id],
  )
  for (const result of results) {
    const { rows } = await house.client.query<{ dimension: By; body: AttributionTable }>(
      'select dimension, body from attribution_table where organization_id = $1 and result_id = $2',
      [organization.id, result.id],
    )
    const tables: Tables = new Map(rows.map(({ dimension, body }) => [dimension, body]))
    checkSums(lists.sums, result, tables, await storedDeals(house, organization.id, result))
    if (result.behind) continue
    await checkBooked(house, lists.stored, organization, result)
    for (const [by, right] of await recompute(house, organization, result)) {
      lists.stored.count()
      if (differs(tables.get(by), JSON.parse(JSON.stringify(right))))
        lists.stored.find(`${nameOf(result)}, ${by}`, 'is not what the journeys make of it')
    }
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
