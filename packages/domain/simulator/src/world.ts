import { isCalendarDate, minorDigits, type Random, seededRandom } from '@tributary/kernel'
import { type PlannedCampaign, planCampaigns, runsOn } from './campaigns.ts'
import { moneyOf } from './catalog.ts'
import {
  type MarketEvent,
  type MarketOptions,
  SIMULATED_CHANNELS,
  type SimulatedChannel,
} from './market-types.ts'
import { openRegister, type Register } from './people.ts'
import { calendarOf, type Day, dayAt, HOUR_WEIGHTS } from './seasons.ts'
import { type TimeQueue, timeQueue } from './time-queue.ts'
import { CHANNEL_TRUTH, RETURN_SHARES, type SubmissionTruth, type TruthFact } from './truth.ts'

/** A submission gets its number when it happens; what follows from it points here until then. */
export type SubmissionRef = { number: number; readonly truth: Omit<SubmissionTruth, 'kind' | 'submission'> }

export type Pending = { readonly event: MarketEvent; readonly about?: SubmissionRef }

/** Everything a market needs while it runs: what is planned, what waits, and whom we have met. */
export type World = {
  readonly options: MarketOptions
  readonly calendar: readonly Day[]
  readonly until: number
  readonly campaigns: readonly PlannedCampaign[]
  readonly website: PlannedCampaign
  readonly queue: TimeQueue<Pending>
  readonly register: Register
  readonly budgets: readonly string[]
  /** Visits by campaign, of days not yet closed. */
  readonly visitsOfDay: Map<number, Map<string, number>>
  readonly tell: (fact: TruthFact) => void
}

const check = ({ seed, leads, days, start, now }: MarketOptions): void => {
  if (!Number.isSafeInteger(seed)) throw new RangeError(`a seed is a whole number, not ${seed}`)
  if (!Number.isSafeInteger(leads) || leads < 1) throw new RangeError(`${leads} is no number of leads`)
  if (!Number.isSafeInteger(days) || days < 1 || days > 3660)
    throw new RangeError(`a market lasts 1 to 3,660 days, not ${days}`)
  if (!isCalendarDate(start)) throw new RangeError(`"${start}" is no date`)
  if (now !== undefined && !Number.isFinite(now)) throw new RangeError('the present must be an instant')
}

const budgetSteps = [20_000, 80_000, 200_000, 400_000, 1_000_000, 2_000_000]

const budgetTexts = (currency: string): readonly string[] => {
  const format = new Intl.NumberFormat(currency === 'INR' ? 'en-IN' : 'en', {
    style: 'currency',
    currency,
    maximumFractionDigits: 0,
  })
  const text = (rupees: number) =>
    format.format(moneyOf(rupees, currency).minor / 10 ** minorDigits(currency))
  return budgetSteps.slice(1).map((step, i) => `${text(budgetSteps[i]!)}-${text(step)}`)
}

export const openWorld = (options: MarketOptions, tell: (fact: TruthFact) => void): World => {
  check(options)
  const calendar = calendarOf(options.start, options.days, options.timeZone)
  const end = calendar.at(-1)!.end
  const campaigns = planCampaigns(options)
  return {
    options,
    calendar,
    until: Math.min(end, options.now ?? end),
    campaigns,
    website: campaigns.find(({ plan }) => plan.channel === 'all')!,
    queue: timeQueue<Pending>(),
    register: openRegister(),
    budgets: budgetTexts(options.currency),
    visitsOfDay: new Map(),
    tell,
  }
}

/** Lets something happen, unless it would be after the present. */
export const happen = (world: World, event: MarketEvent, about?: SubmissionRef): void => {
  if (event.at < world.until) world.queue.add(event.at, { event, about })
}

export const streamOf = ({ options }: World, name: string): Random => seededRandom(options.seed, name)

/** An instant of a day, by the hours at which business people are awake. */
export const momentOf = (day: Day, random: Random): number => {
  const within = (random.weighted(HOUR_WEIGHTS) + random.next()) * 3_600_000
  return Math.min(day.end - 1, day.start + Math.floor(within))
}

/** Whether a campaign's form is open at an instant. */
export const takesSubmissions = (world: World, slug: string, at: number): boolean => {
  const campaign = world.campaigns.find(({ plan }) => plan.slug === slug)
  return campaign !== undefined && runsOn(campaign, dayAt(world.calendar, at))
}

const firstShares = SIMULATED_CHANNELS.map((channel) => CHANNEL_TRUTH[channel].share)
const returnShares = SIMULATED_CHANNELS.map((channel) => RETURN_SHARES[channel])

export const pickChannel = (random: Random, touch: number): SimulatedChannel =>
  SIMULATED_CHANNELS[random.weighted(touch === 0 ? firstShares : returnShares)]!

/** The campaign that brought a visit, if the channel has one running on that day. */
export const pickCampaign = (
  world: World,
  random: Random,
  channel: SimulatedChannel,
  day: number,
): PlannedCampaign | undefined => {
  const running = world.campaigns.filter(
    (campaign) => campaign.plan.channel === channel && runsOn(campaign, day),
  )
  return running[random.weighted(running.map(({ plan }) => plan.weight))]
}
