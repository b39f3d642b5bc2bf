import { flowOf, readChain } from './chain.ts'
import { type Credits, type Estimator, ownEstimator, placeEstimator, shapleyEstimator } from './credits.ts'
import type { AttributionModel } from './lists.ts'
import { markovEstimator, touchedTotal } from './markov.ts'
import type { Settings } from './options.ts'
import type { Paths } from './paths.ts'
import { arrive, type RemovalGame, removalGame, worthOfAll } from './removal-game.ts'
import { MOST_EXACT_PLAYERS, sampleArrivals, shapleyOfTable } from './shapley-values.ts'

/** How far sampled values may lie from the exact ones. */
export type Sampling = {
  readonly permutations: number
  /** The largest standard error of a channel, in conversions and in value. */
  readonly standardError: { readonly conversions: number; readonly value: number }
}
export type SampledCredits = Credits & { readonly sampling?: Sampling | undefined }

const positive = (values: Float64Array): Float64Array => values.map((value) => Math.max(0, value))
const sum = (values: Float64Array): number => values.reduce((a, b) => a + b, 0)

const exactGame = (game: RemovalGame) => {
  const worth = worthOfAll(game)
  const n = game.players.length
  return {
    conversions: shapleyOfTable(worth.conversions, n),
    value: shapleyOfTable(worth.value, n),
    sampling: undefined,
  }
}

const sampledGame = (game: RemovalGame, permutations: number, seed: number) => {
  const n = game.players.length
  const found = sampleArrivals(
    (order, added) => arrive(game, order, added.subarray(0, n), added.subarray(n)),
    n,
    permutations,
    seed,
    2 * n,
  )
  return {
    conversions: Float64Array.from(found.values.slice(0, n)),
    value: Float64Array.from(found.values.slice(n)),
    sampling: {
      permutations: found.permutations,
      standardError: {
        conversions: Math.max(0, ...found.standardErrors.slice(0, n)),
        value: Math.max(0, ...found.standardErrors.slice(n)),
      },
    },
  }
}

/**
 * The Shapley value of the removal game on the chain of order 1: what is won depends on which channels are there and on the order
 * in which customers meet them, so there is no closed form. Exact up to `exactUpTo` channels, sampled with a seed beyond.
 */
const removalGameEstimator = (
  paths: Paths,
  channels: number,
  settings: Settings,
  exactUpTo: number,
): ((weights: Parameters<Estimator>[0]) => SampledCredits) => {
  const chain = readChain(paths, 1)
  return (weights) => {
    const flow = flowOf(paths, chain, weights)
    const game = removalGame(chain, flow)
    const found =
      game.players.length <= exactUpTo
        ? exactGame(game)
        : sampledGame(game, settings.permutations, settings.seed)
    const [won, worth] = [positive(found.conversions), positive(found.value)]
    const wonScale = scale(sum(won), touchedTotal(paths, weights.conversions))
    const worthScale = scale(sum(worth), touchedTotal(paths, weights.value))
    const conversions = new Float64Array(channels)
    const value = new Float64Array(channels)
    game.players.forEach((channel, i) => {
      conversions[channel] = won[i]! * wonScale
      value[channel] = worth[i]! * worthScale
    })
    const { sampling } = found
    return {
      conversions,
      value,
      sampling: sampling && {
        permutations: sampling.permutations,
        standardError: {
          conversions: sampling.standardError.conversions * wonScale,
          value: sampling.standardError.value * worthScale,
        },
      },
    }
  }
}

/** From chances to amounts: what all players are worth together becomes the total. */
const scale = (whole: number, total: number): number => (whole > 0 ? total / whole : 0)

/** Within the bootstrap the game is sampled from 12 channels on, by few orders: noise of its own only widens the interval. */
const EXACT_IN_SAMPLES = 12
const permutationsInSamples = (players: number): number =>
  Math.max(4, Math.min(64, Math.round(3e7 / players ** 3)))

export const estimatorOf = (
  model: AttributionModel,
  paths: Paths,
  channels: number,
  settings: Settings,
  inSamples = false,
): ((weights: Parameters<Estimator>[0]) => SampledCredits) => {
  switch (model) {
    case 'time-decay':
    case 'w-shaped':
      return ownEstimator(paths, channels, model)
    case 'markov':
      return markovEstimator(paths, channels, settings.order)
    case 'shapley':
      return shapleyEstimator(paths, channels)
    case 'shapley-ordered':
      return inSamples
        ? removalGameEstimator(
            paths,
            channels,
            { ...settings, permutations: Math.min(settings.permutations, permutationsInSamples(channels)) },
            EXACT_IN_SAMPLES,
          )
        : removalGameEstimator(paths, channels, settings, MOST_EXACT_PLAYERS)
    case 'first':
    case 'last':
    case 'linear':
    case 'position-decay':
    case 'position-based':
      return placeEstimator(paths, channels, model, settings.decayRate)
  }
}
