import { categoryOf, type FeatureSpec, type Features, knownNumbers, MISSING, numbersOf } from './features.ts'

/**
 * How a number enters the model: standardised, clamped to what training saw, bent at knots.
 * Columns from `column`: the standardised value; one hinge max(0, z − knot)/2 per knot; 1 where it is missing, if
 * training saw that.
 */
export type NumericTerm = {
  readonly kind: 'numeric'
  readonly feature: string
  readonly column: number
  readonly columns: number
  /** With a unit, sign(x)·ln(1 + |x|/unit) is standardised instead of x. */
  readonly logUnit: number | null
  readonly mean: number
  readonly deviation: number
  readonly low: number
  readonly high: number
  readonly knots: readonly number[]
  readonly missing: boolean
}

/** One column per category of training. Rare ones share the last, `(other)`, where there are any. */
export type CategoryTerm = {
  readonly kind: 'category'
  readonly feature: string
  readonly column: number
  readonly columns: number
  readonly levels: readonly string[]
}

/**
 * Two terms together: the half product of two standardised numbers, a number's slope per category, or pairs of
 * categories. `first` and `second` are places in the list of terms; a number stands first.
 */
export type PairTerm = {
  readonly kind: 'pair'
  readonly feature: string
  readonly column: number
  readonly columns: number
  readonly first: number
  readonly second: number
}

export type Term = NumericTerm | CategoryTerm | PairTerm

/** Bends and pairs weigh half, so the same penalty holds them four times as strongly as plain columns. */
export const HALF = 0.5
export const OTHER = '(other)'
const FEWEST_OF_A_LEVEL = 3
const MOST_LEVELS = 60

const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length

const deviationOf = (values: readonly number[], center: number): number =>
  Math.sqrt(values.reduce((sum, x) => sum + (x - center) ** 2, 0) / values.length)

const skewness = (values: readonly number[]): number => {
  const center = mean(values)
  const deviation = deviationOf(values, center)
  if (deviation === 0) return 0
  return values.reduce((sum, x) => sum + ((x - center) / deviation) ** 3, 0) / values.length
}

export const logOf = (x: number, unit: number): number => Math.sign(x) * Math.log1p(Math.abs(x) / unit)

/** Quantile of sorted values by linear interpolation. */
export const quantileOf = (sorted: readonly number[], share: number): number => {
  const at = (sorted.length - 1) * share
  const below = sorted[Math.floor(at)]!
  return below + (at - Math.floor(at)) * (sorted[Math.ceil(at)]! - below)
}

/** The unit of a logarithm that makes the values clearly more even, or null. */
const evenUnit = (sorted: readonly number[]): number | null => {
  if (sorted[0]! < 0 || skewness(sorted) < 1) return null
  const positive = sorted.filter((x) => x > 0)
  const unit = quantileOf(positive, 0.5) / 4
  return Math.abs(skewness(sorted.map((x) => logOf(x, unit)))) < 0.7 * skewness(sorted) ? unit : null
}

const knotsOf = (sorted: readonly number[]): number[] => {
  const wanted = [...new Set([0.25, 0.5, 0.75].map((share) => quantileOf(sorted, share)))]
  return wanted.filter((knot) => knot > sorted[0]! && knot < sorted.at(-1)!)
}

/** What a number may do besides a straight line: count by its logarithm, bend at knots. */
export type Freedom = { readonly logs: boolean; readonly bends: boolean }

const numericTerm = (
  rows: readonly Features[],
  feature: string,
  column: number,
  { logs, bends }: Freedom,
): NumericTerm => {
  const numbers = numbersOf(rows, feature)
  const known = [...knownNumbers(numbers).sort()]
  const missing = known.length < numbers.length
  if (known.length === 0) known.push(0)
  const varied = new Set(known).size >= 4
  const logUnit = logs && varied ? evenUnit(known) : null
  const scaled = logUnit === null ? known : known.map((x) => logOf(x, logUnit))
  const center = mean(scaled)
  const spread = deviationOf(scaled, center)
  // A constant has no scale of its own; rounding must not invent one.
  const deviation = spread <= 1e-9 * Math.abs(center) || spread === 0 ? 1 : spread
  const knots = bends && varied ? knotsOf(scaled).map((knot) => (knot - center) / deviation) : []
  return {
    kind: 'numeric',
    feature,
    column,
    columns: 1 + knots.length + (missing ? 1 : 0),
    logUnit,
    mean: center,
    deviation,
    low: known[0]!,
    high: known.at(-1)!,
    knots,
    missing,
  }
}

const categoryTerm = (rows: readonly Features[], feature: string, column: number): CategoryTerm => {
  const counts = new Map<string, number>()
  for (const row of rows) {
    const level = categoryOf(row, feature)
    counts.set(level, (counts.get(level) ?? 0) + 1)
  }
  const byCount = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
  const kept = byCount
    .filter(([, count], i) => i < MOST_LEVELS && count >= FEWEST_OF_A_LEVEL)
    .map(([level]) => level)
  const levels = kept.filter((level) => level !== OTHER).sort()
  if (kept.length < byCount.length || kept.length !== levels.length) levels.push(OTHER)
  return { kind: 'category', feature, column, columns: levels.length, levels }
}

/** The terms of single features, learnt from training rows only. */
export const singleTerms = (
  rows: readonly Features[],
  specs: readonly FeatureSpec[],
  freedom: Freedom,
): Term[] => {
  const terms: Term[] = []
  let column = 0
  for (const { name, kind } of specs) {
    const term =
      kind === 'numeric' ? numericTerm(rows, name, column, freedom) : categoryTerm(rows, name, column)
    terms.push(term)
    column += term.columns
  }
  return terms
}

export const columnsOf = (terms: readonly Term[]): number => {
  const last = terms.at(-1)
  return last ? last.column + last.columns : 0
}

/** Names of a term's columns, as the card prints them. */
export const columnNames = (terms: readonly Term[], term: Term): string[] => {
  if (term.kind === 'category') return term.levels.map((level) => `${term.feature} = ${level}`)
  if (term.kind === 'numeric') {
    const { feature, logUnit, mean: center, deviation } = term
    const raw = (knot: number): number => {
      const scaled = center + knot * deviation
      return logUnit === null ? scaled : Math.sign(scaled) * logUnit * Math.expm1(Math.abs(scaled))
    }
    const bends = term.knots.map((knot) => `${feature} above ${Number(raw(knot).toPrecision(4))}`)
    return [feature, ...bends, ...(term.missing ? [`${feature} = ${MISSING}`] : [])]
  }
  const [first, second] = [terms[term.first]!, terms[term.second]!]
  const levels = (of: Term): readonly string[] => (of.kind === 'category' ? of.levels : [''])
  const told = (of: Term, level: string): string => (level === '' ? of.feature : `${of.feature} = ${level}`)
  return levels(first).flatMap((a) => levels(second).map((b) => `${told(first, a)} × ${told(second, b)}`))
}
