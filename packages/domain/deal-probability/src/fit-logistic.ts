import { factorise, invertFactorised, solveFactorised } from './cholesky.ts'
import { logitOf } from './logistic.ts'

/** Rows of numbers of which most are zero: row i holds `value[k]` in `column[k]` for k from `start[i]` to `start[i + 1]`. */
export type SparseRows = {
  readonly rows: number
  readonly columns: number
  readonly start: Int32Array
  readonly column: Int32Array
  readonly value: Float64Array
}

export type LogisticFit = {
  readonly intercept: number
  readonly weights: Float64Array
  /** Largest absolute entry of the gradient of ½·l2·‖w‖² + Σ log-loss where the search ended. */
  readonly gradient: number
  readonly iterations: number
}

export type FitSettings = {
  readonly l2: number
  /** The search ends when no gradient entry is larger. */
  readonly tolerance: number
  /** Weights and, last, the intercept to start from. */
  readonly from?: Float64Array
}

type Place = { readonly at: Float64Array; readonly gradient: Float64Array; readonly variance: Float64Array }

/** Gradient and p·(1 − p) of each row at a place; answers the objective. */
const look = (data: SparseRows, won: Uint8Array, l2: number, { at, gradient, variance }: Place): number => {
  const { rows, columns, start, column, value } = data
  let objective = 0
  for (let j = 0; j < columns; j++) {
    gradient[j] = l2 * at[j]!
    objective += 0.5 * l2 * at[j]! * at[j]!
  }
  let free = 0
  for (let i = 0; i < rows; i++) {
    const end = start[i + 1]!
    let logit = at[columns]!
    for (let k = start[i]!; k < end; k++) logit += value[k]! * at[column[k]!]!
    const e = Math.exp(-Math.abs(logit))
    const far = e / (1 + e)
    const p = logit >= 0 ? 1 - far : far
    variance[i] = far * (1 - far)
    const y = won[i]!
    objective += Math.log1p(e) + (logit > 0 === (y === 1) ? 0 : Math.abs(logit))
    // 1 − p is taken from the small side, so that a sure answer keeps its digits.
    const error = y === 1 ? -(logit >= 0 ? far : 1 - far) : p
    free += error
    for (let k = start[i]!; k < end; k++) {
      const j = column[k]!
      gradient[j] = gradient[j]! + error * value[k]!
    }
  }
  gradient[columns] = free
  return objective
}

/** Lower triangle of the Hessian Σ p(1 − p)·x·xᵀ + l2·I; the intercept, last, is free. */
const curvature = (data: SparseRows, variance: Float64Array, l2: number, hessian: Float64Array): void => {
  const { rows, columns, start, column, value } = data
  const size = columns + 1
  const last = columns * size
  hessian.fill(0)
  for (let j = 0; j < columns; j++) hessian[j * size + j] = l2
  for (let i = 0; i < rows; i++) {
    const weight = variance[i]!
    const first = start[i]!
    const end = start[i + 1]!
    for (let k = first; k < end; k++) {
      const j = column[k]!
      const scaled = weight * value[k]!
      const row = j * size
      for (let m = first; m <= k; m++) hessian[row + column[m]!]! += scaled * value[m]!
      hessian[last + j]! += scaled
    }
    hessian[last + columns]! += weight
  }
}

const largest = (values: Float64Array): number => {
  let most = 0
  for (let i = 0; i < values.length; i++) most = Math.max(most, Math.abs(values[i]!))
  return most
}

const factorOf = (data: SparseRows, variance: Float64Array, l2: number): Float64Array => {
  const size = data.columns + 1
  const hessian = new Float64Array(size * size)
  curvature(data, variance, l2, hessian)
  if (!factorise(hessian, size)) throw new RangeError('the fit has no single optimum: give an l2 above 0')
  return hessian
}

const startOf = (won: Uint8Array, columns: number): Float64Array => {
  const at = new Float64Array(columns + 1)
  let wins = 0
  for (let i = 0; i < won.length; i++) wins += won[i]!
  if (wins === 0 || wins === won.length) throw new RangeError('a fit needs both won and lost rows')
  at[columns] = logitOf(wins / won.length)
  return at
}

/** Every so many rows of a long table, to start near the optimum at a fraction of the work. */
const THIN = 8
const LONG = 4000

const thinned = (data: SparseRows, won: Uint8Array): { data: SparseRows; won: Uint8Array } => {
  const rows = Math.ceil(data.rows / THIN)
  const start = new Int32Array(rows + 1)
  for (let i = 0; i < rows; i++) start[i + 1] = start[i]! + data.start[i * THIN + 1]! - data.start[i * THIN]!
  const column = new Int32Array(start[rows]!)
  const value = new Float64Array(start[rows]!)
  for (let i = 0; i < rows; i++) {
    const [from, to] = [data.start[i * THIN]!, data.start[i * THIN + 1]!]
    column.set(data.column.subarray(from, to), start[i]!)
    value.set(data.value.subarray(from, to), start[i]!)
  }
  const some = Uint8Array.from({ length: rows }, (_, i) => won[i * THIN]!)
  return { data: { rows, columns: data.columns, start, column, value }, won: some }
}

/** Where to begin: at the base rate, or where every eighth row leads. */
const firstPlace = (data: SparseRows, won: Uint8Array, l2: number): Float64Array => {
  const blank = startOf(won, data.columns)
  if (data.rows < LONG) return blank
  const few = thinned(data, won)
  if (!few.won.includes(1) || !few.won.includes(0)) return blank
  const near = fitLogistic(few.data, few.won, { l2: l2 / THIN, tolerance: 0.01 * Math.sqrt(few.data.rows) })
  blank.set(near.weights)
  blank[data.columns] = near.intercept
  return blank
}

/**
 * L2 logistic regression at its exact optimum: the smallest ½·l2·‖w‖² + Σ log-loss with a free intercept, by
 * Newton's method (iteratively reweighted least squares; Hastie, Tibshirani & Friedman, "The Elements of Statistical
 * Learning", 4.4.1) with step halving. A factor of the Hessian that still shrinks the gradient tenfold is used again.
 * Columns within a row must rise. Refuses rows of one outcome only.
 *
 * Four rows x = 0, 0, 1, 1 with outcomes 0, 1, 1, 1 and l2 = 1: weight 0.42148, intercept 0.89898.
 */
export const fitLogistic = (data: SparseRows, won: Uint8Array, settings: FitSettings): LogisticFit => {
  const { l2, tolerance } = settings
  const size = data.columns + 1
  let here: Place = {
    at: settings.from?.slice() ?? firstPlace(data, won, l2),
    gradient: new Float64Array(size),
    variance: new Float64Array(data.rows),
  }
  let next: Place = {
    at: new Float64Array(size),
    gradient: new Float64Array(size),
    variance: new Float64Array(data.rows),
  }
  let objective = look(data, won, l2, here)
  let steepest = largest(here.gradient)
  let factor: Float64Array | null = null
  let iterations = 0
  while (steepest > tolerance && iterations < 100) {
    iterations++
    const fresh = factor === null
    factor ??= factorOf(data, here.variance, l2)
    const step = here.gradient.slice()
    solveFactorised(factor, size, step)
    let share = 1
    let after = Number.POSITIVE_INFINITY
    for (; share > 1e-6; share /= 2) {
      for (let j = 0; j < size; j++) next.at[j] = here.at[j]! - share * step[j]!
      after = look(data, won, l2, next)
      // Rounding of a long sum may hide the last gains; there the gradient decides.
      if (after <= objective || (largest(next.gradient) < steepest && after <= objective * (1 + 1e-12))) break
    }
    const steepness = largest(next.gradient)
    if (share <= 1e-6 || (steepness >= steepest && after >= objective)) {
      if (fresh) break
      factor = null
      continue
    }
    if (steepness > 0.1 * steepest) factor = null
    ;[here, next] = [next, here]
    objective = after
    steepest = steepness
  }
  return {
    intercept: here.at[data.columns]!,
    weights: here.at.slice(0, data.columns),
    gradient: steepest,
    iterations,
  }
}

/** What the rows leave open about a fit, and how likely they are under its penalty. */
export type Openness = {
  /** Covariance of the weights and, last, the intercept, packed by `packedIndex`. */
  readonly covariance: Float64Array
  /** Log marginal likelihood of the rows up to a constant that is the same for every l2. */
  readonly evidence: number
}

/**
 * The Laplace approximation at an optimum (Bishop, "Pattern Recognition and Machine Learning", 4.4 and 4.5.1) under the
 * prior that the penalty states, N(0, 1/l2) for each weight: the inverse Hessian is the covariance, and
 * −objective + ½·columns·ln l2 − ½·ln|Hessian| the log evidence.
 */
export const opennessAt = (data: SparseRows, won: Uint8Array, fit: LogisticFit, l2: number): Openness => {
  const size = data.columns + 1
  const variance = new Float64Array(data.rows)
  const at = new Float64Array(size)
  at.set(fit.weights)
  at[data.columns] = fit.intercept
  const objective = look(data, won, l2, { at, gradient: new Float64Array(size), variance })
  const factor = factorOf(data, variance, l2)
  let halfLogDeterminant = 0
  for (let i = 0; i < size; i++) halfLogDeterminant += Math.log(factor[i * size + i]!)
  const evidence = 0.5 * data.columns * Math.log(l2) - objective - halfLogDeterminant
  return { covariance: invertFactorised(factor, size), evidence }
}
