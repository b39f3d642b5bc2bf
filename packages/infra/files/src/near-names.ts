/** Edits from one word to another: insert, delete, replace, swap neighbours (Damerau's distance, restricted). */
const edits = (a: string, b: string): number => {
  let before: number[] = []
  let above = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      row[j] = Math.min(row[j - 1]! + 1, above[j]! + 1, above[j - 1]! + (same ? 0 : 1))
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      if (swapped) row[j] = Math.min(row[j]!, before[j - 2]! + 1)
    }
    before = above
    above = row
  }
  return above[b.length]!
}

const plain = (name: string): string => name.toLowerCase().replace(/[\s_-]+/g, '-')

/**
 * The names a person may have meant, nearest first, at most three: those that differ in no more than a third of their
 * letters, or begin with what was written.
 *
 * `nearNames('intervalls', ['input', 'intervals', 'order'])` is `['intervals']`.
 */
export const nearNames = (written: string, names: readonly string[]): string[] => {
  const wanted = plain(written)
  return names
    .map((name) => ({ name, far: edits(wanted, plain(name)) }))
    .filter(
      ({ name, far }) =>
        far <= Math.max(wanted.length, name.length) / 3 ||
        (wanted.length > 1 && plain(name).startsWith(wanted)),
    )
    .sort((a, b) => a.far - b.far)
    .slice(0, 3)
    .map(({ name }) => name)
}

/** `didYouMean('ordr', ['order'])` is `' Did you mean "order"?'`; with nothing near it is empty. */
export const didYouMean = (written: string, names: readonly string[], mark = ''): string => {
  const near = nearNames(written, names).map((name) => `"${mark}${name}"`)
  return near.length > 0 ? ` Did you mean ${near.join(' or ')}?` : ''
}
