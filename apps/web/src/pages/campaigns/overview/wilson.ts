/** The 95 % quantile of the normal distribution, two-sided. */
const Z = 1.96

/**
 * Between which rates the true one lies with 95 % confidence, after `hits` of `n` (Wilson 1927). One of one is no
 * certainty: it may be anything from 21 % to 100 %. Nothing is known of none.
 */
export const rateInterval = (hits: number, n: number): { readonly low: number; readonly high: number } => {
  if (n <= 0) return { low: 0, high: 1 }
  const rate = hits / n
  const square = (Z * Z) / n
  const centre = rate + square / 2
  const spread = Z * Math.sqrt((rate * (1 - rate)) / n + square / (4 * n))
  return {
    low: Math.max(0, (centre - spread) / (1 + square)),
    high: Math.min(1, (centre + spread) / (1 + square)),
  }
}
