import { AppError, readCaptureBody } from '@tributary/contracts'
import { dateIn } from '@tributary/kernel'
import type { MarketEvent, SpendEvent, SubmissionEvent, VisitEvent } from '@tributary/simulator'
import { moveCampaign } from '../campaigns/move-campaign.ts'
import { captureDoorOf } from '../capture/capture-door.ts'
import { readTouch } from '../capture/read-touch.ts'
import { enrichLeads } from '../enrichment/enrich-leads.ts'
import { inOrganization } from '../in-organization.ts'
import type { Product } from '../product.ts'
import { changesOf, holdSpend, saveSpend } from '../spend/save-spend.ts'
import { contextOf, type Feed, type Of } from './feed.ts'
import { answerWhoWaits, feedWork } from './feed-work.ts'
import type { DemoPlaces } from './found-demo.ts'

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

/** Three commits a day: what people saw, what they sent, and what became of it. */
const feedDay = async (feed: Feed, events: readonly MarketEvent[]): Promise<void> => {
  const campaigns = only(events, 'campaign')
  const submissions = only(events, 'submission')
  const day = contextOf(feed, { kind: 'system' }, events[0]?.at ?? 0)
  await inOrganization(day, async () => {
    await moveCampaigns(
      feed,
      campaigns.filter(({ status }) => status === 'active'),
    )
    await feedVisits(feed, only(events, 'visit'))
  })
  await Promise.all(submissions.map((submission) => feedSubmission(feed, submission)))
  await inOrganization(day, async () => {
    await enrich(feed, submissions)
    await feedWork(feed, events)
    await answerWhoWaits(feed, events.at(-1)?.at ?? 0)
    await feedSpend(feed, only(events, 'spend'))
    await moveCampaigns(
      feed,
      campaigns.filter(({ status }) => status !== 'active'),
    )
  })
}

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

/** A second after each came, before anybody works on it: the ledger keeps the order in which things happened. */
const enrich = async (feed: Feed, submissions: readonly SubmissionEvent[]): Promise<void> => {
  const at = new Map<string, number>()
  for (const { submission, at: cameAt } of submissions) {
    const id = feed.leads.get(submission)
    if (id) at.set(id, cameAt + 1000)
  }
  if (at.size === 0) return
  const now = Math.max(...at.values())
  await enrichLeads(contextOf(feed, { kind: 'system' }, now), { leadIds: [...at.keys()], at })
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
