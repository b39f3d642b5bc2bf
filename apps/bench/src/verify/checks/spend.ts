import type { EventOf } from '@tributary/contracts'
import { foldSpend } from '@tributary/ledger'
import type { House, VerifiedOrganization } from '../connect.ts'
import { Checklist } from '../report.ts'

export type SpendEvent = EventOf<'spend.recorded'>

/** Every event of spend, and whether it was folded into the daily counts. */
export const readSpendEvents = async (
  { client }: House,
  organizationId: string,
): Promise<readonly { readonly event: SpendEvent; readonly folded: boolean }[]> => {
  const { rows } = await client.query<{
    id: string
    occurred_at: Date
    campaign_id: string
    payload: SpendEvent['payload']
    folded: boolean
  }>(
    `select e.id, e.occurred_at, e.campaign_id, e.payload, f.event_id is not null as folded
    from event e left join event_fold f on f.organization_id = e.organization_id and f.event_id = e.id
    where e.organization_id = $1 and e.type = 'spend.recorded'`,
    [organizationId],
  )
  return rows.map(({ id, occurred_at, campaign_id, payload, folded }) => ({
    event: {
      id,
      type: 'spend.recorded',
      occurredAt: occurred_at.getTime(),
      campaignId: campaign_id,
      payload,
    },
    folded,
  }))
}

type Row = {
  campaign_id: string
  day: string
  source: string
  content: string
  currency: string
  amount_minor: number
  impressions: number
  clicks: number
}

const told = (figures: Pick<Row, 'currency' | 'impressions' | 'clicks'> & { amountMinor: number }): string =>
  `${figures.amountMinor} ${figures.currency}, ${figures.impressions} shown, ${figures.clicks} clicked`

const checkOne = async (house: House, list: Checklist, { id }: VerifiedOrganization): Promise<void> => {
  const { rows } = await house.client.query<Row>(
    `select campaign_id, day, source, content, currency, amount_minor, impressions, clicks from spend
    where organization_id = $1`,
    [id],
  )
  const keyOf = (campaignId: string, day: string, source: string, content: string) =>
    `${campaignId} ${day} ${source} ${content}`
  const stored = new Map(
    rows.map((row) => [
      keyOf(row.campaign_id, row.day, row.source, row.content),
      told({ ...row, amountMinor: row.amount_minor }),
    ]),
  )
  const states = foldSpend((await readSpendEvents(house, id)).map(({ event }) => event))
  const right = new Map(
    states.map((state) => [keyOf(state.campaignId, state.day, state.source, state.content), state]),
  )
  for (const key of new Set([...stored.keys(), ...right.keys()])) {
    list.count()
    const [says, state] = [stored.get(key), right.get(key)]
    const is = state?.figures ? told(state.figures) : undefined
    if (state && !state.unbroken)
      list.find(key, 'its events do not follow one another: one is missing or was edited')
    if (says !== is) list.find(key, `says ${says ?? 'nothing'}, the events make it ${is ?? 'nothing'}`)
  }
}

/** MS-1: each line of spend is what its events make of it. */
export const spendCheck = async (house: House): Promise<Checklist> => {
  const list = new Checklist('MS-1 spend', 'each line of spend is what its events make of it')
  for (const organization of house.organizations) await checkOne(house, list, organization)
  return list
}
