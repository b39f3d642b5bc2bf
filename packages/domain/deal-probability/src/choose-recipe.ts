import { encodeRows } from './encode.ts'
import { outcomesOf } from './examples.ts'
import type { FeatureSpec, WinExample } from './features.ts'
import { fitLogistic } from './fit-logistic.ts'
import { logLossOf } from './logistic.ts'
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

export type Choice = {
  readonly shape: Shape
  readonly l2: number
  /** The best strength of plain lines, to hold the chosen shape against. */
  readonly plainL2: number
  readonly trials: readonly Trial[]
  /** Of the chosen shape and strength. */
  readonly foretold: readonly Foretold[]
}

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
  const strengths = l2 === undefined ? STRENGTHS : [l2]
  if (folds.length === 0) return { shape: 'plain', l2: l2 ?? 10, plainL2: l2 ?? 10, trials: [], foretold: [] }
  const walks = shapes.flatMap((shape) => walkShape(folds, specs, shape, strengths))
  const best = (some: readonly Walk[]): Walk =>
    some.reduce((a, b) => (b.trial.logLoss < a.trial.logLoss ? b : a))
  const chosen = best(walks)
  const plain = best(walks.filter(({ trial }) => trial.shape === 'plain'))
  return {
    shape: chosen.trial.shape,
    l2: chosen.trial.l2,
    plainL2: plain.trial.l2,
    trials: walks.map(({ trial }) => trial),
    foretold: chosen.foretold,
  }
}
