/** What is known of a deal under one name. `null`, `undefined`, NaN and an empty text are "missing". */
export type FeatureValue = number | string | boolean | null | undefined

export type Features = Readonly<Record<string, FeatureValue>>

export type FeatureKind = 'numeric' | 'category'

export type FeatureSpec = { readonly name: string; readonly kind: FeatureKind }

/** A closed deal: what was known at a snapshot before the close, and how it ended. Times are epoch milliseconds. */
export type WinExample = {
  readonly features: Features
  readonly snapshotAt: number
  readonly closedAt: number
  readonly won: boolean
}

/** The name of the category that missing values form. */
export const MISSING = '(missing)'

/** A number, or null when it is missing. Refuses text and infinite numbers: they hide a mistake in the data. */
export const numberOf = (features: Features, name: string): number | null => {
  const value = features[name]
  if (value === null || value === undefined || value === '') return null
  if (typeof value === 'boolean') return value ? 1 : 0
  if (typeof value !== 'number') throw new TypeError(`"${name}" is numeric but holds the text "${value}"`)
  if (Number.isNaN(value)) return null
  if (!Number.isFinite(value)) throw new RangeError(`"${name}" is not a finite number`)
  return value
}

/** The category a value stands for; a missing one is a category of its own. */
export const categoryOf = (features: Features, name: string): string => {
  const value = features[name]
  if (typeof value === 'string') return value === '' ? MISSING : value
  return value === null || value === undefined || Number.isNaN(value) ? MISSING : String(value)
}

/** Every name used by any of the rows, in alphabetical order; numeric when all its values are numbers. */
export const inferFeatures = (rows: readonly Features[]): FeatureSpec[] => {
  const numeric = new Map<string, boolean>()
  for (const row of rows)
    for (const name in row) {
      const value = row[name]
      if (value === null || value === undefined || value === '') numeric.set(name, numeric.get(name) ?? true)
      else numeric.set(name, (numeric.get(name) ?? true) && typeof value === 'number')
    }
  return [...numeric.keys()]
    .sort()
    .map((name) => ({ name, kind: numeric.get(name) ? 'numeric' : 'category' }))
}

/** One numeric feature of all rows; missing is NaN. */
export const numbersOf = (rows: readonly Features[], name: string): Float64Array => {
  const numbers = new Float64Array(rows.length)
  for (let i = 0; i < rows.length; i++) numbers[i] = numberOf(rows[i]!, name) ?? Number.NaN
  return numbers
}

/** The known ones of `numbersOf`. */
export const knownNumbers = (numbers: Float64Array): Float64Array => {
  const known = new Float64Array(numbers.length)
  let count = 0
  for (let i = 0; i < numbers.length; i++) if (!Number.isNaN(numbers[i])) known[count++] = numbers[i]!
  return known.slice(0, count)
}
