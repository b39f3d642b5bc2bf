import { encoderOf } from './encode.ts'
import type { Features } from './features.ts'
import { columnsOf, type PairTerm, type Term } from './terms.ts'

const MOST_PAIRS = 3
const MOST_CELLS = 64
const FEWEST_ROWS_OF_A_CELL = 10
/** How far above chance a pair must stand, in standard deviations: with some hundred pairs tried, chance reaches 3. */
const CLEAR = 4

type Candidate = { readonly first: number; readonly second: number; readonly columns: number }

const cellsOf = (term: Term): number => (term.kind === 'category' ? term.columns : 1)

const candidatesOf = (terms: readonly Term[]): Candidate[] => {
  const candidates: Candidate[] = []
  for (let b = 0; b < terms.length; b++)
    for (let a = 0; a < b; a++) {
      // A number stands first, so that its slope per category is read the same way round.
      const [first, second] = terms[a]!.kind === 'category' && terms[b]!.kind === 'numeric' ? [b, a] : [a, b]
      const columns = cellsOf(terms[first]!) * cellsOf(terms[second]!)
      if (columns <= MOST_CELLS) candidates.push({ first, second, columns })
    }
  return candidates
}

/**
 * How much a pair explains of what single terms left: Rao's score statistic of its columns, one by one
 * (u²/v with u = Σ error·x, v = Σ p(1 − p)·x²), as standard deviations above chance.
 */
const clarity = (
  candidate: Candidate,
  terms: readonly Term[],
  read: readonly (readonly number[])[],
  errors: Float64Array,
  variance: Float64Array,
): number => {
  const { first, second, columns } = candidate
  const [a, b] = [terms[first]!, terms[second]!]
  const [u, v, n] = [new Float64Array(columns), new Float64Array(columns), new Int32Array(columns)]
  for (let i = 0; i < read.length; i++) {
    const [x, y] = [read[i]![first]!, read[i]![second]!]
    if ((a.kind === 'category' && x < 0) || (b.kind === 'category' && y < 0)) continue
    const cell = (a.kind === 'category' ? x * cellsOf(b) : 0) + (b.kind === 'category' ? y : 0)
    const size = (a.kind === 'numeric' ? x : 1) * (b.kind === 'numeric' ? y : 1)
    u[cell]! += errors[i]! * size
    v[cell]! += variance[i]! * size * size
    n[cell]! += 1
  }
  let statistic = 0
  let degrees = 0
  for (let c = 0; c < columns; c++) {
    if (n[c]! < FEWEST_ROWS_OF_A_CELL || v[c]! <= 0) continue
    statistic += u[c]! ** 2 / v[c]!
    degrees++
  }
  return degrees === 0 ? 0 : (statistic - degrees) / Math.sqrt(2 * degrees)
}

/** The few pairs that clearly explain what single terms leave, the clearest first; learnt from training rows only. */
export const pairTerms = (
  terms: readonly Term[],
  rows: readonly Features[],
  won: Uint8Array,
  probabilities: Float64Array,
): PairTerm[] => {
  const encode = encoderOf(terms)
  const read = rows.map((row) => encode(row).read)
  const errors = Float64Array.from(probabilities, (p, i) => won[i]! - p)
  const variance = Float64Array.from(probabilities, (p) => p * (1 - p))
  const judged = candidatesOf(terms)
    .map((candidate) => ({ ...candidate, clear: clarity(candidate, terms, read, errors, variance) }))
    .filter(({ clear }) => clear >= CLEAR)
    .sort((a, b) => b.clear - a.clear || a.first - b.first || a.second - b.second)
  let column = columnsOf(terms)
  return judged.slice(0, MOST_PAIRS).map(({ first, second, columns }) => {
    const feature = `${terms[first]!.feature} × ${terms[second]!.feature}`
    const term: PairTerm = { kind: 'pair', feature, column, columns, first, second }
    column += columns
    return term
  })
}
