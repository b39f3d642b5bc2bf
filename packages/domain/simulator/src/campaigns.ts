import { addDays, type CalendarDate } from '@tributary/kernel'
import { ITEM_DEMAND, moneyOf, SITE } from './catalog.ts'
import type { CampaignStatus, MarketOptions, SimulatedCampaign, SimulatedChannel } from './market-types.ts'
import { CHANNEL_TRUTH } from './truth.ts'

/** What drives a campaign: its part of the channel, what a click costs, how it names itself to the tracker. */
export type CampaignPlan = {
  readonly slug: string
  readonly name: string
  readonly type: SimulatedCampaign['type']
  readonly platform: string
  readonly channel: SimulatedChannel | 'all'
  readonly item?: string
  /** Against the other campaigns of its channel. */
  readonly weight: number
  /** Rupees; 0 for effort that is not paid by the click. */
  readonly costPerClick: number
  readonly clickRate: number
  /** Fractions of the period at which it starts and ends; a pause stops it for good. */
  readonly from: number
  readonly to?: number
  readonly endsAs?: 'paused' | 'completed'
  readonly draft?: boolean
  readonly medium?: string
  readonly source?: string
  readonly contents: readonly string[]
}

const google = { platform: 'google_ads', channel: 'paid_search', source: 'google', medium: 'cpc' } as const

export const CAMPAIGN_PLANS: readonly CampaignPlan[] = [
  {
    slug: 'website',
    name: 'Website',
    type: 'service',
    platform: 'website',
    channel: 'all',
    weight: 1,
    costPerClick: 0,
    clickRate: 0,
    from: 0,
    contents: [],
  },
  {
    ...google,
    slug: 'cloud-migration-search',
    name: 'Cloud migration, search',
    type: 'service',
    item: 'SVC-MIG',
    weight: 4,
    costPerClick: 285,
    clickRate: 0.042,
    from: 0,
    contents: ['price-first', 'way-back', 'local-team'],
  },
  {
    ...google,
    slug: 'managed-security-search',
    name: 'Managed security, search',
    type: 'service',
    item: 'SVC-SEC',
    weight: 3,
    costPerClick: 360,
    clickRate: 0.035,
    from: 0,
    contents: ['ransomware', 'around-the-clock'],
  },
  {
    ...google,
    slug: 'it-support-pune-mumbai',
    name: 'IT support Pune and Mumbai',
    type: 'service',
    item: 'SVC-SUP',
    weight: 3,
    costPerClick: 165,
    clickRate: 0.051,
    from: 0.08,
    contents: ['one-hour', 'no-contract'],
  },
  {
    slug: 'nextcloud-search-bing',
    name: 'Nextcloud hosting, Bing',
    type: 'service',
    platform: 'microsoft_ads',
    channel: 'paid_search',
    source: 'bing',
    medium: 'cpc',
    item: 'SVC-NXC',
    weight: 1.5,
    costPerClick: 120,
    clickRate: 0.03,
    from: 0.15,
    to: 0.8,
    endsAs: 'paused',
    contents: ['data-in-india'],
  },
  {
    slug: 'linkedin-it-leaders',
    name: 'IT leaders on LinkedIn',
    type: 'consultation',
    platform: 'linkedin',
    channel: 'paid_social',
    source: 'linkedin',
    medium: 'paid_social',
    item: 'SVC-MIG',
    weight: 2,
    costPerClick: 570,
    clickRate: 0.006,
    from: 0,
    contents: ['cio-story', 'checklist'],
  },
  {
    slug: 'meta-small-offices',
    name: 'Small offices on Facebook',
    type: 'product',
    platform: 'meta',
    channel: 'paid_social',
    source: 'facebook',
    medium: 'paid_social',
    item: 'PRD-FWL',
    weight: 2,
    costPerClick: 66,
    clickRate: 0.011,
    from: 0.05,
    contents: ['video', 'carousel'],
  },
  {
    slug: 'diwali-backup-offer',
    name: 'Backup offer',
    type: 'product',
    platform: 'meta',
    channel: 'paid_social',
    source: 'instagram',
    medium: 'paid_social',
    item: 'SVC-BCK',
    weight: 2,
    costPerClick: 54,
    clickRate: 0.013,
    from: 0.3,
    to: 0.45,
    endsAs: 'completed',
    contents: ['half-price'],
  },
  {
    slug: 'display-reminder',
    name: 'Reminder banners',
    type: 'service',
    platform: 'google_ads',
    channel: 'display',
    source: 'google',
    medium: 'display',
    weight: 1,
    costPerClick: 36,
    clickRate: 0.0035,
    from: 0,
    contents: ['banner-blue', 'banner-people'],
  },
  {
    slug: 'monthly-letter',
    name: 'Monthly letter',
    type: 'service',
    platform: 'newsletter',
    channel: 'email',
    source: 'newsletter',
    medium: 'email',
    weight: 3,
    costPerClick: 9,
    clickRate: 0.08,
    from: 0,
    contents: ['lead-story', 'footer'],
  },
  {
    slug: 'security-webinar',
    name: 'Security webinar',
    type: 'assessment',
    platform: 'newsletter',
    channel: 'email',
    source: 'webinar',
    medium: 'email',
    item: 'SVC-AUD',
    weight: 2,
    costPerClick: 27,
    clickRate: 0.1,
    from: 0.5,
    to: 0.75,
    endsAs: 'completed',
    contents: ['invitation', 'recording'],
  },
  {
    slug: 'partner-referrals',
    name: 'Partner referrals',
    type: 'consultation',
    platform: 'partners',
    channel: 'referral',
    source: 'partner',
    medium: 'referral',
    weight: 1,
    costPerClick: 0,
    clickRate: 0,
    from: 0,
    contents: [],
  },
  {
    slug: 'archive-for-hospitals',
    name: 'Document archive for hospitals',
    type: 'product',
    platform: 'linkedin',
    channel: 'paid_social',
    source: 'linkedin',
    medium: 'paid_social',
    item: 'PRD-DMS',
    weight: 1,
    costPerClick: 480,
    clickRate: 0.006,
    from: 1,
    draft: true,
    contents: ['records'],
  },
]

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
