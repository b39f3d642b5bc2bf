import type { Chain, Flow } from './chain.ts'

/** Of each channel: the share of all conversions, and of all value, whose way leads through it. */
export type Removal = { readonly conversions: Float64Array; readonly value: Float64Array }

/**
 * I − Q of a chain, factorised from the last state to the first. Pivots are sums of what leaves a state and never
 * differences (Grassmann, Taksar, Heyman 1985), so no rounding can make a chance negative.
 */
type Factors = { readonly n: number; readonly q: Float64Array; readonly pivots: Float64Array }

const factorise = (chain: Chain, flow: Flow): Factors => {
  const n = chain.states
  const q = new Float64Array(n * n)
  const away = new Float64Array(n)
  const pivots = new Float64Array(n)
  for (let s = 0; s < n; s++) away[s] = flow.out[s]! > 0 ? flow.exits[s]! / flow.out[s]! : 1
  for (let link = 0; link < chain.links; link++) {
    const s = chain.from[link]!
    if (flow.links[link]! > 0) q[s * n + chain.to[link]!]! += flow.links[link]! / flow.out[s]!
  }
  for (let k = n - 1; k >= 0; k--) {
    let pivot = away[k]!
    for (let j = 0; j < k; j++) pivot += q[k * n + j]!
    pivots[k] = pivot
    for (let i = 0; i < k; i++) {
      if (q[i * n + k] === 0) continue
      const factor = q[i * n + k]! / pivot
      q[i * n + k] = factor
      for (let j = 0; j < k; j++) if (j !== i) q[i * n + j]! += factor * q[k * n + j]!
      away[i]! += factor * away[k]!
    }
  }
  return { n, q, pivots }
}

/** What is won from each state on, when `ends` is what is won at its end. `from` is the last state that has an end. */
const wonFrom = ({ n, q, pivots }: Factors, ends: Float64Array, from = n - 1): Float64Array => {
  const won = ends.slice()
  for (let k = from; k > 0; k--) {
    if (won[k] === 0) continue
    for (let i = 0; i < k; i++) won[i]! += q[i * n + k]! * won[k]!
  }
  for (let k = 0; k <= from; k++) {
    let sum = won[k]!
    for (let j = 0; j < k; j++) sum += q[k * n + j]! * won[j]!
    won[k] = sum / pivots[k]!
  }
  return won
}

/** How often a walk from the start comes to each state. */
const visitsOf = ({ n, q, pivots }: Factors): Float64Array => {
  const visits = new Float64Array(n)
  visits[0] = 1 / pivots[0]!
  for (let k = 1; k < n; k++) for (let i = 0; i < k; i++) visits[k]! += visits[i]! * q[i * n + k]!
  return visits
}

/**
 * The removal effects of a chain of order 1 by one elimination: with N = (I − Q)⁻¹ a walk meets state c with the
 * chance N[start, c] / N[c, c], and wins h[c] from there on.
 */
export const removalByElimination = (chain: Chain, flow: Flow, channels: number): Removal => {
  const factors = factorise(chain, flow)
  const perOut = (amounts: Float64Array) => amounts.map((x, s) => (flow.out[s]! > 0 ? x / flow.out[s]! : 0))
  const won = wonFrom(factors, perOut(flow.conversions))
  // The chance to win at a state times the mean value of what is won there.
  const worth = wonFrom(factors, perOut(flow.value))
  const visits = visitsOf(factors)
  const conversions = new Float64Array(channels)
  const value = new Float64Array(channels)
  const one = new Float64Array(chain.states)
  for (let state = 1; state < chain.states; state++) {
    if (visits[state] === 0) continue
    one[state] = 1
    const met = visits[state]! / wonFrom(factors, one, state)[state]!
    one[state] = 0
    const channel = chain.channelsOf[state]!
    conversions[channel] = won[0]! > 0 ? Math.min(1, (met * won[state]!) / won[0]!) : 0
    value[channel] = worth[0]! > 0 ? Math.min(1, (met * worth[state]!) / worth[0]!) : 0
  }
  return { conversions, value }
}
