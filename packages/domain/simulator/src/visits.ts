import type { Random } from '@tributary/kernel'
import { landingPageOf, type PlannedCampaign, runsOn } from './campaigns.ts'
import { ITEM_DEMAND, SITE } from './catalog.ts'
import type { SimulatedChannel, Utm, VisitEvent } from './market-types.ts'
import { dayAt } from './seasons.ts'
import { happen, momentOf, pickCampaign, type World } from './world.ts'

/** A browser as the site knows it. */
export type Browser = { readonly visitor: string; readonly ip: string; readonly userAgent: string }

const bytes = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

const hex = (random: Random, length: number): string => {
  let text = ''
  while (text.length < length) {
    const pair = random.below(0x1_0000)
    text += bytes[pair >> 8]! + bytes[pair & 255]!
  }
  return text.slice(0, length)
}

/** An identifier that tells nothing but itself, in the shape of a random UUID (version 4). */
export const randomId = (random: Random): string =>
  `${hex(random, 8)}-${hex(random, 4)}-4${hex(random, 3)}-a${hex(random, 3)}-${hex(random, 12)}`

const userAgents = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:142.0) Gecko/20100101 Firefox/142.0',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1',
] as const
const userAgentWeights = [40, 28, 12, 8, 12]

export const pickUserAgent = (random: Random): string => userAgents[random.weighted(userAgentWeights)]!

const searchSites = [
  'https://www.google.com/',
  'https://www.google.com/',
  'https://www.bing.com/',
  'https://duckduckgo.com/',
]
const socialSites = [
  'https://www.linkedin.com/',
  'https://www.facebook.com/',
  'https://www.reddit.com/',
  'https://x.com/',
]
const partnerSites = [
  'https://www.konkan-systems.example/partners',
  'https://www.vendor-directory.example/it-companies',
]
const advertisers: Readonly<Record<string, string>> = {
  google_ads: 'https://www.google.com/',
  microsoft_ads: 'https://www.bing.com/',
  linkedin: 'https://www.linkedin.com/',
  meta: 'https://www.facebook.com/',
}

const referrerOf = (
  random: Random,
  channel: SimulatedChannel,
  campaign?: PlannedCampaign,
): string | undefined => {
  if (channel === 'organic_search') return random.pick(searchSites)
  if (channel === 'social') return random.pick(socialSites)
  if (channel === 'referral') return random.pick(partnerSites)
  if (channel === 'display') return 'https://www.daily-reader.example/technology'
  return campaign && advertisers[campaign.plan.platform]
}

const terms: Readonly<Record<string, readonly string[]>> = {
  'cloud-migration-search': ['cloud migration company', 'move servers to cloud', 'cloud migration cost'],
  'managed-security-search': ['managed security provider', 'soc service', 'ransomware protection'],
  'it-support-pune-mumbai': ['it support pune', 'it amc mumbai', 'office network help'],
  'nextcloud-search-bing': ['nextcloud hosting', 'private file sharing'],
}

const utmOf = (random: Random, campaign: PlannedCampaign | undefined): Utm => {
  if (!campaign?.plan.medium) return {}
  const { slug, source, medium, contents } = campaign.plan
  const words = terms[slug]
  return {
    utm_source: source,
    utm_medium: medium,
    utm_campaign: slug,
    utm_term: words && random.pick(words),
    utm_content: contents.length > 0 ? random.pick(contents) : undefined,
  }
}

const clickIds: Readonly<Record<string, string>> = {
  google_ads: 'gclid',
  microsoft_ads: 'msclkid',
  meta: 'fbclid',
}

const addressOf = (random: Random, campaign: PlannedCampaign | undefined, page: string, utm: Utm): string => {
  const query = Object.entries(utm).flatMap(([key, value]) =>
    value ? [`${key}=${encodeURIComponent(value)}`] : [],
  )
  const clickId = campaign && clickIds[campaign.plan.platform]
  if (clickId) query.push(`${clickId}=${hex(random, 20)}`)
  return query.length > 0 ? `${page}?${query.join('&')}` : page
}

const paths = [
  '/services',
  '/pricing',
  '/customers',
  '/about',
  '/contact',
  ...ITEM_DEMAND.map(({ name }) => `/services/${name.toLowerCase().replaceAll(' ', '-')}`),
]

export type Visit = {
  /** Seconds on the page of the form; the rest of the visit was spent on other pages. */
  readonly stay: number
  readonly event: VisitEvent
  readonly campaign: PlannedCampaign
  readonly channel: SimulatedChannel
}

const countVisit = (world: World, day: number, slug: string): void => {
  const counts = world.visitsOfDay.get(day) ?? new Map<string, number>()
  world.visitsOfDay.set(day, counts.set(slug, (counts.get(slug) ?? 0) + 1))
}

/** How long the form's page is open: half of all stay under 80 seconds or so, the needy longer. */
const secondsOnPage = (random: Random, need: number): number =>
  Math.min(1800, Math.max(8, Math.round(80 * Math.exp(0.4 * need + 0.65 * random.normal()))))

/**
 * Lets a browser visit the site on a day by a channel. A channel whose campaigns do not run that day still brings
 * visitors, without a tracker's mark. The form on the page belongs to the campaign that brought the visit, or to
 * the website's own.
 */
export const visit = (
  world: World,
  random: Random,
  { browser, need }: { readonly browser: Browser; readonly need: number },
  channel: SimulatedChannel,
  day: number,
  at = momentOf(world.calendar[day]!, random),
): Visit => {
  const campaign = pickCampaign(world, random, channel, day)
  const utm = utmOf(random, campaign)
  const page = campaign
    ? landingPageOf(campaign.plan)
    : `${SITE}${random.chance(0.6) ? '/' : random.pick(paths)}`
  const pages = [page.slice(SITE.length)]
  while (random.chance(0.5) && pages.length < 6) pages.push(random.pick(paths))
  const stay = secondsOnPage(random, need)
  const event: VisitEvent = {
    kind: 'visit',
    at,
    visitor: browser.visitor,
    session: randomId(random),
    ip: browser.ip,
    userAgent: browser.userAgent,
    landingPage: addressOf(random, campaign, page, utm),
    referrer: referrerOf(random, channel, campaign),
    utm,
    pages,
    seconds: stay + 20 * (pages.length - 1),
  }
  if (campaign) countVisit(world, day, campaign.plan.slug)
  return { event, stay, campaign: campaign ?? world.website, channel }
}

/** The form a submission goes to: that of the visit's campaign while it runs, else the website's own. */
export const formAt = (world: World, { campaign }: Visit, at: number): PlannedCampaign =>
  runsOn(campaign, dayAt(world.calendar, at)) ? campaign : world.website

export const show = (world: World, { event, channel }: Visit, touch: number, bot: boolean): void => {
  if (event.at >= world.until) return
  happen(world, event)
  world.tell({ kind: 'session', session: event.session, visitor: event.visitor, channel, touch, bot })
}
