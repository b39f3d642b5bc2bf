import { type Chain, type Flow, flowOf, readChain } from './chain.ts'
import type { Estimator } from './credits.ts'
import { type Removal, removalByElimination } from './elimination.ts'
import { removalByIteration } from './iteration.ts'
import type { Paths } from './paths.ts'

/** Beyond so many states iterating is faster than eliminating. */
const DENSE = 400

export const removalOf = (chain: Chain, flow: Flow, channels: number): Removal =>
  chain.order === 1 && chain.states <= DENSE
    ? removalByElimination(chain, flow, channels)
    : removalByIteration(chain, flow, channels)

/** All conversions, or all value, of paths that have a touch. */
export const touchedTotal = (paths: Paths, amounts: Float64Array): number => {
  let sum = 0
  for (let p = 0; p < paths.size; p++) if (paths.starts[p] !== paths.starts[p + 1]) sum += amounts[p]!
  return sum
}

const shareOut = (effects: Float64Array, total: number): Float64Array => {
  const sum = effects.reduce((a, b) => a + b, 0)
  return effects.map((effect) => (sum > 0 ? (effect / sum) * total : 0))
}

/**
 * Markov credit (Anderl, Becker, von Wangenheim, Schumann 2016, "Mapping the customer journey"): conversions go to channels
 * in proportion to their removal effects, that is, to the share of conversions the chain loses when every state
 * that holds the channel leads to nothing. Value likewise, each conversion worth the mean of its last state.
 */
export const markovEstimator = (paths: Paths, channels: number, order: number): Estimator => {
  const chain = readChain(paths, order)
  return (weights) => {
    const removal = removalOf(chain, flowOf(paths, chain, weights), channels)
    return {
      conversions: shareOut(removal.conversions, touchedTotal(paths, weights.conversions)),
      value: shareOut(
        // Where no conversion has a value, stray value follows the conversions.
        removal.value.some((effect) => effect > 0) ? removal.value : removal.conversions,
        touchedTotal(paths, weights.value),
      ),
      removalEffects: removal.conversions,
    }
  }
}
