import { openCounts } from './counts.ts'
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
  const { total, possible } = stepsIn(paths, channels)
  const fits: OrderFit[] = []
  for (const order of orders) {
    const best = Math.min(Infinity, ...fits.map(({ bic }) => bic))
    const fit = fitOf(paths, channels, order, total, possible, best)
    // Its parameters alone cost more than the best order does, and longer contexts have more of them.
    if (!fit) break
    fits.push(fit)
  }
  const best = fits.reduce<OrderFit | undefined>((a, b) => (a && a.bic <= b.bic ? a : b), undefined)
  return { order: best?.order ?? 1, fits }
}

type Visit = (path: number, at: number) => void

/** Calls `step` for each touch that differs from the one before it. */
const eachStep = (paths: Paths, step: Visit, end: (path: number) => void): void => {
  for (let p = 0; p < paths.size; p++) {
    const [from, to] = [paths.starts[p]!, paths.starts[p + 1]!]
    if (from === to || paths.conversions[p]! + paths.nulls[p]! === 0) continue
    for (let at = from; at < to; at++)
      if (at === from || paths.touches[at] !== paths.touches[at - 1]) step(p, at)
    end(p)
  }
}

/** All steps of all journeys, and how many different ones there are: channels met, won, lost. */
const stepsIn = (paths: Paths, channels: number): { total: number; possible: number } => {
  const met = new Uint8Array(channels + 2)
  let total = 0
  const weight = (p: number) => paths.conversions[p]! + paths.nulls[p]!
  eachStep(
    paths,
    (p, at) => {
      met[paths.touches[at]!] = 1
      total += weight(p)
    },
    (p) => {
      if (paths.conversions[p]! > 0) met[channels] = 1
      if (paths.nulls[p]! > 0) met[channels + 1] = 1
      total += weight(p)
    },
  )
  return { total, possible: met.reduce((a, b) => a + b, 0) }
}

const fitOf = (
  paths: Paths,
  channels: number,
  order: number,
  total: number,
  possible: number,
  best: number,
): OrderFit | undefined => {
  const base = channels + 1
  const forget = base ** (order - 1)
  const price = Math.max(0, possible - 1) * Math.log(Math.max(1, total))
  const [steps, contexts] = [openCounts(), openCounts()]
  let context = 0
  const count = (next: number, weight: number): void => {
    if (weight === 0 || contexts.size * price > best) return
    steps.add(context * (channels + 2) + next, weight)
    contexts.add(context, weight)
  }
  eachStep(
    paths,
    (p, at) => {
      count(paths.touches[at]!, paths.conversions[p]! + paths.nulls[p]!)
      context = (context % forget) * base + paths.touches[at]! + 1
    },
    (p) => {
      count(channels, paths.conversions[p]!)
      count(channels + 1, paths.nulls[p]!)
      context = 0
    },
  )
  if (contexts.size * price > best) return undefined
  let logLikelihood = 0
  for (const n of steps.values()) logLikelihood += n * Math.log(n)
  for (const n of contexts.values()) logLikelihood -= n * Math.log(n)
  return {
    order,
    logLikelihood,
    parameters: contexts.size * Math.max(0, possible - 1),
    bic: contexts.size * price - 2 * logLikelihood,
  }
}
