import { AppError, readCaptureBody } from '@tributary/contracts'
import { dateIn } from '@tributary/kernel'
import type { MarketEvent, SpendEvent, SubmissionEvent, VisitEvent } from '@tributary/simulator'
import { moveCampaign } from '../campaigns/move-campaign.ts'
import { captureDoorOf } from '../capture/capture-door.ts'
import { readTouch } from '../capture/read-touch.ts'
import { moveDeals } from '../deals/change-deals.ts'
import { enrichLeads } from '../enrichment/enrich-leads.ts'
import { inOrganization } from '../in-organization.ts'
import { logActivity } from '../leads/log-activity.ts'
import { moveLeads } from '../leads/move-leads.ts'
import { reviewLeads } from '../leads/review-leads.ts'
import type { Actor, Context, Product } from '../product.ts'
import { changesOf, holdSpend, saveSpend } from '../spend/save-spend.ts'
import type { DemoPlaces } from './found-demo.ts'

type Feed = {
  readonly product: Product
  readonly places: DemoPlaces
  /** The lead that each submission became; none for what was held, refused or folded into an earlier lead. */
  readonly leads: Map<number, string>
  /** Proposals that are going to be negotiated, in the order of time. */
  readonly talks: Talk[]
}

type Talk = { readonly at: number; readonly leadId: string; readonly to: 'negotiation' | 'committed' }

type Of<K extends MarketEvent['kind']> = Extract<MarketEvent, { kind: K }>
const only = <K extends MarketEvent['kind']>(events: readonly MarketEvent[], kind: K): Of<K>[] =>
  events.filter((event): event is Of<K> => event.kind === kind)

/** Feeds a market in, day by day, through the doors that everybody uses, each event with its own time. */
export const feedMarket = async (
  product: Product,
  places: DemoPlaces,
  events: Iterable<MarketEvent>,
  zone: string,
): Promise<number> => {
  const feed: Feed = { product, places, leads: new Map(), talks: [] }
  let day: MarketEvent[] = []
  let date = ''
  for (const event of events) {
    const next = dateIn(event.at, zone)
    if (next !== date && day.length > 0) {
      await feedDay(feed, day)
      day = []
    }
    date = next
    day.push(event)
  }
  await feedDay(feed, day)
  return feed.leads.size
}

const feedDay = async (feed: Feed, events: readonly MarketEvent[]): Promise<void> => {
  const campaigns = only(events, 'campaign')
  await moveCampaigns(
    feed,
    campaigns.filter(({ status }) => status === 'active'),
  )
  await feedVisits(feed, only(events, 'visit'))
  await feedSubmissions(feed, only(events, 'submission'))
  await feedWork(feed, events)
  await feedSpend(feed, only(events, 'spend'))
  await moveCampaigns(
    feed,
    campaigns.filter(({ status }) => status !== 'active'),
  )
}

const contextOf = ({ product, places }: Feed, actor: Actor, now: number): Context => ({
  product,
  organizationId: places.organizationId,
  actor,
  now,
})

const moveCampaigns = async (feed: Feed, events: readonly Of<'campaign'>[]): Promise<void> => {
  for (const { campaign, status, at } of events) {
    const id = feed.places.campaigns.get(campaign)
    if (id) await moveCampaign(contextOf(feed, feed.places.owner, at), { id, to: status, reason: '' })
  }
}

const feedVisits = (feed: Feed, visits: readonly VisitEvent[]): Promise<void> =>
  inOrganization(contextOf(feed, { kind: 'public' }, visits[0]?.at ?? 0), async (tx) => {
    for (const visit of visits) {
      const tracking = {
        ...visit.utm,
        session_id: visit.session,
        referrer_url: visit.referrer,
        landing_page_url: visit.landingPage,
      }
      tx.record({
        type: 'touch.viewed',
        occurredAt: visit.at,
        visitorId: visit.visitor,
        payload: { ...readTouch(tracking, []).touch, secondsOnPage: visit.seconds },
      })
    }
  })

const feedSubmissions = async (feed: Feed, submissions: readonly SubmissionEvent[]): Promise<void> => {
  await Promise.all(submissions.map((submission) => feedSubmission(feed, submission)))
  // A second after each came, before anybody works on it: the ledger keeps the order in which things happened.
  await Promise.all(
    submissions.map(async ({ submission, at }) => {
      const id = feed.leads.get(submission)
      if (id) await enrichLeads(contextOf(feed, { kind: 'system' }, at + 1000), { leadIds: [id] })
    }),
  )
}

const feedSubmission = async (feed: Feed, submission: SubmissionEvent): Promise<void> => {
  const { product, places, leads } = feed
  const raw = {
    ...submission.body,
    form_metadata: { ...submission.body.form_metadata, website_url: submission.honeypot },
  }
  try {
    const answer = await captureDoorOf(product).submit({
      ...readCaptureBody(raw),
      caller: { kind: 'public', origin: submission.origin, token: null },
      ip: submission.ip,
      now: submission.at,
      way: 'form',
      skipLimits: true,
      sourceId: places.sources.get(submission.source),
    })
    if (answer.kind === 'captured' && answer.id) leads.set(submission.submission, answer.id)
  } catch (error) {
    // A market has people who mistype and robots that fail: what the door refuses never became a lead.
    if (!(error instanceof AppError) || error.status >= 500) throw error
  }
}

/** What the platforms report at the end of the day. */
const feedSpend = (feed: Feed, reports: readonly SpendEvent[]): Promise<void> => {
  const { places } = feed
  if (reports.length === 0) return Promise.resolve()
  return inOrganization(contextOf(feed, places.owner, reports[0]!.at), async (tx) => {
    const lines = reports.flatMap(({ campaign, date, cost, impressions, clicks }) => {
      const campaignId = places.campaigns.get(campaign)
      const figures = { currency: cost.currency, amountMinor: cost.minor, impressions, clicks }
      return campaignId ? [{ campaignId, day: date, source: '', content: '', ...figures }] : []
    })
    await saveSpend(tx, changesOf(lines, await holdSpend(tx, lines), true), { way: 'csv' })
  })
}

/** What people did with the leads that day: many changes in one commit, each by its doer and at its time. */
const feedWork = (feed: Feed, events: readonly MarketEvent[]): Promise<void> =>
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
    const people = new Map([...feed.places.members.values()].map((member) => [member.memberId, member]))
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
