import {
  ATTRIBUTION_MODELS,
  type AttributionModel,
  attribute,
  openTally,
  timeDecayShares,
} from '@tributary/attribution'
import { customersOf, expectedJourneys, journeyOf, plantJourneys } from '@tributary/simulator'
import { type Held, hold, noneHeld } from './held.ts'

/** The simulated journeys have no milestones, so `w-shaped` would be `position-based` under another name. */
export const JUDGED_MODELS = ATTRIBUTION_MODELS.filter((model) => model !== 'w-shaped')
export type JudgedModel = (typeof JUDGED_MODELS)[number]

export type AttributionVerdict = Record<string, { conversions: Held; value: Held }>

export type AttributionSize = {
  readonly customers: number
  /** Customers of the long sample. */
  readonly longRun: number
  /** How often the bootstrap draws. */
  readonly samples: number
}

type Amounts = { conversions: number; value: number }

/**
 * What each model says of an endless sample of a market, per customer: journeys weighted by their probabilities in place of drawn
 * ones. The rules by the clock add up over journeys, so their shares are summed here.
 */
export const longRunCredits = (seed: number, customers: number): Map<string, Amounts> => {
  const credits = new Map<string, Amounts>()
  const credit = (model: AttributionModel, channel: string, conversions: number, value: number): void => {
    const key = `${model} ${channel}`
    const sum = credits.get(key) ?? { conversions: 0, value: 0 }
    sum.conversions += conversions / customers
    sum.value += value / customers
    credits.set(key, sum)
  }
  const tally = openTally({ models: JUDGED_MODELS.filter((model) => model !== 'time-decay') })
  for (const { customer, length, conversions, nulls } of expectedJourneys(seed, customers)) {
    const channels = customer.channels.slice(0, length)
    const value = conversions * customer.value
    tally.add(channels.join(' > '), conversions, value, nulls)
    const shares = timeDecayShares(channels.map((_, i) => ({ time: customer.times[i]! })))
    channels.forEach((channel, i) => {
      credit('time-decay', channel, shares[i]! * conversions, shares[i]! * value)
    })
  }
  for (const [model, found] of Object.entries(tally.result().models))
    for (const { channel, conversions, value } of found.channels)
      credit(model as AttributionModel, channel, conversions, value)
  return credits
}

/** One market: do the 90 % intervals of a sample hold what the model says of the endless one? */
export const judgeAttribution = (
  seed: number,
  { customers, longRun, samples }: AttributionSize,
): AttributionVerdict => {
  const planted = plantJourneys(seed)
  const journeys = [...customersOf(seed, customers)].map((customer) => journeyOf(planted, customer))
  const { models } = attribute(journeys, { models: JUDGED_MODELS, intervals: { samples, seed } })
  const wanted = longRunCredits(seed, longRun)
  return Object.fromEntries(
    Object.entries(models).map(([model, found]) => {
      const held = { conversions: noneHeld(), value: noneHeld() }
      for (const { channel, interval } of found.channels) {
        const truth = wanted.get(`${model} ${channel}`)
        if (!interval || !truth) continue
        hold(held.conversions, interval.conversions, truth.conversions * customers)
        hold(held.value, interval.value, truth.value * customers)
      }
      return [model, held]
    }),
  )
}
