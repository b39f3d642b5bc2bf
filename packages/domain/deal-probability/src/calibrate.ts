import { logLossOf, sigmoid } from './logistic.ts'

/** Calibrated logit = shift + slope · logit, with the covariance of (shift, slope). */
export type Calibration = {
  readonly shift: number
  readonly slope: number
  /** Variance of the shift, covariance, variance of the slope. */
  readonly covariance: readonly [number, number, number]
}

export const UNCALIBRATED: Calibration = { shift: 0, slope: 1, covariance: [0, 0, 0] }

export type Judged = { readonly logit: number; readonly won: boolean }

export const calibrated = ({ shift, slope }: Calibration, logit: number): number => shift + slope * logit

const lossOf = (rows: readonly Judged[], calibration: Calibration): number =>
  rows.reduce((sum, { logit, won }) => sum + logLossOf(calibrated(calibration, logit), won), 0)

/** Newton steps of the two-parameter fit; a ridge of one ten-thousandth keeps rows of one outcome finite. */
const platt = (rows: readonly Judged[]): Calibration => {
  let [shift, slope] = [0, 1]
  let covariance: readonly [number, number, number] = [0, 0, 0]
  for (let step = 0; step < 50; step++) {
    let [ga, gb] = [1e-4 * shift, 1e-4 * (slope - 1)]
    let [haa, hab, hbb] = [1e-4, 0, 1e-4]
    for (const { logit, won } of rows) {
      const p = sigmoid(shift + slope * logit)
      const error = p - (won ? 1 : 0)
      const w = p * (1 - p)
      ga += error
      gb += error * logit
      haa += w
      hab += w * logit
      hbb += w * logit * logit
    }
    const determinant = haa * hbb - hab * hab
    const by = Math.min(
      1,
      4 /
        (Math.abs(hbb * ga - hab * gb) / determinant + Math.abs(haa * gb - hab * ga) / determinant + 1e-300),
    )
    shift -= (by * (hbb * ga - hab * gb)) / determinant
    slope -= (by * (haa * gb - hab * ga)) / determinant
    covariance = [hbb / determinant, -hab / determinant, haa / determinant]
    if (Math.abs(ga) + Math.abs(gb) < 1e-9) break
  }
  return { shift, slope, covariance }
}

/** What the likelihood ratio statistic of two parameters exceeds once in twenty by chance alone. */
const BY_CHANCE = 5.99

/**
 * Platt's calibration (J. Platt, "Probabilistic outputs for support vector machines", 1999) on a later slice, taken
 * only as far as the slice proves it: the correction is shrunk by 1 − 5.99/LR, LR being the likelihood ratio statistic
 * of its two parameters, and is none where LR ≤ 5.99 or the slope would not be positive. A fit by maximum likelihood is
 * calibrated where nothing drifts, so most corrections of a short slice would only add its noise.
 * At least half of its uncertainty stays: a slice that proves nothing does not prove that nothing is wrong either.
 */
export const calibrate = (slice: readonly Judged[]): Calibration => {
  if (slice.length === 0) return UNCALIBRATED
  const full = platt(slice)
  const ratio = 2 * (lossOf(slice, UNCALIBRATED) - lossOf(slice, full))
  const keep = ratio > BY_CHANCE && full.slope > 0 ? 1 - BY_CHANCE / ratio : 0
  const open = Math.max(0.5, keep)
  const [a, ab, b] = full.covariance
  return {
    shift: keep === 0 ? 0 : keep * full.shift,
    slope: 1 + keep * (full.slope - 1),
    covariance: [open * a, open * ab, open * b],
  }
}

/** Each fifth of the slice calibrated by the other four: what the card may judge. */
export const crossCalibrated = (slice: readonly Judged[]): Judged[] => {
  const fifth = (i: number): number => Math.floor((5 * i) / slice.length)
  const by = [0, 1, 2, 3, 4].map((part) => calibrate(slice.filter((_, i) => fifth(i) !== part)))
  return slice.map(({ logit, won }, i) => ({ logit: calibrated(by[fifth(i)]!, logit), won }))
}
