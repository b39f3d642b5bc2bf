import { type Random, seededRandom } from '@tributary/kernel'
import type { Credits, Estimator, Weights } from './credits.ts'
import { normalShare } from './normal.ts'
import type { Paths } from './paths.ts'
import { poisson } from './poisson.ts'

/** Low and high end of a 90 % interval. */
export type Interval = readonly [number, number]
/** 95 % of normal deviates lie below it. */
const Z = 1.6448536269514722

/** Credits of one model in every sample: `conversions[channel * samples + sample]`. */
export type Samples = {
  readonly samples: number
  readonly conversions: Float64Array
  readonly value: Float64Array
}

/**
 * Draws all journeys again: a Poisson number for each distinct path, scaled so that there are as many journeys as before (which is
 * a multinomial draw in the limit). Where one path stands for conversions of differing value, its sum scatters as theirs do.
 */
const draw = (random: Random, paths: Paths, into: Weights): void => {
  let [before, after] = [0, 0]
  for (let p = 0; p < paths.size; p++) {
    const won = paths.conversions[p]!
    const lost = paths.nulls[p]!
    const drawn = poisson(random, won)
    into.conversions[p] = drawn
    into.nulls[p] = poisson(random, lost)
    before += won + lost
    after += drawn + into.nulls[p]!
    into.value[p] =
      won > 0
        ? Math.max(0, (paths.value[p]! / won) * drawn + scatter(random, paths, p, drawn))
        : paths.value[p]!
  }
  const scale = after > 0 ? before / after : 1
  for (let p = 0; p < paths.size; p++) {
    into.conversions[p]! *= scale
    into.nulls[p]! *= scale
    into.value[p]! *= scale
  }
}

const scatter = (random: Random, paths: Paths, p: number, drawn: number): number => {
  const won = paths.conversions[p]!
  if (won <= 1 || drawn === 0) return 0
  const spread = paths.squares[p]! - paths.value[p]! ** 2 / won
  return spread > 1e-12 * paths.squares[p]! ? random.normal() * Math.sqrt((spread * drawn) / won) : 0
}

export const bootstrap = (
  paths: Paths,
  channels: number,
  estimators: readonly Estimator[],
  { samples, seed }: { readonly samples: number; readonly seed: number },
): Samples[] => {
  const random = seededRandom(seed, 'bootstrap')
  const weights: Weights = {
    conversions: new Float64Array(paths.size),
    value: new Float64Array(paths.size),
    nulls: new Float64Array(paths.size),
  }
  const found = estimators.map(() => ({
    samples,
    conversions: new Float64Array(channels * samples),
    value: new Float64Array(channels * samples),
  }))
  for (let sample = 0; sample < samples; sample++) {
    draw(random, paths, weights)
    estimators.forEach((estimate, model) => {
      keep(found[model]!, sample, estimate(weights))
    })
  }
  return found
}

const keep = (into: Samples, sample: number, credits: Credits): void => {
  for (let channel = 0; channel < credits.conversions.length; channel++) {
    into.conversions[channel * into.samples + sample] = credits.conversions[channel]!
    into.value[channel * into.samples + sample] = credits.value[channel]!
  }
}

const quantile = (sorted: Float64Array, at: number): number => {
  const place = at * (sorted.length - 1)
  const below = Math.floor(place)
  const low = sorted[below]!
  return low + (place - below) * ((sorted[below + 1] ?? low) - low)
}

type Shape = { readonly acceleration: number; readonly stretch: number }

/**
 * How lopsided samples are: their skewness over six, which for sums is both the bias and the acceleration of BCa. And how much
 * farther than a normal interval one from so few events must reach (Student's t and n − 1, with the events told by mean² over variance).
 */
const shapeOf = (samples: Float64Array): Shape => {
  const mean = samples.reduce((a, b) => a + b, 0) / samples.length
  let [second, third] = [0, 0]
  for (const x of samples) {
    second += (x - mean) ** 2
    third += (x - mean) ** 3
  }
  if (second === 0) return { acceleration: 0, stretch: 1 }
  const variance = second / samples.length
  const skewness = third / samples.length / variance ** 1.5
  const events = Math.max(4, (mean * mean) / variance)
  return { acceleration: Math.max(-0.25, Math.min(0.25, skewness / 6)), stretch: 1 + 1.4 / events }
}

/**
 * The 90 % interval of an estimate from its samples: percentiles corrected for skewness (BCa, Efron 1987) and for few events
 * (expanded percentiles, Hesterberg 2015), because plain ones of lopsided sums such as revenue are too low and too short. Widened
 * where needed to hold the estimate.
 */
export const intervalOf = (samples: Float64Array, estimate: number): Interval => {
  const sorted = samples.slice().sort()
  const { acceleration: a, stretch } = shapeOf(samples)
  const at = (z: number) => quantile(sorted, normalShare(a + (a + z) / (1 - a * (a + z))))
  return [Math.min(estimate, at(-Z * stretch)), Math.max(estimate, at(Z * stretch))]
}
