import { addDays, type CalendarDate } from '@tributary/kernel'
import { CAMPAIGN_PLANS, type CampaignPlan } from './campaign-plans.ts'
import { ITEM_DEMAND, moneyOf, SITE } from './catalog.ts'
import type { CampaignStatus, MarketOptions, SimulatedCampaign } from './market-types.ts'
import { CHANNEL_TRUTH } from './truth.ts'

export type PlannedCampaign = {
  readonly plan: CampaignPlan
  /** First and last day, as numbers of the calendar. */
  readonly first: number
  readonly last: number
  /** Clicks expected on an average day it runs: the level at which a click costs what the plan says. */
  readonly clicksPerDay: number
}

/** Visits for each lead, and reported clicks for each visit, that a plan expects (the market decides). */
const VISITS_PER_LEAD = 4.4
export const CLICKS_PER_VISIT = 2.5

export const planCampaigns = ({ leads, days }: MarketOptions): readonly PlannedCampaign[] =>
  CAMPAIGN_PLANS.map((plan) => {
    const first = Math.floor(plan.from * days)
    const last = plan.to === undefined ? days - 1 : Math.max(first, Math.floor(plan.to * days) - 1)
    const rivals = CAMPAIGN_PLANS.filter(({ channel, draft }) => channel === plan.channel && !draft)
    const part = plan.weight / rivals.reduce((sum, { weight }) => sum + weight, 0)
    const share = plan.channel === 'all' ? 1 : CHANNEL_TRUTH[plan.channel].share
    return {
      plan,
      first,
      last,
      clicksPerDay: (leads * VISITS_PER_LEAD * CLICKS_PER_VISIT * share * part) / days,
    }
  })

export const runsOn = ({ plan, first, last }: PlannedCampaign, day: number): boolean =>
  plan.draft !== true && day >= first && day <= last

const statusAt = (campaign: PlannedCampaign, lastDay: number): CampaignStatus => {
  const { plan, first, last } = campaign
  if (plan.draft || lastDay < first) return 'draft'
  return plan.endsAs && lastDay > last ? plan.endsAs : 'active'
}

export const landingPageOf = ({ slug, channel }: CampaignPlan): string =>
  channel === 'all' ? `${SITE}/` : `${SITE}/go/${slug}`

const describe = (plan: CampaignPlan): string => {
  const item = ITEM_DEMAND.find(({ code }) => code === plan.item)
  return item ? `${item.name} by way of ${plan.platform.replaceAll('_', ' ')}.` : 'Everything we offer.'
}

/** The campaign as the world sees it when the market's last shown day is `lastDay`. */
export const showCampaign = (
  campaign: PlannedCampaign,
  { start, currency, leads }: MarketOptions,
  lastDay: number,
): SimulatedCampaign => {
  const { plan, first, last, clicksPerDay } = campaign
  const cost = clicksPerDay * (last - first + 1) * plan.costPerClick
  const dayOf = (index: number): CalendarDate => addDays(start, index)
  return {
    slug: plan.slug,
    name: plan.name,
    description: describe(plan),
    type: plan.type,
    platform: plan.platform,
    channel: plan.channel,
    item: plan.item,
    start: dayOf(first),
    end: plan.endsAs === 'completed' ? dayOf(last) : undefined,
    budget: cost > 0 ? moneyOf(Math.ceil((cost * 1.15) / 5000) * 5000, currency) : undefined,
    targetLeads: Math.max(
      5,
      Math.round((plan.channel === 'all' ? leads * 0.4 : clicksPerDay * (last - first + 1) * 0.09) / 5) * 5,
    ),
    landingPage: landingPageOf(plan),
    allowedOrigins: [SITE],
    notificationEmails: plan.channel === 'all' ? ['sales@nimbusworks.example'] : [],
    contents: plan.contents,
    status: statusAt(campaign, lastDay),
  }
}
