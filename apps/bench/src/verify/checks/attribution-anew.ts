import type { TouchRecord } from '@tributary/db'
import { DAY, spanOf } from '@tributary/kernel'
import { type Calculated, openCalculation } from '@tributary/use-cases/attribution/calculate'
import { type DealJourney, earningTouches, storedTouch } from '@tributary/use-cases/attribution/deal-journey'
import { type Campaigns, touchesOf } from '@tributary/use-cases/attribution/read-journeys'
import type { House, VerifiedOrganization } from '../connect.ts'
import { readPages } from '../read-pages.ts'

/** What a result is asked: deals won in a period, in one currency, and how long before a touch counts. */
type Asked = {
  readonly lookback_days: number
  /** What one step back leaves in position decay. */
  readonly decay_rate: number
  readonly period_start: string
  readonly period_end: string
  readonly summary: { readonly currency: string }
}

/** What every question of an organization is told from. */
export type Frame = { readonly campaigns: Campaigns; readonly gone: ReadonlySet<string> }

export const readFrame = async ({ client }: House, { id }: VerifiedOrganization): Promise<Frame> => {
  const { rows: named } = await client.query<{ id: string; slug: string; name: string }>(
    'select id, slug, name from campaign where organization_id = $1 order by created_at desc',
    [id],
  )
  const { rows: gone } = await client.query<{ contact_id: string }>(
    'select contact_id from lead where organization_id = $1 group by contact_id having bool_and(deleted_at is not null)',
    [id],
  )
  return {
    campaigns: new Map([
      ...named.map((campaign) => [campaign.name.toLowerCase(), campaign.id] as const),
      ...named.map((campaign) => [campaign.slug.toLowerCase(), campaign.id] as const),
    ]),
    gone: new Set(gone.map(({ contact_id }) => contact_id)),
  }
}

// Times come as text of whole milliseconds.
type TouchRow = Omit<TouchRecord, 'at'> & { readonly at: string }
type WonRow = Record<'contact_id' | 'id' | 'lead_id' | 'currency', string> & {
  readonly amount_minor: number
  readonly won: string
  readonly opened: string
}

const TOUCHES = `select contact_id as "contactId", (extract(epoch from at) * 1000)::bigint::text as at, kind, channel, source,
    campaign_id as "campaignId", campaign, content, session_id as "sessionId"
  from touch where organization_id = $1 and contact_id is not null and at >= $2 and at < $3 and channel <> 'unknown'
    and kind <> 'manual' order by contact_id, touch.at, event_id`

const WINS = `select l.contact_id, d.id, d.lead_id, d.currency, d.amount_minor,
    (extract(epoch from d.closed_at) * 1000)::bigint::text as won,
    (extract(epoch from d.opened_at) * 1000)::bigint::text as opened
  from deal d join lead l on l.organization_id = d.organization_id and l.id = d.lead_id
  where d.organization_id = $1 and d.stage = 'won' and d.deleted_at is null and d.closed_at >= $2 and d.closed_at < $3
  order by d.closed_at, d.id`

/** The touches of one person after another: a year of them is never held at once. */
async function* peopleOf(
  { client }: House,
  values: readonly unknown[],
): AsyncGenerator<readonly TouchRecord[]> {
  let person: TouchRecord[] = []
  for await (const rows of readPages<TouchRow>(client, TOUCHES, values))
    for (const row of rows) {
      if (person.length > 0 && person[0]!.contactId !== row.contactId) {
        yield person
        person = []
      }
      person.push({ ...row, at: Number(row.at) })
    }
  if (person.length > 0) yield person
}

/** Every journey of a question, told from touches and deals alone; `won` is shown each deal with what earns it. */
export const calculateAnew = async (
  house: House,
  organization: VerifiedOrganization,
  { campaigns, gone }: Frame,
  asked: Asked,
  won: (deal: DealJourney) => void,
): Promise<Calculated> => {
  const lookbackDays = asked.lookback_days
  const { from, to } = spanOf({ start: asked.period_start, end: asked.period_end }, organization.timeZone)
  const { rows: wins } = await house.client.query<WonRow>(WINS, [
    organization.id,
    new Date(from),
    new Date(to),
  ])
  const conversions = Map.groupBy(wins, ({ contact_id }) => contact_id)
  const calculation = openCalculation({ lookbackDays, decayRate: asked.decay_rate, deals: wins.length })
  const addWins = (own: readonly WonRow[], journey: ReturnType<typeof touchesOf>) => {
    for (const row of own) {
      if (row.currency !== asked.summary.currency) continue
      const times = { wonAt: Number(row.won), openedAt: Number(row.opened) }
      const deal = {
        ...{ dealId: row.id, leadId: row.lead_id, amountMinor: row.amount_minor, ...times },
        touches: earningTouches(journey, times, lookbackDays),
      }
      won(deal)
      calculation.addWon(deal)
    }
  }
  const span = [new Date(from - lookbackDays * DAY), new Date(to)]
  for await (const records of peopleOf(house, [organization.id, ...span])) {
    const { contactId } = records[0]!
    const own = conversions.get(contactId) ?? []
    conversions.delete(contactId)
    if (gone.has(contactId)) continue
    const journey = touchesOf(records, campaigns)
    if (own.length === 0 && (journey.at(-1)?.at ?? 0) >= from) calculation.addLost(journey.map(storedTouch))
    addWins(own, journey)
  }
  for (const own of conversions.values()) addWins(own, [])
  return calculation.finish()
}
