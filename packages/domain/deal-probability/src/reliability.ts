import { type Judged } from './calibrate.ts'
import { sigmoid, Z90 } from './logistic.ts'

export type ReliabilityBin = {
  readonly rows: number
  /** Mean probability that was told. */
  readonly told: number
  /** Share that was won. */
  readonly won: number
  /** Where that share would lie nine times in ten if every told probability were true. */
  readonly low: number
  readonly high: number
}

export type Reliability = {
  readonly bins: readonly ReliabilityBin[]
  /** Mean distance of told and won over the bins, weighted by rows (expected calibration error). */
  readonly error: number
  /** What that mean distance would be for a perfectly calibrated model on as many rows. */
  readonly errorIfPerfect: number
}

const EXACT_ROWS = 1500

/**
 * The central 90 % of the number of wins when each deal is won with its own probability: the Poisson binomial
 * distribution, exactly by convolution up to 1,500 rows, beyond by its normal approximation.
 * Ten deals at 0.5: 2 to 8.
 */
export const winsBand = (probabilities: readonly number[]): { low: number; high: number } => {
  const n = probabilities.length
  if (n > EXACT_ROWS) {
    const mean = probabilities.reduce((sum, p) => sum + p, 0)
    const reach = Z90 * Math.sqrt(probabilities.reduce((sum, p) => sum + p * (1 - p), 0))
    return { low: Math.max(0, Math.floor(mean - reach)), high: Math.min(n, Math.ceil(mean + reach)) }
  }
  const chance = new Float64Array(n + 1)
  chance[0] = 1
  for (let i = 0; i < n; i++) {
    const p = probabilities[i]!
    for (let k = i + 1; k > 0; k--) chance[k] = chance[k]! * (1 - p) + chance[k - 1]! * p
    chance[0]! *= 1 - p
  }
  let [low, high, sum] = [0, n, 0]
  for (let k = 0; k <= n; k++) {
    if (sum + chance[k]! >= 0.05) {
      low = k
      break
    }
    sum += chance[k]!
  }
  sum = 0
  for (let k = n; k >= 0; k--) {
    if (sum + chance[k]! >= 0.05) {
      high = k
      break
    }
    sum += chance[k]!
  }
  return { low, high }
}

/**
 * A reliability diagram in at most ten bins of equal size, at least 20 rows each, with the band that a perfectly
 * calibrated model of that size would show (consistency bars; Bröcker & Smith, "Increasing the reliability of
 * reliability diagrams", 2007, here from the exact distribution instead of resampling).
 */
export const reliabilityOf = (rows: readonly Judged[]): Reliability => {
  const sorted = rows.map(({ logit, won }) => ({ p: sigmoid(logit), won })).sort((a, b) => a.p - b.p)
  const count = Math.max(1, Math.min(10, Math.floor(rows.length / 20)))
  let [error, errorIfPerfect] = [0, 0]
  const bins = Array.from({ length: rows.length === 0 ? 0 : count }, (_, b): ReliabilityBin => {
    const bin = sorted.slice(
      Math.round((b * rows.length) / count),
      Math.round(((b + 1) * rows.length) / count),
    )
    const n = bin.length
    const told = bin.reduce((sum, { p }) => sum + p, 0) / n
    const won = bin.filter((row) => row.won).length / n
    const { low, high } = winsBand(bin.map(({ p }) => p))
    error += (n / rows.length) * Math.abs(told - won)
    // The mean distance of a normal deviate from its mean is √(2/π) standard deviations.
    const deviation = Math.sqrt(bin.reduce((sum, { p }) => sum + p * (1 - p), 0)) / n
    errorIfPerfect += (n / rows.length) * Math.sqrt(2 / Math.PI) * deviation
    return { rows: n, told, won, low: low / n, high: high / n }
  })
  return { bins, error, errorIfPerfect }
}
