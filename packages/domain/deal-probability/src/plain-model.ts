import { packedIndex } from './cholesky.ts'
import { categoryOf, type FeatureSpec, type Features, knownNumbers, numberOf, numbersOf } from './features.ts'
import { fitLogistic, opennessAt, type SparseRows } from './fit-logistic.ts'
import { sigmoid, Z90 } from './logistic.ts'
import { medianOf } from './median.ts'

type PlainNumeric = {
  readonly kind: 'numeric'
  readonly feature: string
  readonly column: number
  /** Stands in for a missing value. */
  readonly median: number
  readonly mean: number
  readonly scale: number
}
type PlainCategory = {
  readonly kind: 'category'
  readonly feature: string
  readonly column: number
  readonly levels: readonly string[]
}

/** The plain model as a JSON value: `weights[column]` belongs to the feature that starts at that column. */
export type PlainModel = {
  readonly kind: 'plain-model'
  readonly format: 1
  readonly l2: number
  readonly features: readonly (PlainNumeric | PlainCategory)[]
  readonly intercept: number
  readonly weights: readonly number[]
  /** Largest gradient entry of ½‖w‖² + C·Σ log-loss, C = 1/l2, where the search ended. */
  readonly gradient: number
  readonly iterations: number
  readonly rows: number
  readonly won: number
  /** Covariance of the weights and, last, the intercept: rows of the lower triangle. */
  readonly covariance: readonly number[]
}

export type PlainEstimate = {
  readonly probability: number
  readonly low: number
  readonly high: number
  readonly logit: number
}

export const MOST_COLUMNS = 3000

/** A feature as it was learnt, and its training cells: scaled numbers, or the column of each category. */
type Prepared =
  | { readonly feature: PlainNumeric; readonly values: Float64Array }
  | { readonly feature: PlainCategory; readonly places: Int32Array }

const prepareNumeric = (rows: readonly Features[], feature: string, column: number): Prepared => {
  const values = numbersOf(rows, feature)
  const median = medianOf(knownNumbers(values))
  const n = values.length
  let mean = 0
  for (let i = 0; i < n; i++) {
    if (Number.isNaN(values[i])) values[i] = median
    mean += values[i]!
  }
  mean /= n
  let variance = 0
  for (let i = 0; i < n; i++) variance += (values[i]! - mean) ** 2
  variance /= n
  // What rounding alone could make of a constant is no spread (the bound of scikit-learn's StandardScaler).
  const noise = n * Number.EPSILON * variance + (n * mean * Number.EPSILON) ** 2
  const scale = variance <= noise ? 1 : Math.sqrt(variance)
  for (let i = 0; i < n; i++) values[i] = (values[i]! - mean) / scale
  return { feature: { kind: 'numeric', feature, column, median, mean, scale }, values }
}

const prepareCategory = (rows: readonly Features[], feature: string, column: number): Prepared => {
  const seen = new Map<string, number>()
  const places = new Int32Array(rows.length)
  for (let i = 0; i < rows.length; i++) {
    const level = categoryOf(rows[i]!, feature)
    let place = seen.get(level)
    if (place === undefined) {
      place = seen.size
      seen.set(level, place)
    }
    places[i] = place
  }
  const levels = [...seen.keys()].sort()
  const sorted = Int32Array.from(seen.keys(), (level) => column + levels.indexOf(level))
  for (let i = 0; i < places.length; i++) places[i] = sorted[places[i]!]!
  return { feature: { kind: 'category', feature, column, levels }, places }
}

const prepare = (rows: readonly Features[], specs: readonly FeatureSpec[]): Prepared[] => {
  const all: Prepared[] = []
  let column = 0
  for (const { name, kind } of specs) {
    const one = kind === 'numeric' ? prepareNumeric(rows, name, column) : prepareCategory(rows, name, column)
    all.push(one)
    column += one.feature.kind === 'numeric' ? 1 : one.feature.levels.length
    if (column > MOST_COLUMNS)
      throw new RangeError(
        `"${name}" brings the model to ${column} columns, more than ${MOST_COLUMNS}: leave it out`,
      )
  }
  return all
}

const tableOf = (rows: number, prepared: readonly Prepared[]): SparseRows => {
  const width = prepared.length
  const start = Int32Array.from({ length: rows + 1 }, (_, i) => i * width)
  const column = new Int32Array(rows * width)
  const value = new Float64Array(rows * width).fill(1)
  prepared.forEach((one, at) => {
    if ('values' in one) {
      for (let i = 0; i < rows; i++) value[i * width + at] = one.values[i]!
      for (let i = 0; i < rows; i++) column[i * width + at] = one.feature.column
    } else for (let i = 0; i < rows; i++) column[i * width + at] = one.places[i]!
  })
  const columns = prepared.reduce(
    (sum, { feature: f }) => sum + (f.kind === 'numeric' ? 1 : f.levels.length),
    0,
  )
  return { rows, columns, start, column, value }
}

/** Column and value of one feature of a deal; column −1 when it adds nothing. */
type Reader = { columnOf(features: Features): number; valueOf(features: Features): number }

const readerOf = (feature: PlainNumeric | PlainCategory): Reader => {
  const { feature: name, column } = feature
  if (feature.kind === 'numeric') {
    const { median, mean, scale } = feature
    return {
      columnOf: () => column,
      valueOf: (features) => ((numberOf(features, name) ?? median) - mean) / scale,
    }
  }
  const places = new Map(feature.levels.map((level, i) => [level, column + i]))
  return { columnOf: (features) => places.get(categoryOf(features, name)) ?? -1, valueOf: () => 1 }
}

/**
 * The plain model that anyone can compare: numbers with the training median for missing ones, scaled by mean and
 * population standard deviation (a constant by 1); categories with `(missing)` as one of them, a column per category
 * seen, not scaled; the smallest ½‖w‖² + C·Σ log-loss with C = 1/l2 and a free intercept, to a largest gradient entry
 * below 1e-8. No choice, no calibration. It is scikit-learn's `LogisticRegression(C=1/l2)` at its optimum.
 *
 * Rows x = 0, 0, 1, 1 with outcomes 0, 1, 1, 1 and l2 = 1: x is scaled to −1, −1, 1, 1; the weight is 0.58338, the intercept 1.18420.
 */
export const trainPlainModel = (
  rows: readonly { readonly features: Features; readonly won: boolean }[],
  { features, l2 = 1 }: { readonly features: readonly FeatureSpec[]; readonly l2?: number },
): PlainModel => {
  if (!(l2 > 0 && Number.isFinite(l2))) throw new RangeError('l2 must be a number above 0')
  const raw = rows.map((row) => row.features)
  const won = Uint8Array.from(rows, (row) => (row.won ? 1 : 0))
  const prepared = prepare(raw, features)
  const table = tableOf(rows.length, prepared)
  const fit = fitLogistic(table, won, { l2, tolerance: 5e-9 * Math.min(1, l2) })
  return {
    kind: 'plain-model',
    format: 1,
    l2,
    features: prepared.map(({ feature }) => feature),
    intercept: fit.intercept,
    weights: [...fit.weights],
    gradient: fit.gradient / l2,
    iterations: fit.iterations,
    rows: rows.length,
    won: won.reduce((sum, w) => sum + w, 0),
    covariance: Array.from(opennessAt(table, won, fit, l2).covariance, (x) => Number(x.toPrecision(9))),
  }
}

/** Reads deals by a plain model. Unseen categories add nothing; the interval is the 90 % one of the fit alone. */
export const plainEstimator = (model: PlainModel): ((features: Features) => PlainEstimate) => {
  const readers = model.features.map(readerOf)
  const last = model.weights.length
  return (features) => {
    const cells = readers
      .map((reader) => ({ column: reader.columnOf(features), value: reader.valueOf(features) }))
      .filter(({ column }) => column >= 0)
    cells.push({ column: last, value: 1 })
    let logit = 0
    let variance = 0
    for (const [i, a] of cells.entries()) {
      logit += a.value * (a.column === last ? model.intercept : model.weights[a.column]!)
      for (let j = 0; j <= i; j++) {
        const b = cells[j]!
        variance += (i === j ? 1 : 2) * a.value * b.value * model.covariance[packedIndex(a.column, b.column)]!
      }
    }
    const reach = Z90 * Math.sqrt(Math.max(0, variance))
    return { probability: sigmoid(logit), low: sigmoid(logit - reach), high: sigmoid(logit + reach), logit }
  }
}
