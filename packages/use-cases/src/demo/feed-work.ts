import type { MarketEvent } from '@tributary/simulator'
import { moveDeals } from '../deals/change-deals.ts'
import { inOrganization } from '../in-organization.ts'
import { logActivity } from '../leads/log-activity.ts'
import { moveLeads } from '../leads/move-leads.ts'
import { reviewLeads } from '../leads/review-leads.ts'
import type { Context } from '../product.ts'
import { contextOf, type Feed } from './feed.ts'

const peopleOf = ({ places }: Feed) =>
  new Map([...places.members.values()].map((member) => [member.memberId, member]))

/** What people did with the leads that day: many changes in one commit, each by its doer and at its time. */
export const feedWork = (feed: Feed, events: readonly MarketEvent[]): Promise<void> =>
  inOrganization(contextOf(feed, { kind: 'system' }, events[0]?.at ?? 0), async ({ db, organizationId }) => {
    const work = events.filter(
      (event): event is Work => 'member' in event && feed.leads.has(event.submission),
    )
    if (work.length === 0) return
    const rows = await db
      .selectFrom('lead')
      .select(['id', 'owner_id'])
      .where('organization_id', '=', organizationId)
      .where(
        'id',
        'in',
        work.map(({ submission }) => feed.leads.get(submission)!),
      )
      .execute()
    const owners = new Map(rows.map((row) => [row.id, row.owner_id]))
    const people = peopleOf(feed)
    for (const event of work) {
      const id = feed.leads.get(event.submission)!
      await feedTalks(feed, event.at)
      // Who acts is whose lead it is here: the rules of this house chose, not those of the simulated one.
      const actor = people.get(owners.get(id) ?? '') ?? feed.places.members.get(event.member)
      if (actor) await doWork(contextOf(feed, actor, event.at), id, event)
      if (event.kind === 'stage' && event.stage === 'proposal') planTalks(feed, id, event)
    }
  })

const DAY = 86_400_000

/** Which talks a proposal leads to is told by its number: whether it is won is not known to anybody here. */
const planTalks = ({ talks }: Feed, leadId: string, { submission, at }: Work): void => {
  if (submission % 3 === 0) return
  talks.push({ leadId, to: 'negotiation', at: at + (6 + (submission % 7)) * DAY })
  if (submission % 4 === 1) talks.push({ leadId, to: 'committed', at: at + (15 + (submission % 9)) * DAY })
  talks.sort((a, b) => a.at - b.at)
}

/** Talks whose time has come move the deals that are still open. */
const feedTalks = async (feed: Feed, until: number): Promise<void> => {
  while ((feed.talks[0]?.at ?? Number.POSITIVE_INFINITY) < until) {
    const { at, leadId, to } = feed.talks.shift()!
    await inOrganization(contextOf(feed, feed.places.owner, at), async ({ db, organizationId }) => {
      const open = await db
        .selectFrom('deal')
        .select('id')
        .where('organization_id', '=', organizationId)
        .where('lead_id', '=', leadId)
        .where('stage', '=', 'open')
        .executeTakeFirst()
      if (open) await moveDeals(contextOf(feed, feed.places.owner, at), { ids: [open.id], to })
    })
  }
}

type Work = Extract<MarketEvent, { readonly member: string }>

const doWork = async (ctx: Context, id: string, event: Work): Promise<void> => {
  const target = { ids: [id] }
  switch (event.kind) {
    case 'review':
      await reviewLeads(ctx, { target, to: event.review, reason: event.reason ?? null })
      return
    case 'stage':
      await moveLeads(ctx, {
        target,
        to: event.stage,
        lostReason: event.stage === 'lost' ? event.reason : null,
        valueMinor: event.stage === 'proposal' ? event.value.minor : null,
        expectedClose: event.stage === 'proposal' ? event.expectedClose : null,
      })
      return
    case 'call':
      await logActivity(ctx, {
        id,
        kind: 'call_made',
        text: event.text,
        metadata: { minutes: event.minutes },
      })
      return
    case 'note':
      await logActivity(ctx, { id, kind: 'note_added', text: event.text })
      return
    case 'deal_won':
      await moveLeads(ctx, { target, to: 'won', valueMinor: event.value.minor })
      return
    case 'deal_lost':
      await moveLeads(ctx, { target, to: 'lost', lostReason: event.reason, valueMinor: event.value.minor })
  }
}

/** The simulated people leave some leads lying. Here nobody waits for an answer for longer than this. */
const ANSWERED_WITHIN = 2 * DAY

/** Who was not reached until now is written to by the lead's owner: only what came in the last days still waits. */
export const answerWhoWaits = (feed: Feed, at: number): Promise<void> =>
  inOrganization(contextOf(feed, { kind: 'system' }, at), async ({ db, organizationId }) => {
    const waiting = await db
      .selectFrom('lead')
      .select(['id', 'owner_id'])
      .where('organization_id', '=', organizationId)
      .where('stage', '=', 'new')
      .where('review', '!=', 'rejected')
      .where('first_contacted_at', 'is', null)
      .where('captured_at', '<', new Date(at - ANSWERED_WITHIN) as never)
      .orderBy('id')
      .execute()
    const people = peopleOf(feed)
    for (const { id, owner_id } of waiting) {
      const owner = people.get(owner_id ?? '')
      const text = 'Thanked them and asked when a call would suit.'
      if (owner) await logActivity(contextOf(feed, owner, at), { id, kind: 'email_sent', text })
    }
  })
