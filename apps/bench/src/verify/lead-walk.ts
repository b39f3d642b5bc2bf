import type { LedgerEvent } from '@tributary/contracts'
import type { House, VerifiedOrganization } from './connect.ts'

export type LeadRow = {
  readonly id: string
  readonly contact_id: string
  readonly campaign_id: string
  readonly industry: string | null
  readonly country: string | null
  readonly region: string | null
  readonly trust: number | null
  readonly channel: string
  readonly channel_source: string
  readonly content: string | null
  readonly facts: unknown
  readonly points: number
  readonly grade: string
  readonly rules_version: number
  readonly earned: number[]
  readonly stage: string
  readonly ever_qualified: boolean
  readonly review: string
  readonly review_reason: string | null
  readonly lost_reason: string | null
  readonly owner_id: string | null
  readonly assigned_at: Date | null
  readonly first_contacted_at: Date | null
  readonly next_step_at: Date | null
  readonly captured_at: Date
  readonly deleted_at: Date | null
}

export type DealRow = {
  readonly id: string
  readonly lead_id: string
  readonly stage: string
  readonly amount_minor: number
  readonly currency: string
  readonly step: string
  readonly expected_close: string | null
  readonly closed_at: Date | null
  readonly lost_reason: string | null
}

export type EffectRow = {
  readonly id: string
  readonly event_id: string
  readonly lead_id: string
  readonly kind: string
  readonly target: string
  readonly state: string
}

/** One lead with everything that was written about it. */
export type Story = {
  readonly lead: LeadRow
  readonly events: readonly LedgerEvent[]
  /** The events that were folded into the daily counts. */
  readonly folded: ReadonlySet<string>
  readonly deals: readonly DealRow[]
  readonly effects: readonly EffectRow[]
}

const PAGE = 2_000

const LEADS = `select id, contact_id, campaign_id, industry, country, region, trust, channel, channel_source, content, facts,
  points, grade, rules_version, earned, stage, ever_qualified, review, review_reason, lost_reason, owner_id, assigned_at,
  first_contacted_at, next_step_at, captured_at, deleted_at
  from lead where organization_id = $1 and id > $2 order by id limit ${PAGE}`
const EVENTS = `select e.id, e.type, e.occurred_at, e.lead_id, e.contact_id, e.campaign_id, e.actor_id, e.payload,
  f.event_id is not null as folded
  from event e left join event_fold f on f.organization_id = e.organization_id and f.event_id = e.id
  where e.organization_id = $1 and e.lead_id = any($2::uuid[]) and e.type not like 'touch.%' and e.type <> 'effect.finished'`
const DEALS = `select id, lead_id, stage, amount_minor, currency, step, expected_close, closed_at, lost_reason from deal
  where organization_id = $1 and lead_id = any($2::uuid[])`
const EFFECTS = `select id, event_id, lead_id, kind, target, state from effect
  where organization_id = $1 and lead_id = any($2::uuid[])`

type EventRow = {
  id: string
  type: string
  occurred_at: Date
  lead_id: string
  contact_id: string | null
  campaign_id: string | null
  actor_id: string | null
  payload: unknown
  folded: boolean
}

const eventOf = (row: EventRow): LedgerEvent =>
  ({
    id: row.id,
    type: row.type,
    occurredAt: row.occurred_at.getTime(),
    leadId: row.lead_id,
    contactId: row.contact_id,
    campaignId: row.campaign_id,
    actorId: row.actor_id,
    payload: row.payload,
  }) as LedgerEvent

const byLead = <Row extends { readonly lead_id: string }>(rows: readonly Row[]): Map<string, Row[]> => {
  const grouped = new Map<string, Row[]>()
  for (const row of rows) {
    const of = grouped.get(row.lead_id)
    if (of) of.push(row)
    else grouped.set(row.lead_id, [row])
  }
  return grouped
}

/** Walks over all leads of an organization by their key, a page at a time. */
export async function* walkLeads({ client }: House, { id }: VerifiedOrganization): AsyncGenerator<Story> {
  let last = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const { rows: leads } = await client.query<LeadRow>({
      name: 'verify-leads',
      text: LEADS,
      values: [id, last],
    })
    const ids = leads.map((lead) => lead.id)
    if (ids.length === 0) return
    last = ids.at(-1)!
    const of = async <Row extends { readonly lead_id: string }>(name: string, text: string) =>
      byLead((await client.query<Row>({ name, text, values: [id, ids] })).rows)
    const events = await of<EventRow>('verify-events', EVENTS)
    const deals = await of<DealRow>('verify-deals', DEALS)
    const effects = await of<EffectRow>('verify-effects', EFFECTS)
    for (const lead of leads) {
      const rows = events.get(lead.id) ?? []
      yield {
        lead,
        events: rows.map(eventOf),
        folded: new Set(rows.filter(({ folded }) => folded).map((row) => row.id)),
        deals: deals.get(lead.id) ?? [],
        effects: effects.get(lead.id) ?? [],
      }
    }
    if (ids.length < PAGE) return
  }
}
