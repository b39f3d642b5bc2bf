import { stageRates } from './base-rate.ts'
import { type Calibration, calibrate, crossCalibrated, type Judged, UNCALIBRATED } from './calibrate.ts'
import { metricsOf, topCoefficients, whatItDoesNotKnow } from './card.ts'
import { type Choice, chooseRecipe } from './choose-recipe.ts'
import { encodeRows } from './encode.ts'
import { inOrderOfClose, outcomesOf } from './examples.ts'
import { type FeatureSpec, inferFeatures, type WinExample } from './features.ts'
import { fingerprint } from './fingerprint.ts'
import { covarianceAt, fitLogistic, type SparseRows } from './fit-logistic.ts'
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
  /** Shapes to choose from; `plain` is always among them. Richer ones are tried from 500 labels on. */
  readonly shapes?: readonly Shape[]
}

/** From this many labels on, the newest fifth is kept back for calibration and for the card. */
const ENOUGH_TO_CALIBRATE = 500
const TOLERANCE = 1e-9

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

const fitTerms = (
  examples: readonly WinExample[],
  specs: readonly FeatureSpec[],
  { shape, l2 }: { readonly shape: Shape; readonly l2: number },
  calibration: Calibration,
): WinFit => {
  const terms = learnTerms(examples, specs, shape)
  const data = encodeRows(
    terms,
    examples.map(({ features }) => features),
  )
  const fit = fitLogistic(data, outcomesOf(examples), { l2, tolerance: TOLERANCE })
  return {
    terms,
    intercept: fit.intercept,
    weights: [...fit.weights],
    l2,
    covariance: Array.from(covarianceAt(data, fit, l2), compact),
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
  shape: Shape,
  l2: number,
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
  readonly shape: Shape
  readonly l2: number
  readonly calibration: Calibration
  readonly metrics: CardMetrics | null
  readonly chosen: ModelCard['chosen']
}

const judgeFew = (ordered: readonly WinExample[], choice: Choice): Judgement => {
  const { shape, l2, trials, foretold } = choice
  const judged = foretold.map(({ example, logit }) => ({ logit, won: example.won }))
  const examples = foretold.map(({ example }) => example)
  const before = ordered.slice(0, ordered.length - examples.length)
  const metrics = judged.length === 0 ? null : metricsOf(judged, examples, before, 'in-time-order')
  return { shape, l2, calibration: UNCALIBRATED, metrics, chosen: { shape, l2, newest: null, trials } }
}

/** The richer shape must also hold on the newest fifth, which the choice never saw; else plain lines stay. */
const judgeMany = (
  older: readonly WinExample[],
  newer: readonly WinExample[],
  specs: readonly FeatureSpec[],
  choice: Choice,
): Judgement => {
  const plain = foretell(older, newer, specs, 'plain', choice.plainL2)
  const rich = choice.shape === 'plain' ? plain : foretell(older, newer, specs, choice.shape, choice.l2)
  const newest = { chosen: meanLogLoss(rich), plain: meanLogLoss(plain) }
  const keep = newest.chosen <= newest.plain
  const [shape, l2, slice] = keep
    ? [choice.shape, choice.l2, rich]
    : (['plain', choice.plainL2, plain] as const)
  const found = calibrate(slice)
  // The fit on all rows has taken in the slice's share of any drift already.
  const share = older.length / (older.length + newer.length)
  return {
    shape,
    l2,
    calibration: { ...found, shift: found.shift * share },
    metrics: metricsOf(crossCalibrated(slice), newer, older, 'newest-fifth'),
    chosen: { shape, l2, newest, trials: choice.trials },
  }
}

const judge = (
  ordered: readonly WinExample[],
  specs: readonly FeatureSpec[],
  options: WinOptions,
): Judgement => {
  const wanted = SHAPES.filter((shape) => shape === 'plain' || (options.shapes ?? SHAPES).includes(shape))
  if (ordered.length < ENOUGH_TO_CALIBRATE)
    return judgeFew(ordered, chooseRecipe(ordered, specs, { shapes: ['plain'], l2: options.l2 }))
  const cut = Math.round(ordered.length * 0.8)
  const [older, newer] = [ordered.slice(0, cut), ordered.slice(cut)]
  const choice = chooseRecipe(older, specs, { shapes: wanted, l2: options.l2 })
  const outcomes = new Set(older.map(({ won }) => won))
  return outcomes.size < 2 ? judgeFew(ordered, choice) : judgeMany(older, newer, specs, choice)
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
  const { shape, l2, calibration, metrics, chosen } = judge(ordered, specs, options)
  const fit = fitTerms(ordered, specs, { shape, l2 }, calibration)
  const card: ModelCard = {
    ...blank,
    metrics,
    beatsBaseRate: metrics === null ? null : metrics.skill > 0,
    topCoefficients: topCoefficients(fit),
    chosen,
    doesNotKnow: whatItDoesNotKnow(fit, metrics, ordered),
  }
  const model = { ...said, fit, card }
  return { ...model, version: fingerprint(model) }
}
