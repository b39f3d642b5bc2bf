import type { Random } from '@tributary/kernel'
import { BOTS_PER_LEAD, runBot } from './bots.ts'
import { showCampaign } from './campaigns.ts'
import { catalogOf } from './catalog.ts'
import { INDUSTRY_WIN_LOGITS } from './companies.ts'
import { AGAIN, travel } from './journeys.ts'
import type { Market, MarketEvent, MarketOptions, MarketSetting } from './market-types.ts'
import { dayAt } from './seasons.ts'
import { closeDay } from './spend.ts'
import {
  COST_POWER,
  channelsTruth,
  type SessionTruth,
  type SubmissionTruth,
  type Truth,
  type TruthFact,
  VISIT_MODEL,
  WIN_MODEL,
} from './truth.ts'
import { happen, openWorld, type Pending, streamOf, type World } from './world.ts'

/** A Poisson number: by products of chance for small means (Knuth), by the normal approximation from 30 on. */
const poisson = (random: Random, mean: number): number => {
  if (mean >= 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.normal()))
  const limit = Math.exp(-mean)
  let product = random.next()
  let count = 0
  while (product > limit) {
    product *= random.next()
    count += 1
  }
  return count
}

/**
 * How many leads of one who first comes on a day and will write fall into the days that are left: the first, and
 * for a few another after three weeks or so.
 */
const leadsPerWriter = (daysLeft: number): number => 1 + AGAIN.later * (1 - Math.exp(-daysLeft / 22))

/** Visitors who will write, by the day of their first visit. */
const expectedWriters = ({ calendar, options }: World): readonly number[] => {
  const leads = calendar.reduce(
    (sum, { weight }, day) => sum + weight * leadsPerWriter(calendar.length - day),
    0,
  )
  return calendar.map(({ weight }) => (options.leads * weight) / leads)
}

const announceCampaigns = (world: World): void => {
  for (const { plan, first, last } of world.campaigns) {
    const start = world.calendar[first]
    if (plan.draft || !start) continue
    happen(world, { kind: 'campaign', at: start.start, campaign: plan.slug, status: 'active' })
    if (plan.endsAs)
      happen(world, {
        kind: 'campaign',
        at: world.calendar[last]!.end,
        campaign: plan.slug,
        status: plan.endsAs,
      })
  }
}

/** Everything that begins on a day. What it leads to later waits in the queue. */
const liveDay = (world: World, day: number, writers: number): void => {
  const random = streamOf(world, `day/${day}`)
  for (let left = poisson(random, writers); left > 0; ) if (travel(world, random, day)) left -= 1
  const machines = streamOf(world, `bots/${day}`)
  for (let left = poisson(machines, writers * BOTS_PER_LEAD); left > 0; left--) runBot(world, machines, day)
  closeDay(world, streamOf(world, `spend/${day}`), day)
}

const release = (world: World, { event, about }: Pending, next: { submission: number }): MarketEvent => {
  if (!about || !('submission' in event)) return event
  if (event.kind === 'submission') {
    about.number = next.submission++
    world.tell({ kind: 'submission', submission: about.number, ...about.truth })
  }
  return { ...event, submission: about.number }
}

const settingOf = ({ campaigns, options, calendar, until }: World): MarketSetting => {
  const lastDay = dayAt(calendar, until - 1)
  return {
    catalog: catalogOf(options.currency),
    campaigns: campaigns.map((campaign) => showCampaign(campaign, options, lastDay)),
  }
}

/** The business and its campaigns, without running the market. */
export const marketSetting = (options: MarketOptions): MarketSetting =>
  settingOf(openWorld(options, () => {}))

/**
 * The events of a market in order of time, made as they are asked for: only what has begun and is not over yet is
 * held in memory. What is true goes to `tell` and never into an event; a submission's truth is told just before the
 * submission is given out.
 *
 * @throws RangeError when the seed is no whole number, the leads are fewer than one, the days are not 1 to 3,660,
 * or the start is no date.
 */
export function* marketStream(
  options: MarketOptions,
  tell: (fact: TruthFact) => void = () => {},
): Generator<MarketEvent> {
  const world = openWorld(options, tell)
  const writers = expectedWriters(world)
  const next = { submission: 0 }
  announceCampaigns(world)
  for (const [day, { start, end }] of world.calendar.entries()) {
    if (start < world.until) liveDay(world, day, writers[day]!)
    for (const pending of world.queue.takeBefore(end)) yield release(world, pending, next)
  }
}

/** What is planted in every market, without running one. */
export const plantedTruth = (): Omit<Truth, 'sessions' | 'submissions'> => ({
  channels: channelsTruth(),
  visitModel: VISIT_MODEL,
  winModel: WIN_MODEL,
  costPower: COST_POWER,
  industryWinLogits: INDUSTRY_WIN_LOGITS,
})

/**
 * Runs a whole market: what the world shows, and apart from it what is true. The same options give the same bytes.
 * The leads are about as many as asked: submissions of people, without retries and repeats within 24 hours.
 *
 * `simulateMarket({ seed: 7, leads: 100, start: '2026-01-01', days: 30, timeZone: 'Asia/Kolkata', currency: 'INR' })`
 */
export const simulateMarket = (options: MarketOptions): { market: Market; truth: Truth } => {
  const sessions: SessionTruth[] = []
  const submissions: SubmissionTruth[] = []
  const keep = (fact: TruthFact): void => {
    if (fact.kind === 'session') sessions.push(fact)
    else submissions.push(fact)
  }
  const events = [...marketStream(options, keep)]
  const truth: Truth = { ...plantedTruth(), sessions, submissions }
  return { market: { ...marketSetting(options), events }, truth }
}
