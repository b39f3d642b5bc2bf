import type { Random } from '@tributary/kernel'
import { ITEM_DEMAND, SITE } from './catalog.ts'
import type { SubmissionBody, SubmissionEvent } from './market-types.ts'
import type { Person } from './people.ts'
import { sigmoid } from './truth.ts'
import { type Browser, formAt, randomId, type Visit } from './visits.ts'
import type { World } from './world.ts'

/** A habit of people in general, moved by how much this one needs help: the logit of `share` plus `pull · need`. */
const habit = (random: Random, share: number, need: number, pull: number): boolean =>
  random.chance(sigmoid(Math.log(share / (1 - share)) + pull * need))

const itemWeights = ITEM_DEMAND.map(({ weight }) => weight)

/** Picks what someone wants: mostly what the campaign offered. */
export const pickItem = (random: Random, { campaign }: Visit): (typeof ITEM_DEMAND)[number] => {
  const offered = ITEM_DEMAND.find(({ code }) => code === campaign.plan.item)
  return offered && random.chance(0.85) ? offered : ITEM_DEMAND[random.weighted(itemWeights)]!
}

const urgencies = ['Emergency (Now)', 'High (Same day)', 'Medium (This week)', 'Low (Just planning)'] as const
const timelines = ['Within 2 weeks', 'Within a month', 'This quarter', 'This year', 'Not decided'] as const

const messages = [
  (wish: string, company: string) =>
    `We are looking at ${wish} for ${company}. Please call us in the morning.`,
  (wish: string) => `Could you send a quotation for ${wish}? We have two offices and about 60 users.`,
  (wish: string) => `What does ${wish} cost per month, and how long does it take to start?`,
  (wish: string, company: string) =>
    `${company} had an outage last week. We want to talk about ${wish} soon.`,
  (wish: string) => `हमें ${wish} के बारे में जानकारी चाहिए। कृपया संपर्क करें।`,
  (wish: string) => `Our contract ends next quarter; comparing vendors for ${wish}.`,
] as const

/** The same number, written as people write it. */
const writePhone = (random: Random, phone: string): string =>
  [phone, phone.replaceAll(' ', ''), phone.replace(' ', '-').replaceAll(' ', '')][random.weighted([5, 3, 2])]!

export type Wish = { readonly item: (typeof ITEM_DEMAND)[number]; readonly email: string }

/** Whether someone writes from the office: decided once per person. */
export const writesFromWork = (random: Random, need: number): boolean => habit(random, 0.56, need, 0.7)

/** Careful people leave no field empty; in others it depends on the need. */
const detailsOf = (
  world: World,
  random: Random,
  { need, careful, short }: { need: number; careful: boolean; short: boolean },
  wish: Wish,
  company: string,
): SubmissionBody['lead_details'] => {
  const fills = (share: number, pull: number) => careful || habit(random, share, need, pull)
  const urgencyAt = Math.floor(Math.min(3.99, Math.max(0, 2.5 - 0.7 * need + random.normal() * 0.9)))
  const budgetAt = Math.min(4, Math.max(0, Math.round(wish.item.rupees / 160_000 + random.normal())))
  const named = habit(random, careful ? 0.85 : 0.55, need, 0.8)
  return {
    service_interest: named ? wish.item.name : fills(0.6, 0) ? 'General inquiry' : undefined,
    urgency: !short && fills(0.78, 0.5) ? urgencies[urgencyAt] : undefined,
    message: fills(0.7, 0.5) ? random.pick(messages)(wish.item.name.toLowerCase(), company) : undefined,
    budget_range: !short && fills(0.42, 0.9) ? world.budgets[budgetAt] : undefined,
    timeline: !short && fills(0.55, 0.6) ? random.pick(timelines) : undefined,
  }
}

const count = (...parts: readonly Readonly<Record<string, unknown>>[]): number =>
  parts.reduce((sum, part) => sum + Object.values(part).filter((value) => value !== undefined).length, 0)

/** Form fields: first and last name, e-mail, phone, company, service, urgency, message, budget, timeline. */
const FULL_FORM_FIELDS = 10
/** The window that opens over a page asks neither for urgency, budget nor timeline. */
const SHORT_FORM_FIELDS = 7

const sourceOf = ({ event, channel }: Visit): string => {
  if (channel === 'referral') return event.referrer?.includes('directory') ? 'directory' : 'partners'
  return channel === 'paid_social' || channel === 'social' ? 'social' : 'site'
}

const trackingOf = (browser: Browser, { event }: Visit): SubmissionBody['tracking'] => ({
  visitor_id: browser.visitor,
  session_id: event.session,
  ...event.utm,
  referrer_url: event.referrer,
  landing_page_url: event.landingPage,
  user_agent: browser.userAgent,
})

/** Fills in and sends the form that a visit ended on. `at` is when it arrives. */
export const writeSubmission = (
  world: World,
  random: Random,
  { person, browser, need }: { person: Person; browser: Browser; need: number },
  visit: Visit,
  wish: Wish,
): SubmissionEvent => {
  const at = visit.event.at + visit.event.seconds * 1000 + random.below(1000)
  const campaign = formAt(world, visit, at)
  const short = random.chance(0.22)
  const { facts } = person.company
  const careful = habit(random, 0.24, need, 1)
  const details = detailsOf(world, random, { need, careful, short }, wish, facts.name)
  const contact = {
    firstName: person.firstName,
    lastName: person.lastName,
    email: wish.email,
    phone:
      person.phone && (careful || habit(random, 0.72, need, 0.6))
        ? writePhone(random, person.phone)
        : undefined,
    company: careful || habit(random, 0.68, need, 0.6) ? facts.name : undefined,
  }
  const landed = campaign.plan.channel === 'all' ? 'contact-form' : 'landing-page'
  return {
    kind: 'submission',
    at,
    submission: -1,
    idempotencyKey: randomId(random),
    origin: SITE,
    ip: browser.ip,
    source: sourceOf(visit),
    company: wish.email === person.businessEmail ? facts : undefined,
    body: {
      campaign_id: campaign.plan.slug,
      source: short ? 'modal' : landed,
      contact,
      lead_details: details,
      tracking: trackingOf(browser, visit),
      form_metadata: {
        form_type: short ? 'short' : 'full',
        form_version: '2.1',
        consent_given: true,
        timestamp: new Date(at).toISOString(),
      },
      behavior: {
        time_on_page_seconds: visit.stay,
        fields_total: short ? SHORT_FORM_FIELDS : FULL_FORM_FIELDS,
        fields_completed: count(contact, details),
      },
    },
  }
}

/** The same form with some answers changed. */
export const amend = (
  event: SubmissionEvent,
  changes: Partial<SubmissionBody['contact']>,
  details: SubmissionBody['lead_details'] = {},
): SubmissionEvent => {
  const contact = { ...event.body.contact, ...changes }
  const lead_details = { ...event.body.lead_details, ...details }
  const behavior = { ...event.body.behavior, fields_completed: count(contact, lead_details) }
  return { ...event, body: { ...event.body, contact, lead_details, behavior } }
}
