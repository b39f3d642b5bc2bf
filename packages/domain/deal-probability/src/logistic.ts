/** The probability of a logit: 1 / (1 + e^−z), without overflow. `sigmoid(0)` is 0.5. */
export const sigmoid = (logit: number): number => {
  if (logit >= 0) return 1 / (1 + Math.exp(-logit))
  const e = Math.exp(logit)
  return e / (1 + e)
}

/** −ln of the probability given to what happened, from the logit: ln(1 + e^∓z), without overflow. */
export const logLossOf = (logit: number, won: boolean): number => {
  const against = won ? -logit : logit
  return against > 0 ? against + Math.log1p(Math.exp(-against)) : Math.log1p(Math.exp(against))
}

export const logitOf = (probability: number): number => Math.log(probability / (1 - probability))

/** Standard normal quantile of 0.95: an interval of ± this many standard errors covers 90 %. */
export const Z90 = 1.6448536269514722

/**
 * Log prior of a strength among strengths spaced evenly in their logarithm: a half-Cauchy with scale 1 for the standard
 * deviation 1/√l2 of the weights (A. Gelman, "Prior distributions for variance parameters", 2006). Without it a few
 * rows that show nothing would be taken as proof that nothing matters.
 */
export const logPriorOf = (l2: number): number => -0.5 * Math.log(l2) - Math.log1p(1 / l2)
