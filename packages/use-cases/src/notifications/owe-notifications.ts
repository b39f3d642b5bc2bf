import type { EventOf } from '@tributary/contracts'
import { sql } from 'kysely'
import type { NewEffect, Tx } from '../in-organization.ts'
import { isHistory } from '../ledger/is-history.ts'
import type { OrganizationFacts } from '../ledger/read-organization.ts'
import type { FreshEvent } from '../ledger/take-fresh-events.ts'
import { readPreferences, wantsOwnLeads } from './member-preferences.ts'

type Known = {
  readonly organization: OrganizationFacts
  readonly slack: 'connected' | 'broken' | 'off' | 'none'
  readonly recipients: ReadonlyMap<string, readonly string[]>
  readonly members: ReadonlyMap<string, { readonly gone: boolean; readonly wantsMail: boolean }>
}

/** Owes what these events must tell the outside world, each thing once; what is not sent says why. */
export const oweNotifications = async (
  tx: Tx,
  organization: OrganizationFacts,
  events: readonly FreshEvent[],
): Promise<void> => {
  const telling = events.filter(({ type }) => type === 'lead.captured' || type === 'lead.assigned')
  if (telling.length === 0) return
  const known = await load(tx, organization, telling)
  let owed = false
  for (const event of telling)
    for (const effect of effectsOf(event, known)) {
      tx.owe(effect)
      owed = true
    }
  if (owed) tx.changed('effects')
}

type KnownRow = {
  slack: Exclude<Known['slack'], 'none'> | null
  campaigns: { id: string; emails: string[] }[]
  members: { id: string; status: string; preferences: unknown }[]
}

const load = async (
  { db, organizationId }: Tx,
  organization: OrganizationFacts,
  events: readonly FreshEvent[],
): Promise<Known> => {
  const campaignIds = [...new Set(events.flatMap(({ campaignId }) => (campaignId ? [campaignId] : [])))]
  const memberIds = [...new Set(events.flatMap(ownerOf))]
  const { rows } = await sql<KnownRow>`
    select
      (select state from connection where organization_id = ${organizationId} and kind = 'slack' limit 1) as slack,
      (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'emails', notification_emails)), '[]') from campaign
        where organization_id = ${organizationId} and id = any(${campaignIds}::uuid[])) as campaigns,
      (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'status', status, 'preferences', preferences)), '[]')
        from member where organization_id = ${organizationId} and id = any(${memberIds}::uuid[])) as members`.execute(
    db,
  )
  const { slack, campaigns, members } = rows[0]!
  return {
    organization,
    slack: slack ?? 'none',
    recipients: new Map(campaigns.map(({ id, emails }) => [id, emails])),
    members: new Map(
      members.map(({ id, status, preferences }) => [
        id,
        { gone: status !== 'approved', wantsMail: wantsOwnLeads(readPreferences(preferences)) },
      ]),
    ),
  }
}

const ownerOf = (event: FreshEvent): string[] => {
  const owner =
    event.type === 'lead.captured'
      ? event.payload.ownerId
      : event.type === 'lead.assigned'
        ? event.payload.to
        : null
  return owner === null ? [] : [owner]
}

const effectsOf = (event: FreshEvent, known: Known): NewEffect[] => {
  const skipped = historyReason(event, known)
  const about = { eventId: event.id, leadId: event.leadId ?? undefined }
  if (event.type === 'lead.captured')
    return [
      ...hotLead(event, known, skipped).map((effect) => ({ ...about, ...effect })),
      ...toOwner(event.payload.ownerId, 'the lead came in and was given to them', known, skipped, about),
      ...toCampaign(event, known, skipped).map((effect) => ({ ...about, ...effect })),
    ]
  if (event.type !== 'lead.assigned') return []
  const { to, why } = event.payload
  const self = to !== null && event.actorId === to ? 'they took it themselves' : undefined
  const words = { routing: 'routing', manual: 'a person', pool: 'the waiting pool', undo: 'an undo' }[why]
  return toOwner(to, `the lead was given to them by ${words}`, known, skipped ?? self, about)
}

const historyReason = (event: FreshEvent, { organization }: Known): string | undefined => {
  if (!isHistory(event)) return undefined
  return organization.isDemo ? 'demo' : 'it happened long before it was recorded'
}

type Part = Omit<NewEffect, 'eventId' | 'leadId'>

const noSlack = {
  none: 'no Slack connection',
  off: 'the Slack connection is switched off',
  broken: undefined,
  connected: undefined,
} as const

const hotLead = (event: EventOf<'lead.captured'>, known: Known, skipped: string | undefined): Part[] =>
  event.payload.score.grade !== 'A'
    ? []
    : [
        {
          kind: 'slack.hot_lead',
          target: 'slack',
          why: 'a lead of grade A came in',
          skipped: skipped ?? noSlack[known.slack],
        },
      ]

const toOwner = (
  memberId: string | null,
  why: string,
  { members }: Known,
  skipped: string | undefined,
  about: Pick<NewEffect, 'eventId' | 'leadId'>,
): NewEffect[] => {
  if (memberId === null) return []
  const member = members.get(memberId)
  const reason =
    skipped ??
    (!member || member.gone ? 'the owner is no longer a member' : undefined) ??
    (member?.wantsMail ? undefined : 'the owner has turned this off')
  return [{ ...about, kind: 'email.owner', target: memberId, why, skipped: reason }]
}

const toCampaign = (event: EventOf<'lead.captured'>, known: Known, skipped: string | undefined): Part[] =>
  (known.recipients.get(event.campaignId ?? '') ?? []).map((address) => ({
    kind: 'email.campaign',
    target: address.toLowerCase(),
    why: 'the address is on the notification list of the campaign',
    skipped,
  }))
