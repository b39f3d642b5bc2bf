import type { WindowOptions } from './journeys.ts'
import { ATTRIBUTION_MODELS, type AttributionModel } from './lists.ts'

export type IntervalOptions = {
  /** How often the journeys are drawn again; 200 is enough for two digits. */
  readonly samples?: number | undefined
  readonly seed?: number | undefined
}

export type AttributionOptions = WindowOptions & {
  /** Default: all that need neither times nor milestones, without `shapley-ordered`. */
  readonly models?: readonly AttributionModel[] | undefined
  /** How many touches a state of the Markov chain remembers, 1 (default) to 4. */
  readonly order?: number | undefined
  /** What one step back leaves in position decay, default 0.5. */
  readonly decayRate?: number | undefined
  /** Half-life of time decay in days, default 7. */
  readonly halfLifeDays?: number | undefined
  /** 90 % intervals by drawing the journeys again. Without it there are none. */
  readonly intervals?: IntervalOptions | undefined
  /** Orders of arrival that `shapley-ordered` samples beyond 20 channels, default 1,000. */
  readonly permutations?: number | undefined
  /** Seed of that sample, default 1. */
  readonly seed?: number | undefined
}

export type Settings = {
  readonly models: readonly AttributionModel[]
  readonly order: number
  readonly decayRate: number
  readonly halfLifeDays: number
  readonly intervals: { readonly samples: number; readonly seed: number } | undefined
  readonly permutations: number
  readonly seed: number
}

const standardModels: readonly AttributionModel[] = [
  'first',
  'last',
  'linear',
  'position-decay',
  'position-based',
  'markov',
  'shapley',
]

const within = (what: string, value: number, least: number, most: number): void => {
  if (!(Number.isInteger(value) && value >= least && value <= most))
    throw new RangeError(`${what} is a whole number from ${least} to ${most}, not ${value}`)
}

export const settle = (options: AttributionOptions): Settings => {
  const models = options.models ?? standardModels
  for (const model of models)
    if (!ATTRIBUTION_MODELS.includes(model))
      throw new RangeError(`there is no model "${model}"; choose among ${ATTRIBUTION_MODELS.join(', ')}`)
  const settings: Settings = {
    models: ATTRIBUTION_MODELS.filter((model) => models.includes(model)),
    order: options.order ?? 1,
    decayRate: options.decayRate ?? 0.5,
    halfLifeDays: options.halfLifeDays ?? 7,
    intervals: options.intervals && {
      samples: options.intervals.samples ?? 200,
      seed: options.intervals.seed ?? 1,
    },
    permutations: options.permutations ?? 1000,
    seed: options.seed ?? 1,
  }
  within('the order of the chain', settings.order, 1, 4)
  within('the number of permutations', settings.permutations, 2, 10_000_000)
  if (settings.intervals) within('the number of samples', settings.intervals.samples, 20, 100_000)
  if (!(settings.decayRate > 0 && settings.decayRate <= 1))
    throw new RangeError(`a decay rate lies above 0 and at most at 1, not at ${settings.decayRate}`)
  if (!(settings.halfLifeDays > 0))
    throw new RangeError(`a half-life is above 0 days, not ${settings.halfLifeDays}`)
  return settings
}
