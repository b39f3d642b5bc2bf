import { categoryOf, type Features, MISSING, numberOf } from './features.ts'
import type { SparseRows } from './fit-logistic.ts'
import {
  type CategoryTerm,
  columnsOf,
  HALF,
  logOf,
  type NumericTerm,
  OTHER,
  type PairTerm,
  type Term,
} from './terms.ts'

/** What stood out when a value was read. */
export type Remark = 'missing' | 'unseen' | 'beyond'

/** One deal as the non-zero columns of a model, term after term, and what each term read. */
export type Encoded = {
  readonly column: number[]
  readonly value: number[]
  /** Where each term's columns end in the two lists. */
  readonly end: number[]
  /** A number's standardised value, or a category's level (−1 when none). */
  readonly read: number[]
  readonly remark: (Remark | null)[]
}

/** Reads deals by the terms of a model. Levels are found by name in constant time. */
export type Encoder = (features: Features) => Encoded

type Write = (into: Encoded, features: Features) => Remark | null

const push = (into: Encoded, column: number, value: number): void => {
  if (value === 0) return
  into.column.push(column)
  into.value.push(value)
}

const numericWriter = (term: NumericTerm): Write => {
  const { feature, column, logUnit, mean, deviation, low, high, knots, missing } = term
  return (into, features) => {
    const raw = numberOf(features, feature)
    if (raw === null) {
      if (missing) push(into, column + 1 + knots.length, 1)
      into.read.push(0)
      return 'missing'
    }
    const known = Math.min(high, Math.max(low, raw))
    const z = ((logUnit === null ? known : logOf(known, logUnit)) - mean) / deviation
    push(into, column, z)
    for (let k = 0; k < knots.length; k++) {
      const over = z - knots[k]!
      if (over > 0) push(into, column + 1 + k, HALF * over)
    }
    into.read.push(z)
    return known === raw ? null : 'beyond'
  }
}

const categoryWriter = ({ feature, column, levels }: CategoryTerm): Write => {
  const places = new Map(levels.map((level, i) => [level, i]))
  const other = levels.at(-1) === OTHER ? levels.length - 1 : -1
  return (into, features) => {
    const level = categoryOf(features, feature)
    const known = places.get(level)
    const place = known ?? other
    if (place >= 0) push(into, column + place, 1)
    into.read.push(place)
    if (known === undefined) return 'unseen'
    return level === MISSING ? 'missing' : null
  }
}

const pairWriter = ({ first, second, column }: PairTerm, terms: readonly Term[]): Write => {
  const [a, b] = [terms[first]!, terms[second]!]
  const perLevel = b.kind === 'category' ? b.columns : 1
  return (into) => {
    const [x, y] = [into.read[first]!, into.read[second]!]
    into.read.push(0)
    const place = (a.kind === 'category' ? x * perLevel : 0) + (b.kind === 'category' ? y : 0)
    const level = (a.kind !== 'category' || x >= 0) && (b.kind !== 'category' || y >= 0)
    const size = (a.kind === 'numeric' ? x : 1) * (b.kind === 'numeric' ? y : 1)
    if (level) push(into, column + place, HALF * size)
    return null
  }
}

const writerOf = (term: Term, terms: readonly Term[]): Write => {
  switch (term.kind) {
    case 'numeric':
      return numericWriter(term)
    case 'category':
      return categoryWriter(term)
    case 'pair':
      return pairWriter(term, terms)
  }
}

export const encoderOf = (terms: readonly Term[]): Encoder => {
  const writers = terms.map((term) => writerOf(term, terms))
  return (features) => {
    const into: Encoded = { column: [], value: [], end: [], read: [], remark: [] }
    for (let t = 0; t < writers.length; t++) {
      into.remark.push(writers[t]!(into, features))
      into.end.push(into.column.length)
    }
    return into
  }
}

/** All rows as one sparse table. */
export const encodeRows = (terms: readonly Term[], rows: readonly Features[]): SparseRows => {
  const encode = encoderOf(terms)
  const start = new Int32Array(rows.length + 1)
  let [column, value] = [
    new Int32Array(rows.length * (terms.length + 4)),
    new Float64Array(rows.length * (terms.length + 4)),
  ]
  let used = 0
  rows.forEach((row, i) => {
    const encoded = encode(row)
    const count = encoded.column.length
    if (used + count > column.length) {
      const size = 2 * column.length + count
      const [moreColumns, moreValues] = [new Int32Array(size), new Float64Array(size)]
      moreColumns.set(column)
      moreValues.set(value)
      ;[column, value] = [moreColumns, moreValues]
    }
    for (let k = 0; k < count; k++) {
      column[used + k] = encoded.column[k]!
      value[used + k] = encoded.value[k]!
    }
    used += count
    start[i + 1] = used
  })
  return {
    rows: rows.length,
    columns: columnsOf(terms),
    start,
    column: column.slice(0, used),
    value: value.slice(0, used),
  }
}
