/**
 * Splits a whole total by weights so that the parts are whole and add up to the total: the largest-remainder
 * method (Hamilton). Ties go to the earlier part, so the same input gives the same output.
 *
 * `splitWhole(3_000_000, [1, 2, 4])` is `[428_571, 857_143, 1_714_286]`.
 * @throws RangeError when the total is not a safe integer, or a weight is negative, or all are zero.
 */
export const splitWhole = (total: number, weights: readonly number[]): number[] => {
  if (!Number.isSafeInteger(total)) throw new RangeError(`a total must be a whole number, not ${total}`)
  if (weights.some((w) => !(w >= 0) || w === Infinity))
    throw new RangeError('weights must be finite and not negative')
  const largest = weights.reduce((a, b) => Math.max(a, b), 0)
  if (!(largest > 0)) throw new RangeError('at least one weight must be positive')
  // Scaled by the largest, so that neither tiny nor huge weights overflow.
  const scaled = weights.map((w) => w / largest)
  const sum = scaled.reduce((a, b) => a + b, 0)
  const sign = total < 0 ? -1 : 1
  const size = Math.abs(total)
  const exact = scaled.map((w) => (w / sum) * size)
  const parts = exact.map((x, i) => (weights[i] === 0 ? 0 : Math.floor(x)))
  let left = size - parts.reduce((a, b) => a + b, 0)
  const byRemainder = exact
    .map((x, i) => ({ i, rest: x - (parts[i] ?? 0) }))
    .filter(({ i }) => (weights[i] ?? 0) > 0)
    .sort((a, b) => b.rest - a.rest || a.i - b.i)
  for (let k = 0; left > 0; k++, left--) parts[byRemainder[k % byRemainder.length]!.i]! += 1
  for (let k = byRemainder.length - 1; left < 0; k--, left++)
    parts[byRemainder[((k % byRemainder.length) + byRemainder.length) % byRemainder.length]!.i]! -= 1
  return parts.map((part) => (part === 0 ? 0 : sign * part))
}

/** A share of something countable; `undefined` when there is nothing to take a share of ("not enough data"). */
export const ratio = (numerator: number, denominator: number): number | undefined =>
  denominator === 0 ? undefined : numerator / denominator
