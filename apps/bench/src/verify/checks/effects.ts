import type { LedgerEvent } from '@tributary/contracts'
import type { House } from '../connect.ts'
import type { EffectRow } from '../lead-walk.ts'
import { Checklist } from '../report.ts'
import type { LeadCheck } from './lead-check.ts'

type Owed = { readonly kind: string; readonly target: string }

/** What an event owes whatever the settings say; where a setting forbids it, the effect stands as skipped. */
const owedBy = (event: LedgerEvent): Owed[] => {
  if (event.type === 'lead.captured') {
    const { score, ownerId } = event.payload
    return [
      ...(score.grade === 'A' ? [{ kind: 'slack.hot_lead', target: 'slack' }] : []),
      ...(ownerId === null ? [] : [{ kind: 'email.owner', target: ownerId }]),
    ]
  }
  if (event.type === 'lead.assigned' && event.payload.to !== null)
    return [{ kind: 'email.owner', target: event.payload.to }]
  return []
}

const named = ({ kind, target }: Owed): string => `${kind} to ${target}`

type Campaign = { readonly emails: ReadonlySet<string>; readonly changed: number }

const readCampaigns = async ({ client }: House, organizationId: string): Promise<Map<string, Campaign>> => {
  const { rows } = await client.query<{ id: string; notification_emails: string[]; updated_at: Date }>(
    'select id, notification_emails, updated_at from campaign where organization_id = $1',
    [organizationId],
  )
  return new Map(
    rows.map(({ id, notification_emails, updated_at }) => [
      id,
      {
        emails: new Set(notification_emails.map((each) => each.toLowerCase())),
        changed: updated_at.getTime(),
      },
    ]),
  )
}

const OWED_KINDS = new Set(['slack.hot_lead', 'email.owner'])

/** I5: each event that was folded owes what its kind owes, each thing once, and nothing else is owed. */
export const owedEffectsCheck = (house: House): LeadCheck => {
  const list = new Checklist('I5', 'each event owes its notifications, each once, and no others')
  let campaigns = new Map<string, Campaign>()
  let unfolded = 0

  const compare = (leadId: string, event: LedgerEvent, effects: readonly EffectRow[]): void => {
    const expected = owedBy(event).map(named).sort()
    const found = effects
      .filter(({ kind }) => OWED_KINDS.has(kind))
      .map(named)
      .sort()
    if (expected.join() !== found.join())
      list.find(leadId, `event ${event.id} owes [${expected.join()}], there is [${found.join()}]`)
    const mails = effects.filter(({ kind }) => kind === 'email.campaign')
    if (new Set(mails.map(({ target }) => target)).size < mails.length)
      list.find(leadId, `event ${event.id} owes an address of its campaign two mails`)
    if (event.type !== 'lead.captured') {
      if (mails.length > 0)
        list.find(leadId, `event ${event.id} owes mails to a campaign's list, which only captures do`)
      return
    }
    const campaign = campaigns.get(event.campaignId ?? '')
    // A list that was changed since tells nothing about then.
    if (!campaign || campaign.changed > event.occurredAt) return
    const right = [...campaign.emails].sort().join()
    const sent = mails
      .map(({ target }) => target)
      .sort()
      .join()
    if (right !== sent)
      list.find(leadId, `event ${event.id} owes mails to [${right}], there are mails to [${sent}]`)
  }
  return {
    list,
    begin: async ({ id }) => {
      campaigns = await readCampaigns(house, id)
    },
    look: ({ lead, events, folded, effects }) => {
      const byEvent = new Map<string, EffectRow[]>()
      for (const effect of effects)
        byEvent.set(effect.event_id, [...(byEvent.get(effect.event_id) ?? []), effect])
      for (const event of events) {
        if (!folded.has(event.id)) {
          unfolded++
          if (byEvent.has(event.id)) list.find(lead.id, `event ${event.id} owes effects but was not folded`)
          continue
        }
        list.count()
        compare(lead.id, event, byEvent.get(event.id) ?? [])
      }
    },
    end: async () => {
      if (unfolded === 0) return
      const words = `${unfolded} events wait to be folded`
      if (house.options.settled) list.find('event_fold', words)
      else list.note(words)
      unfolded = 0
    },
  }
}
