import type { OrderAdvice } from './advise-order.ts'
import type { Attribution } from './attribution.ts'
import type { CountedPath, Journey } from './journeys.ts'
import type { AttributionOptions } from './options.ts'
import { openTally, type Tally } from './tally.ts'

/**
 * Credits what was won to the touches before it, by as many models as asked for, from the same journeys.
 *
 * A deal of 30,000 after mail, an ad and a call: `attribute([{ touches: [{ channel: 'mail' }, { channel: 'ad' },
 * { channel: 'call' }], value: 30_000 }], { models: ['linear'] })` gives each 10,000 and 1/3 of a conversion.
 *
 * In every model credits are neither negative nor NaN and add up to the total, which counts every conversion and all value; what
 * was won without a known touch stands in the row `(unattributed)`. The same input gives the same bytes.
 * @param journeys one per customer, or equal ones counted together (`{ path, conversions, value, nulls }`)
 * @throws RangeError when a number is negative or not finite, or a model asks for what the journeys do not tell
 */
export const attribute = (
  journeys: Iterable<Journey | CountedPath>,
  options: AttributionOptions = {},
): Attribution => taken(journeys, options).result()

/** Advice on `order` for the Markov model of these journeys, by the Bayesian information criterion. */
export const markovOrderAdvice = (
  journeys: Iterable<Journey | CountedPath>,
  options: AttributionOptions = {},
): OrderAdvice => taken(journeys, { ...options, models: [] }).adviseOrder()

/**
 * The share of conversions that a Markov chain of these journeys loses without each channel, 0 to 1. The classic example:
 * C1 > C2 > C3 converts, C1 and C2 > C3 do not: C1 0.5, C2 1, C3 1.
 */
export const markovRemovalEffects = (
  journeys: Iterable<Journey | CountedPath>,
  options: AttributionOptions = {},
): Record<string, number> => {
  const { channels } = taken(journeys, { ...options, models: ['markov'], intervals: undefined }).result()
    .models.markov!
  return Object.fromEntries(
    channels.flatMap(({ channel, removalEffect }) =>
      removalEffect === undefined ? [] : [[channel, removalEffect]],
    ),
  )
}

const taken = (journeys: Iterable<Journey | CountedPath>, options: AttributionOptions): Tally => {
  const tally = openTally(options)
  for (const journey of journeys)
    if ('path' in journey) tally.addPath(journey)
    else tally.addJourney(journey)
  return tally
}
