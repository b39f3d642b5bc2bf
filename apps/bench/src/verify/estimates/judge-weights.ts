import { inferFeatures, type PlainModel, trainPlainModel } from '@tributary/deal-probability'
import {
  type DealFacts,
  type PlantedWin,
  simulateDeals,
  WIN_COLUMNS,
  type WinColumn,
} from '@tributary/simulator'
import { type Held, hold, noneHeld } from './held.ts'

export type WeightsVerdict = {
  /** Mean |found − planted| of the numbers, for one standard deviation of each. */
  readonly numbers: number
  /** The same of the categories, each against the mean of its kind. */
  readonly categories: number
  /** The farthest of all from what was planted, in standard errors. */
  readonly farthest: number
  readonly held: Held
}

const KINDS = ['stage', 'channel', 'industry'] as const
const Z90 = 1.6448536269514722

/** The facts on the scales on which they count: the weights of this model are the planted ones, if it finds them. */
const onScale = (facts: DealFacts): Record<string, number | string> => {
  const row: Record<string, number | string> = {}
  for (const [name, read] of Object.entries(WIN_COLUMNS)) row[name] = read(facts)
  for (const kind of KINDS) row[kind] = facts[kind]
  return row
}

/** One planted weight beside the found one, with its standard error. */
type Found = {
  readonly number: boolean
  readonly wanted: number
  readonly found: number
  readonly standardError: number
}

type Feature = PlainModel['features'][number]

const covarianceOf =
  ({ covariance }: PlainModel) =>
  (a: number, b: number): number =>
    covariance[(Math.max(a, b) * (Math.max(a, b) + 1)) / 2 + Math.min(a, b)]!

const meanOf = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length

const numberFound = (
  model: PlainModel,
  { column, ...feature }: Feature & { kind: 'numeric' },
  planted: PlantedWin,
): Found => ({
  number: true,
  wanted: planted.columns[feature.feature as WinColumn] * feature.scale,
  found: model.weights[column]!,
  standardError: Math.sqrt(covarianceOf(model)(column, column)),
})

/** Each category against the mean of its kind: what all have in common stands in the intercept as well as here. */
const categoriesFound = (
  model: PlainModel,
  { feature, column, levels }: Feature & { kind: 'category' },
  planted: PlantedWin,
): Found[] => {
  const weights: Readonly<Record<string, number>> = planted[feature as (typeof KINDS)[number]]
  const covariance = covarianceOf(model)
  const columns = levels.map((_, i) => column + i)
  const plantedMean = meanOf(levels.map((level) => weights[level]!))
  const foundMean = meanOf(columns.map((at) => model.weights[at]!))
  const meanVariance = meanOf(columns.map((a) => meanOf(columns.map((b) => covariance(a, b)))))
  return columns.map((at, i) => ({
    number: false,
    wanted: weights[levels[i]!]! - plantedMean,
    found: model.weights[at]! - foundMean,
    standardError: Math.sqrt(
      covariance(at, at) - 2 * meanOf(columns.map((b) => covariance(at, b))) + meanVariance,
    ),
  }))
}

/** One market: does logistic regression on the right scales find what was planted? */
export const judgeWeights = (seed: number, deals: number): WeightsVerdict => {
  const { deals: closed, truth } = simulateDeals({ seed, deals })
  const rows = closed.map(({ facts, won }) => ({ features: onScale(facts), won }))
  const features = inferFeatures(rows.map((row) => row.features))
  const model = trainPlainModel(rows, { features, l2: 1 })
  const all = model.features.flatMap((feature) =>
    feature.kind === 'numeric'
      ? [numberFound(model, feature, truth.planted)]
      : categoriesFound(model, feature, truth.planted),
  )
  const held = noneHeld()
  for (const { found, standardError, wanted } of all)
    hold(held, [found - Z90 * standardError, found + Z90 * standardError], wanted)
  const errorOf = (numbers: boolean): number =>
    meanOf(
      all.filter(({ number }) => number === numbers).map(({ found, wanted }) => Math.abs(found - wanted)),
    )
  const farthest = Math.max(
    ...all.map(({ found, wanted, standardError }) => Math.abs(found - wanted) / standardError),
  )
  return { numbers: errorOf(true), categories: errorOf(false), farthest, held }
}
