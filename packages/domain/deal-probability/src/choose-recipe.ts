import { encodeRows } from './encode.ts'
import { outcomesOf } from './examples.ts'
import type { FeatureSpec, WinExample } from './features.ts'
import { fitLogistic } from './fit-logistic.ts'
import { logLossOf, logPriorOf } from './logistic.ts'
import { learnTerms, logitsOf, type Shape } from './recipe.ts'

/** From almost nothing but the base rate to almost free. */
export const STRENGTHS = [3000, 300, 100, 30, 10, 3, 1, 0.3] as const
/** More rows would not change the choice; the newest are used. */
const MOST_ROWS = 20_000
const LOOSE = 1e-3

export type Trial = {
  readonly shape: Shape
  readonly l2: number
  /** Mean log-loss on rows that closed after those the trial was trained on. */
  readonly logLoss: number
}

/** An example with the logit that a model gave it which had seen only earlier closes. */
export type Foretold = { readonly example: WinExample; readonly logit: number }

type Fold = { readonly train: readonly WinExample[]; readonly judge: readonly WinExample[] }

/** Three steps through time: the first 40, 55 and 75 %, each judged on what closed next. */
const foldsOf = (ordered: readonly WinExample[]): Fold[] => {
  const cuts = [0.4, 0.55, 0.75, 1].map((share) => Math.round(ordered.length * share))
  return cuts
    .slice(0, -1)
    .map((cut, i) => ({ train: ordered.slice(0, cut), judge: ordered.slice(cut, cuts[i + 1]) }))
    .filter(
      ({ train, judge }) => judge.length > 0 && train.some(({ won }) => won) && train.some(({ won }) => !won),
    )
}

/** Logits of the judged rows for each strength, from the strongest down, each fit starting from the last. */
const walkPath = (
  { train, judge }: Fold,
  specs: readonly FeatureSpec[],
  shape: Shape,
  strengths: readonly number[],
): Float64Array[] => {
  const terms = learnTerms(train, specs, shape)
  const data = encodeRows(
    terms,
    train.map(({ features }) => features),
  )
  const judged = encodeRows(
    terms,
    judge.map(({ features }) => features),
  )
  const won = outcomesOf(train)
  let from: Float64Array | undefined
  return strengths.map((l2) => {
    const fit = fitLogistic(data, won, {
      l2,
      tolerance: LOOSE * Math.sqrt(train.length),
      ...(from ? { from } : {}),
    })
    from = new Float64Array([...fit.weights, fit.intercept])
    return logitsOf(judged, fit)
  })
}

type Walk = { readonly trial: Trial; readonly foretold: readonly Foretold[] }

const walkShape = (
  folds: readonly Fold[],
  specs: readonly FeatureSpec[],
  shape: Shape,
  strengths: readonly number[],
): Walk[] => {
  const paths = folds.map((fold) => walkPath(fold, specs, shape, strengths))
  return strengths.map((l2, s) => {
    const foretold = folds.flatMap(({ judge }, f) =>
      judge.map((example, i) => ({ example, logit: paths[f]![s]![i]! })),
    )
    const loss = foretold.reduce((sum, { example, logit }) => sum + logLossOf(logit, example.won), 0)
    return { trial: { shape, l2, logLoss: loss / foretold.length }, foretold }
  })
}

/** A strength and how likely it is the right one, by what it foretold. */
export type Strength = { readonly l2: number; readonly weight: number }

/** A shape with its strength: `l2` for the weights, all `plausible` ones for their uncertainty. */
export type Recipe = {
  readonly shape: Shape
  readonly l2: number
  readonly plausible: readonly Strength[]
}

export type Choice = {
  readonly best: Recipe
  /** The same for plain lines, to hold the best shape against. */
  readonly plain: Recipe
  readonly trials: readonly Trial[]
  /** By the strength of the best shape that foretold best. */
  readonly foretold: readonly Foretold[]
}

const LEAST_WEIGHT = 0.01

/**
 * Strengths weighted by the likelihood they gave to what closed later (prequential evidence; A. P. Dawid, "Statistical
 * theory: the prequential approach", 1984). One lucky slice thus never decides for far too much shrinkage: `l2` is
 * their weighted geometric mean.
 */
const recipeOf = (walks: readonly Walk[]): Recipe => {
  const logs = walks.map(({ trial, foretold }) => logPriorOf(trial.l2) - trial.logLoss * foretold.length)
  const most = Math.max(...logs)
  const evidence = logs.map((log) => Math.exp(log - most))
  const total = evidence.reduce((sum, e) => sum + e, 0)
  const likely = walks
    .map(({ trial }, i) => ({ l2: trial.l2, weight: evidence[i]! / total }))
    .filter(({ weight }) => weight >= LEAST_WEIGHT)
  const kept = likely.reduce((sum, { weight }) => sum + weight, 0)
  const plausible = likely.map(({ l2, weight }) => ({ l2, weight: weight / kept }))
  const middle = Math.exp(plausible.reduce((sum, { l2, weight }) => sum + weight * Math.log(l2), 0))
  const l2 = plausible.length === 1 ? plausible[0]!.l2 : Number(middle.toPrecision(3))
  return { shape: walks[0]!.trial.shape, l2, plausible }
}

const leastLoss = (walks: readonly Walk[]): Walk =>
  walks.reduce((a, b) => (b.trial.logLoss < a.trial.logLoss ? b : a))

/**
 * Shape and strength by time-ordered validation: train on what closed first, judge on what closed next. A richer
 * shape is taken only where its log-loss is lower. Given a fixed `l2`, only the shape is chosen.
 */
export const chooseRecipe = (
  ordered: readonly WinExample[],
  specs: readonly FeatureSpec[],
  { shapes, l2 }: { readonly shapes: readonly Shape[]; readonly l2?: number | undefined },
): Choice => {
  const folds = foldsOf(ordered.slice(-MOST_ROWS))
  if (folds.length === 0) {
    const plain: Recipe = { shape: 'plain', l2: l2 ?? 10, plausible: [{ l2: l2 ?? 10, weight: 1 }] }
    return { best: plain, plain, trials: [], foretold: [] }
  }
  const walks = shapes.map((shape) => walkShape(folds, specs, shape, l2 === undefined ? STRENGTHS : [l2]))
  const chosen = walks.reduce((a, b) => (leastLoss(b).trial.logLoss < leastLoss(a).trial.logLoss ? b : a))
  return {
    best: recipeOf(chosen),
    plain: recipeOf(walks[shapes.indexOf('plain')]!),
    trials: walks.flat().map(({ trial }) => trial),
    foretold: leastLoss(chosen).foretold,
  }
}
