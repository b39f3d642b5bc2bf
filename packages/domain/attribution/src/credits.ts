import type { OwnShares, Paths } from './paths.ts'
import { type PlaceModel, placeShares, positionDecayShares } from './shares.ts'

/** How often each distinct path counts: as seen, or as drawn again by the bootstrap. */
export type Weights = {
  readonly conversions: Float64Array
  readonly value: Float64Array
  readonly nulls: Float64Array
}

/** Credit per channel id. */
export type Credits = {
  readonly conversions: Float64Array
  readonly value: Float64Array
  readonly removalEffects?: Float64Array
}

export type Estimator = (weights: Weights) => Credits

const noCredits = (channels: number): Credits => ({
  conversions: new Float64Array(channels),
  value: new Float64Array(channels),
})

const endEstimator =
  (paths: Paths, channels: number, end: 'first' | 'last'): Estimator =>
  (weights) => {
    const credits = noCredits(channels)
    const { starts, touches } = paths
    for (let p = 0; p < paths.size; p++) {
      const from = starts[p]!
      const to = starts[p + 1]!
      if (from === to) continue
      const channel = touches[end === 'first' ? from : to - 1]!
      credits.conversions[channel]! += weights.conversions[p]!
      credits.value[channel]! += weights.value[p]!
    }
    return credits
  }

/** Shares by length, made once per length. */
const shareTable = (shares: (touches: readonly unknown[]) => number[]): ((n: number) => Float64Array) => {
  const byLength = new Map<number, Float64Array>()
  const short: (Float64Array | undefined)[] = Array.from({ length: 64 }, () => undefined)
  return (n) => {
    const known = n < 64 ? short[n] : byLength.get(n)
    if (known) return known
    const made = Float64Array.from(shares(Array.from({ length: n })))
    if (n < 64) short[n] = made
    else byLength.set(n, made)
    return made
  }
}

/** Credit of a rule that looks at places only. */
export const placeEstimator = (
  paths: Paths,
  channels: number,
  model: PlaceModel,
  decayRate: number,
): Estimator => {
  if (model === 'first' || model === 'last') return endEstimator(paths, channels, model)
  const table = shareTable(
    model === 'position-decay' ? (touches) => positionDecayShares(touches, decayRate) : placeShares[model],
  )
  return (weights) => {
    const credits = noCredits(channels)
    const { conversions, value } = credits
    const { starts, touches } = paths
    for (let p = 0; p < paths.size; p++) {
      const from = starts[p]!
      const n = starts[p + 1]! - from
      const won = weights.conversions[p]!
      const worth = weights.value[p]!
      if (n === 0 || (won === 0 && worth === 0)) continue
      const shares = table(n)
      for (let i = 0; i < n; i++) {
        const channel = touches[from + i]!
        conversions[channel]! += won * shares[i]!
        value[channel]! += worth * shares[i]!
      }
    }
    return credits
  }
}

/** Credit of a rule whose shares belong to the journey: time decay and w-shaped. */
export const ownEstimator =
  (paths: Paths, channels: number, model: OwnShares): Estimator =>
  (weights) => {
    const credits = noCredits(channels)
    const shares = paths.own.get(model) ?? new Float64Array()
    const { conversions, value } = credits
    const { starts, touches } = paths
    for (let p = 0; p < paths.size; p++) {
      const won = weights.conversions[p]!
      const worth = weights.value[p]!
      if (won === 0 && worth === 0) continue
      for (let at = starts[p]!; at < starts[p + 1]!; at++) {
        const channel = touches[at]!
        conversions[channel]! += won * shares[at]!
        value[channel]! += worth * shares[at]!
      }
    }
    return credits
  }

/**
 * The Shapley value of v(S) = conversions of the journeys whose channels all lie in S. For this v each journey shares its
 * conversions equally among its distinct channels (Zhao, Mahboobi, Bagheri 2018, "Shapley Value Methods for Attribution
 * Modeling in Online Advertising", eq. 8), in linear time and for any number of channels.
 */
export const shapleyEstimator = (paths: Paths, channels: number): Estimator => {
  const seen = new Int32Array(channels).fill(-1)
  return (weights) => {
    const credits = noCredits(channels)
    const { conversions, value } = credits
    const { starts, touches } = paths
    seen.fill(-1)
    const distinct = new Int32Array(channels)
    for (let p = 0; p < paths.size; p++) {
      const won = weights.conversions[p]!
      const worth = weights.value[p]!
      if (won === 0 && worth === 0) continue
      let count = 0
      for (let at = starts[p]!; at < starts[p + 1]!; at++) {
        const channel = touches[at]!
        if (seen[channel] === p) continue
        seen[channel] = p
        distinct[count++] = channel
      }
      for (let i = 0; i < count; i++) {
        conversions[distinct[i]!]! += won / count
        value[distinct[i]!]! += worth / count
      }
    }
    return credits
  }
}
