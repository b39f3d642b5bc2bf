import type { Paths } from './paths.ts'

/** How well a chain of one order foretells the next step. */
export type OrderFit = {
  readonly order: number
  readonly logLikelihood: number
  /** Contexts met, times the steps possible in each but one. */
  readonly parameters: number
  readonly bic: number
}
export type OrderAdvice = { readonly order: number; readonly fits: readonly OrderFit[] }

/**
 * Which order of Markov chain the journeys support, by the Bayesian information criterion (Schwarz 1978; consistent for Markov
 * orders: Csiszár and Shields 2000). Every order foretells the same steps: each next channel and each end, won or
 * not, from the last k touches, equal neighbours merged. BIC = p ln(steps) − 2 ln L, and the lowest wins.
 */
export const adviseMarkovOrder = (paths: Paths, channels: number, most = 4): OrderAdvice => {
  // Contexts are numbers to the base of channels + 1; they must stay exact.
  const orders = [1, 2, 3, 4].filter((k) => k <= most && (channels + 3) ** (k + 1) < Number.MAX_SAFE_INTEGER)
  const fits = orders.map((order) => fitOf(paths, channels, order))
  const best = fits.reduce<OrderFit | undefined>((a, b) => (a && a.bic <= b.bic ? a : b), undefined)
  return { order: best?.order ?? 1, fits }
}

const fitOf = (paths: Paths, channels: number, order: number): OrderFit => {
  const base = channels + 1
  const forget = base ** (order - 1)
  const steps = new Map<number, number>()
  const contexts = new Map<number, number>()
  const possible = new Set<number>()
  let total = 0
  const count = (context: number, next: number, weight: number): void => {
    if (weight === 0) return
    const key = context * (channels + 2) + next
    steps.set(key, (steps.get(key) ?? 0) + weight)
    contexts.set(context, (contexts.get(context) ?? 0) + weight)
    possible.add(next)
    total += weight
  }
  for (let p = 0; p < paths.size; p++) {
    const [from, to] = [paths.starts[p]!, paths.starts[p + 1]!]
    const [won, lost] = [paths.conversions[p]!, paths.nulls[p]!]
    if (from === to || won + lost === 0) continue
    let context = 0
    let before = -1
    for (let at = from; at < to; at++) {
      const channel = paths.touches[at]!
      if (channel === before) continue
      count(context, channel, won + lost)
      context = (context % forget) * base + channel + 1
      before = channel
    }
    count(context, channels, won)
    count(context, channels + 1, lost)
  }
  let logLikelihood = 0
  for (const n of steps.values()) logLikelihood += n * Math.log(n)
  for (const n of contexts.values()) logLikelihood -= n * Math.log(n)
  const parameters = contexts.size * Math.max(0, possible.size - 1)
  return {
    order,
    logLikelihood,
    parameters,
    bic: parameters * Math.log(Math.max(1, total)) - 2 * logLikelihood,
  }
}
