import type { Random } from '@tributary/kernel'
import { SITE } from './catalog.ts'
import type { SubmissionBody, SubmissionEvent } from './market-types.ts'
import { rejectBot } from './outcomes.ts'
import { hostingAddress } from './places.ts'
import { type Browser, formAt, pickUserAgent, randomId, show, type Visit, visit } from './visits.ts'
import { happen, type SubmissionRef, type World } from './world.ts'

/** Machine submissions for each lead. */
export const BOTS_PER_LEAD = 0.045
/** Those that fill in the hidden field. */
const BOTS_IN_HONEYPOT = 0.7

const names = 'Crypto Promo Seo Rank Traffic Loan Bonus Prize Offer Casino Global Express'.split(' ')
const pitches = [
  'Rank your site first! https://rank-boost.example https://rank-boost.example/offer https://rank-boost.example/buy',
  'Dear owner, we sell 10,000 verified leads http://lists.example http://lists.example/in',
  'Instant business loan, no papers: http://loan.example',
  'Your website has 17 errors, see http://audit-now.example',
] as const
const domains = ['mailinator.com', 'guerrillamail.com', 'yopmail.com', 'gmail.com', 'bulk-sender.example']

const bodyOf = (
  random: Random,
  browser: Browser,
  { event }: Visit,
  campaign: string,
  seconds: number,
  at: number,
): SubmissionBody => {
  const firstName = random.pick(names)
  const lastName = random.pick(names)
  const number = random.below(90_000) + 10_000
  return {
    campaign_id: campaign,
    source: 'landing-page',
    contact: {
      firstName,
      lastName,
      email: `${firstName}${lastName}${number}@${random.pick(domains)}`.toLowerCase(),
      company: random.chance(0.4) ? `${firstName} ${lastName}` : undefined,
    },
    lead_details: { message: random.pick(pitches) },
    tracking: {
      visitor_id: browser.visitor,
      session_id: event.session,
      ...event.utm,
      referrer_url: event.referrer,
      landing_page_url: event.landingPage,
      user_agent: browser.userAgent,
    },
    form_metadata: {
      form_type: 'full',
      form_version: '2.1',
      consent_given: true,
      timestamp: new Date(at).toISOString(),
    },
    behavior: { time_on_page_seconds: seconds, fields_total: 10, fields_completed: 5 },
  }
}

/** A machine looks at a page at any hour, sends the form within eight seconds, and is rejected if nothing caught it. */
export const runBot = (world: World, random: Random, day: number): void => {
  const { start, end } = world.calendar[day]!
  const browser = { visitor: randomId(random), ip: hostingAddress(random), userAgent: pickUserAgent(random) }
  const channel = random.pick(['direct', 'direct', 'organic_search', 'paid_search', 'display'] as const)
  const here = visit(
    world,
    random,
    { browser, need: 0 },
    channel,
    day,
    start + Math.floor(random.next() * (end - start)),
  )
  const seconds = 1 + random.below(8)
  show(world, { ...here, event: { ...here.event, pages: here.event.pages.slice(0, 1), seconds } }, 0, true)
  const at = here.event.at + seconds * 1000 + random.below(1000)
  const caught = random.chance(BOTS_IN_HONEYPOT)
  const event: SubmissionEvent = {
    kind: 'submission',
    at,
    submission: -1,
    idempotencyKey: randomId(random),
    origin: SITE,
    ip: browser.ip,
    honeypot: caught ? 'https://rank-boost.example' : undefined,
    source: 'site',
    body: bodyOf(random, browser, here, formAt(world, here, at).plan.slug, seconds, at),
  }
  const about: SubmissionRef = {
    number: -1,
    truth: { bot: true, relation: 'first', path: [channel], need: 0 },
  }
  happen(world, event, about)
  if (!caught) rejectBot(world, random, about, at)
}
