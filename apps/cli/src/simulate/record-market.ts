import { decimalFromMinor, splitWhole } from '@tributary/kernel'
import { clickIdsIn, deriveChannel, hostOf } from '@tributary/leads'
import {
  type DealLostEvent,
  type DealWonEvent,
  type MarketEvent,
  type MarketOptions,
  marketStream,
  type SpendEvent,
  type StageEvent,
  type SubmissionEvent,
  type SubmissionTruth,
  type TruthFact,
  type VisitEvent,
} from '@tributary/simulator'
import { type Journey, type Journeys, openJourneys } from './journeys.ts'

type Proposal = Extract<StageEvent, { stage: 'proposal' }>

/** A lead and what became of it. */
export type LeadCase = {
  readonly submission: SubmissionEvent
  readonly channel: string
  /** Visits of the same browser before it wrote. */
  readonly touches: number
  review: string
  stage: string
  proposal?: Proposal
  outcome?: DealWonEvent | DealLostEvent
}

/** A whole market as the tables of its files are made from it. */
export type MarketRecord = {
  readonly leads: readonly LeadCase[]
  readonly journeys: readonly Journey[]
  readonly spend: readonly SpendEvent[]
  readonly truths: readonly SubmissionTruth[]
}

/** The channel as the product would derive it from what the browser shows. */
const channelOf = (visit: Pick<VisitEvent, 'landingPage' | 'referrer' | 'utm'>): string =>
  deriveChannel({
    utmSource: visit.utm.utm_source,
    utmMedium: visit.utm.utm_medium,
    referrer: visit.referrer,
    clickIds: clickIdsIn(visit.landingPage),
    ownHosts: [hostOf(visit.landingPage)],
  }).channel

const beginCase = (event: SubmissionEvent, journeys: Journeys): LeadCase => {
  const { tracking } = event.body
  const channel = channelOf({
    landingPage: tracking.landing_page_url,
    referrer: tracking.referrer_url,
    utm: tracking,
  })
  const touches = journeys.visitsUntil(tracking.visitor_id, event.at).length
  return { submission: event, channel, touches, review: 'pending', stage: 'new' }
}

const moveCase = (lead: LeadCase, event: MarketEvent, journeys: Journeys): void => {
  if (event.kind === 'review') lead.review = event.review
  if (event.kind === 'stage') lead.stage = event.stage
  if (event.kind === 'stage' && event.stage === 'proposal') lead.proposal = event
  if (event.kind !== 'deal_won' && event.kind !== 'deal_lost') return
  lead.outcome = event
  lead.stage = event.kind === 'deal_won' ? 'won' : 'lost'
  if (event.kind === 'deal_won')
    journeys.won(lead.submission.body.tracking.visitor_id, { at: event.at, value: event.value.minor })
}

/** Runs the market once, and keeps what its files need. `progress` hears of every ten thousandth lead. */
export const recordMarket = (options: MarketOptions, progress: (leads: number) => void): MarketRecord => {
  const leads: LeadCase[] = []
  const truths: SubmissionTruth[] = []
  const spend: SpendEvent[] = []
  const journeys = openJourneys()
  const tell = (fact: TruthFact): void => {
    if (fact.kind === 'submission') truths.push(fact)
  }
  for (const event of marketStream(options, tell)) {
    if (event.kind === 'visit')
      journeys.visit(event.visitor, {
        at: event.at,
        channel: channelOf(event),
        campaign: event.utm.utm_campaign ?? '',
      })
    else if (event.kind === 'spend') spend.push(event)
    else if (event.kind === 'submission') {
      leads[event.submission] = beginCase(event, journeys)
      if (leads.length % 10_000 === 0) progress(leads.length)
    } else if ('submission' in event && leads[event.submission])
      moveCase(leads[event.submission]!, event, journeys)
  }
  return { leads, journeys: [...journeys.all()], spend, truths }
}

export type PathCounts = { conversions: number; value: number; nulls: number }

/** Journeys with the same channels in the same order, counted. */
export const countPaths = (journeys: readonly Journey[]): Map<string, PathCounts> => {
  const paths = new Map<string, PathCounts>()
  for (const { visits, won, value } of journeys) {
    const path = visits.map(({ channel }) => channel).join(' > ')
    const counts = paths.get(path) ?? { conversions: 0, value: 0, nulls: 0 }
    counts.conversions += won ? 1 : 0
    counts.nulls += won ? 0 : 1
    counts.value += value
    paths.set(path, counts)
  }
  return paths
}

export type CampaignSums = {
  cost: number
  revenue: number
  leads: number
  customers: number
  impressions: number
  clicks: number
}

const none = (): CampaignSums => ({ cost: 0, revenue: 0, leads: 0, customers: 0, impressions: 0, clicks: 0 })

/** Cost and reach as reported, leads and customers by the form's campaign, revenue by linear attribution over the visits. */
export const sumCampaigns = ({ leads, journeys, spend }: MarketRecord): Map<string, CampaignSums> => {
  const campaigns = new Map<string, CampaignSums>()
  const of = (slug: string): CampaignSums => {
    const known = campaigns.get(slug) ?? none()
    campaigns.set(slug, known)
    return known
  }
  for (const { campaign, cost, impressions, clicks } of spend) {
    const sums = of(campaign)
    sums.cost += cost.minor
    sums.impressions += impressions
    sums.clicks += clicks
  }
  for (const { submission, outcome } of leads) {
    const sums = of(submission.body.campaign_id)
    sums.leads += 1
    sums.customers += outcome?.kind === 'deal_won' ? 1 : 0
  }
  for (const { visits, won, value } of journeys) {
    if (!won) continue
    const shares = splitWhole(
      value,
      visits.map(() => 1),
    )
    for (const [i, { campaign }] of visits.entries()) of(campaign || 'unattributed').revenue += shares[i]!
  }
  return campaigns
}

export const money = (minor: number, currency: string): string => decimalFromMinor(minor, currency)
