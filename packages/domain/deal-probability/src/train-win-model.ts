import { stageRates } from './base-rate.ts'
import { type Calibration, calibrate, crossCalibrated, type Judged, UNCALIBRATED } from './calibrate.ts'
import { metricsOf, topCoefficients, whatItDoesNotKnow } from './card.ts'
import { type Choice, chooseRecipe, type Recipe, STRENGTHS, type Trial } from './choose-recipe.ts'
import { encodeRows } from './encode.ts'
import { inOrderOfClose, outcomesOf } from './examples.ts'
import { type FeatureSpec, inferFeatures, type WinExample } from './features.ts'
import { fingerprint } from './fingerprint.ts'
import { fitLogistic, type LogisticFit, opennessAt, type SparseRows } from './fit-logistic.ts'
import { logPriorOf } from './logistic.ts'
import { meanLogLoss } from './metrics.ts'
import { learnTerms, logitsOf, SHAPES, type Shape } from './recipe.ts'
import type { Term } from './terms.ts'
import type { CardMetrics, ModelCard, WinAction, WinFit, WinModel } from './win-model.ts'

export type WinOptions = {
  /** What the model may read; by default every feature found, numeric when all its values are numbers. */
  readonly features?: readonly FeatureSpec[]
  /** Fewer won or lost deals than these, and the model abstains. Default 40 and 40. */
  readonly gate?: { readonly won: number; readonly lost: number }
  /** The feature that names the stage at the snapshot, for base rates. Default `stage`. */
  readonly stageFeature?: string
  /** What somebody could do about a deal: each estimate tells what it would change. */
  readonly actions?: readonly WinAction[]
  /** A fixed strength of the penalty ½·l2·‖w‖²; by default chosen by time-ordered validation. */
  readonly l2?: number
  /** Shapes to choose from; `plain` is always among them. `curves` and `pairs` are tried from 500 labels on. */
  readonly shapes?: readonly Shape[]
}

/** From this many labels on, the newest fifth is kept back for calibration and for the card. */
const ENOUGH_TO_CALIBRATE = 500
const TOLERANCE = 1e-9
/** Shapes with no more weights than plain lines: open to few labels too. */
const SIMPLE: readonly Shape[] = ['plain', 'logs']

const compact = (x: number): number => Number(x.toPrecision(9))

/** Mean and variance of each term's contribution over the rows. */
const contributionsOf = (terms: readonly Term[], data: SparseRows, weights: Float64Array) => {
  const owner = terms.flatMap((term, t) => Array.from({ length: term.columns }, () => t))
  const [sums, squares] = [new Float64Array(terms.length), new Float64Array(terms.length)]
  const row = new Float64Array(terms.length)
  for (let i = 0; i < data.rows; i++) {
    row.fill(0)
    for (let k = data.start[i]!; k < data.start[i + 1]!; k++) {
      const column = data.column[k]!
      row[owner[column]!]! += data.value[k]! * weights[column]!
    }
    for (let t = 0; t < terms.length; t++) {
      sums[t]! += row[t]!
      squares[t]! += row[t]! ** 2
    }
  }
  const centers = Array.from(sums, (sum) => sum / data.rows)
  return { centers, spreads: centers.map((mean, t) => Math.max(0, squares[t]! / data.rows - mean * mean)) }
}

/**
 * The evidence of a strength counts by its fourth root: it takes the shape for true, which it never quite is, and few rows would
 * settle for one strength too soon (P. Grünwald, "The safe Bayesian", 2012). In simulated markets of 300 deals intervals
 * then hold the truth 87 times in 100, in place of 85.
 */
const TEMPER = 0.25

/**
 * Covariance of the chosen weights when the right strength is one of several: over all strengths, weighted by their
 * evidence, the inverse Hessian and how far the weights lie from the chosen ones. So the interval also holds what
 * shrinkage may hide.
 */
const covarianceOver = (
  data: SparseRows,
  won: Uint8Array,
  fit: LogisticFit,
  strengths: readonly number[],
): number[] => {
  const size = data.columns + 1
  const from = new Float64Array([...fit.weights, fit.intercept])
  const others = strengths.map((l2) => {
    const other = fitLogistic(data, won, { l2, tolerance: 1e-6 * won.length, from })
    const { covariance, evidence } = opennessAt(data, won, other, l2)
    return { ...other, covariance, evidence: TEMPER * (evidence + logPriorOf(l2)) }
  })
  const best = Math.max(...others.map(({ evidence }) => evidence))
  const sum = others.reduce((total, { evidence }) => total + Math.exp(evidence - best), 0)
  const total = new Float64Array((size * (size + 1)) / 2)
  for (const { weights, intercept, covariance, evidence } of others) {
    const weight = Math.exp(evidence - best) / sum
    if (weight < 1e-4) continue
    const away = from.map((w, j) => (weights[j] ?? intercept) - w)
    for (let i = 0, at = 0; i < size; i++)
      for (let j = 0; j <= i; j++, at++) total[at]! += weight * (covariance[at]! + away[i]! * away[j]!)
  }
  return Array.from(total, compact)
}

const fitTerms = (
  examples: readonly WinExample[],
  specs: readonly FeatureSpec[],
  { shape, l2 }: Recipe,
  strengths: readonly number[],
  calibration: Calibration,
): WinFit => {
  const terms = learnTerms(examples, specs, shape)
  const data = encodeRows(
    terms,
    examples.map(({ features }) => features),
  )
  const won = outcomesOf(examples)
  const fit = fitLogistic(data, won, { l2, tolerance: TOLERANCE })
  return {
    terms,
    intercept: fit.intercept,
    weights: [...fit.weights],
    l2,
    covariance: covarianceOver(data, won, fit, strengths),
    calibration,
    ...contributionsOf(terms, data, fit.weights),
    gradient: fit.gradient,
  }
}

/** The newest rows as a model saw them that was trained on the older ones. */
const foretell = (
  older: readonly WinExample[],
  newer: readonly WinExample[],
  specs: readonly FeatureSpec[],
  { shape, l2 }: Recipe,
): Judged[] => {
  const terms = learnTerms(older, specs, shape)
  const data = encodeRows(
    terms,
    older.map(({ features }) => features),
  )
  const fit = fitLogistic(data, outcomesOf(older), { l2, tolerance: 1e-6 })
  const logits = logitsOf(
    encodeRows(
      terms,
      newer.map(({ features }) => features),
    ),
    fit,
  )
  return newer.map(({ won }, i) => ({ logit: logits[i]!, won }))
}

type Judgement = {
  readonly recipe: Recipe
  readonly calibration: Calibration
  readonly metrics: CardMetrics | null
  readonly newest: NonNullable<ModelCard['chosen']>['newest']
  readonly trials: readonly Trial[]
}

const judgeFew = (ordered: readonly WinExample[], { best, trials, foretold }: Choice): Judgement => {
  const judged = foretold.map(({ example, logit }) => ({ logit, won: example.won }))
  const examples = foretold.map(({ example }) => example)
  const before = ordered.slice(0, ordered.length - examples.length)
  const metrics = judged.length === 0 ? null : metricsOf(judged, examples, before, 'in-time-order')
  return { recipe: best, calibration: UNCALIBRATED, metrics, newest: null, trials }
}

/** Log-loss of a shape over all rows that its choice foretold. */
const lossOf = ({ trials, foretold }: Choice, of: Shape): number =>
  foretold.length * Math.min(...trials.filter(({ shape }) => shape === of).map(({ logLoss }) => logLoss))

/**
 * The richer shape must be no worse than plain lines over all rows told from earlier ones, the newest fifth included, which the
 * choice never saw; else plain lines stay. On that fifth alone it may be worse: one slice would often overrule what the others
 * showed, by chance.
 */
const judgeMany = (
  older: readonly WinExample[],
  newer: readonly WinExample[],
  specs: readonly FeatureSpec[],
  choice: Choice,
): Judgement => {
  const { best, plain, trials } = choice
  const byPlain = foretell(older, newer, specs, plain)
  const byBest = best.shape === 'plain' ? byPlain : foretell(older, newer, specs, best)
  const newest = { chosen: meanLogLoss(byBest), plain: meanLogLoss(byPlain) }
  const gain =
    lossOf(choice, 'plain') - lossOf(choice, best.shape) + newer.length * (newest.plain - newest.chosen)
  const [recipe, slice] = gain >= 0 ? [best, byBest] : [plain, byPlain]
  const found = calibrate(slice)
  // The fit on all rows has taken in the slice's share of any drift already.
  const share = older.length / (older.length + newer.length)
  return {
    recipe,
    calibration: { ...found, shift: found.shift * share },
    metrics: metricsOf(crossCalibrated(slice), newer, older, 'newest-fifth'),
    newest,
    trials,
  }
}

const judge = (
  ordered: readonly WinExample[],
  specs: readonly FeatureSpec[],
  options: WinOptions,
): Judgement => {
  const cut = Math.round(ordered.length * 0.8)
  const [older, newer] = [ordered.slice(0, cut), ordered.slice(cut)]
  const allowed = SHAPES.filter((shape) => shape === 'plain' || (options.shapes ?? SHAPES).includes(shape))
  const few = ordered.length < ENOUGH_TO_CALIBRATE || new Set(older.map(({ won }) => won)).size < 2
  if (few)
    return judgeFew(
      ordered,
      chooseRecipe(ordered, specs, {
        shapes: allowed.filter((shape) => SIMPLE.includes(shape)),
        l2: options.l2,
      }),
    )
  return judgeMany(older, newer, specs, chooseRecipe(older, specs, { shapes: allowed, l2: options.l2 }))
}

const emptyCard = (ordered: readonly WinExample[], won: number): ModelCard => ({
  rows: ordered.length,
  won,
  lost: ordered.length - won,
  from: ordered[0]?.closedAt ?? null,
  to: ordered.at(-1)?.closedAt ?? null,
  metrics: null,
  beatsBaseRate: null,
  topCoefficients: [],
  chosen: null,
  doesNotKnow: [],
})

const refuseBadOptions = ({ l2, gate }: WinOptions): void => {
  if (l2 !== undefined && !(l2 > 0 && Number.isFinite(l2)))
    throw new RangeError('l2 must be a number above 0')
  if (gate && !(gate.won >= 1 && gate.lost >= 1))
    throw new RangeError('the gate needs at least 1 won and 1 lost deal')
}

/**
 * Closed deals to a model: L2 logistic regression on standardised numbers and one-hot categories, its strength (and,
 * from 500 labels on, bends and a few pairs) chosen by time-ordered validation, calibrated on the newest fifth,
 * fitted on all. The same examples give the same model in whatever order they come.
 *
 * Refuses examples whose features are not from before their close. Under the gate (40 won and 40 lost) the model
 * abstains: `fit` is null and estimates give the stage's base rate.
 */
export const trainWinModel = (examples: readonly WinExample[], options: WinOptions = {}): WinModel => {
  refuseBadOptions(options)
  const ordered = inOrderOfClose(examples)
  const specs = options.features ?? inferFeatures(ordered.map(({ features }) => features))
  const gate = options.gate ?? { won: 40, lost: 40 }
  const won = ordered.filter((example) => example.won).length
  const stageFeature = options.stageFeature ?? 'stage'
  const said = {
    kind: 'win-model',
    format: 1,
    features: specs.map(({ name, kind }) => ({ name, kind })),
    stageFeature,
    gate,
    actions: options.actions ?? [],
    stages: stageRates(ordered, stageFeature),
  } as const
  const blank = emptyCard(ordered, won)
  if (won < gate.won || ordered.length - won < gate.lost) {
    const card = {
      ...blank,
      doesNotKnow: [`Anything but the base rate: it needs ${gate.won} won and ${gate.lost} lost deals.`],
    }
    const model = { ...said, fit: null, card }
    return { ...model, version: fingerprint(model) }
  }
  const { recipe, calibration, metrics, newest, trials } = judge(ordered, specs, options)
  const fit = fitTerms(
    ordered,
    specs,
    recipe,
    options.l2 === undefined ? STRENGTHS : [options.l2],
    calibration,
  )
  const card: ModelCard = {
    ...blank,
    metrics,
    beatsBaseRate: metrics === null ? null : metrics.skill > 0,
    topCoefficients: topCoefficients(fit),
    chosen: { ...recipe, newest, trials },
    doesNotKnow: whatItDoesNotKnow(fit, metrics, ordered),
  }
  const model = { ...said, fit, card }
  return { ...model, version: fingerprint(model) }
}
