import type { Chain, Flow } from './chain.ts'

/**
 * The game behind `shapley-ordered`: v(S) is what the chain of order 1 still wins when every channel outside S leads to
 * nothing. v(all) − v(all but c) is c's removal effect. Only channels on some way to a conversion play; the others add nothing.
 *
 * Row i of `q` is player i, the last row the start; columns are players, then exits (all ways out of the players), then what
 * is won there in conversions and in value.
 */
export type RemovalGame = {
  readonly players: Int32Array
  readonly rows: Float64Array
  readonly width: number
}

export const removalGame = (chain: Chain, flow: Flow): RemovalGame => {
  const wins = statesThatWin(chain, flow)
  const states = Array.from({ length: chain.states }, (_, s) => s).filter((s) => s > 0 && wins[s] === 1)
  const n = states.length
  const width = n + 3
  const rowOf = new Int32Array(chain.states).fill(-1)
  states.forEach((state, row) => {
    rowOf[state] = row
  })
  rowOf[0] = n
  const rows = new Float64Array((n + 1) * width)
  for (const state of [...states, 0]) {
    const row = rowOf[state]!
    const out = flow.out[state]!
    if (out === 0) continue
    rows[row * width + n] = flow.exits[state]! / out
    rows[row * width + n + 1] = flow.conversions[state]! / out
    rows[row * width + n + 2] = flow.value[state]! / out
  }
  for (let link = 0; link < chain.links; link++) {
    const row = rowOf[chain.from[link]!]!
    if (row < 0 || flow.links[link] === 0) continue
    const target = rowOf[chain.to[link]!]!
    rows[row * width + (target < 0 ? n : target)]! += flow.links[link]! / flow.out[chain.from[link]!]!
  }
  return { players: Int32Array.from(states, (s) => chain.channelsOf[s]!), rows, width }
}

const statesThatWin = (chain: Chain, flow: Flow): Uint8Array => {
  const wins = Uint8Array.from(flow.conversions, (won) => (won > 0 ? 1 : 0))
  for (let more = true; more; ) {
    more = false
    for (let link = 0; link < chain.links; link++) {
      const source = chain.from[link]!
      if (flow.links[link]! === 0 || wins[source] === 1 || wins[chain.to[link]!] === 0) continue
      wins[source] = 1
      more = true
    }
  }
  return wins
}

/** The worth of every coalition, in conversions and in value. */
export type CoalitionWorth = { readonly conversions: Float64Array; readonly value: Float64Array }

/**
 * All 2^n coalitions by halving: the last player of the matrix is either let in (eliminated, its flow passed on) or left out
 * (its flow lost), and the rest is a game with one player less. Some eight multiplications per coalition, not n³.
 */
export const worthOfAll = ({ players, rows, width }: RemovalGame): CoalitionWorth => {
  const n = players.length
  const conversions = new Float64Array(2 ** n)
  const value = new Float64Array(2 ** n)
  // Level k holds a game of k players: k + 1 rows of k + 3 columns, the start in row k.
  const levels = Array.from({ length: n + 1 }, (_, k) => new Float64Array((k + 1) * (k + 3)))
  for (let i = 0; i < (n + 1) * width; i++) levels[n]![i] = rows[i]!
  const halve = (k: number, coalition: number): void => {
    const from = levels[k]!
    if (k === 0) {
      conversions[coalition] = from[1]!
      value[coalition] = from[2]!
      return
    }
    leaveOut(from, levels[k - 1]!, k)
    halve(k - 1, coalition)
    letIn(from, levels[k - 1]!, k)
    halve(k - 1, coalition | (1 << (k - 1)))
  }
  halve(n, 0)
  return { conversions, value }
}

/** Copies a game of k players without its last; what led there is lost. */
const leaveOut = (from: Float64Array, to: Float64Array, k: number): void => {
  for (let i = 0; i < k; i++) {
    const source = (i === k - 1 ? k : i) * (k + 3)
    const target = i * (k + 2)
    for (let j = 0; j < k - 1; j++) to[target + j] = from[source + j]!
    to[target + k - 1] = from[source + k]! + from[source + k - 1]!
    to[target + k] = from[source + k + 1]!
    to[target + k + 1] = from[source + k + 2]!
  }
}

/** Copies a game of k players with the last one passed through. Ways back to the same row are no way out and drop. */
const letIn = (from: Float64Array, to: Float64Array, k: number): void => {
  const last = (k - 1) * (k + 3)
  let pivot = from[last + k]!
  for (let j = 0; j < k - 1; j++) pivot += from[last + j]!
  for (let i = 0; i < k; i++) {
    const source = (i === k - 1 ? k : i) * (k + 3)
    const target = i * (k + 2)
    const factor = pivot > 0 ? from[source + k - 1]! / pivot : 0
    for (let j = 0; j < k - 1; j++)
      to[target + j] = i === j ? 0 : from[source + j]! + factor * from[last + j]!
    for (let j = 0; j < 3; j++) to[target + k - 1 + j] = from[source + k + j]! + factor * from[last + k + j]!
  }
}

/** What each player adds, in conversions and value, when they arrive in this order: one elimination. */
export const arrive = (
  { players, rows, width }: RemovalGame,
  order: Int32Array,
  conversions: Float64Array,
  value: Float64Array,
): void => {
  const n = players.length
  const q = rows.slice()
  const start = n * width
  const waiting = new Uint8Array(n).fill(1)
  let [won, worth] = [q[start + n + 1]!, q[start + n + 2]!]
  for (const player of order) {
    waiting[player] = 0
    const at = player * width
    let pivot = q[at + n]!
    for (let j = 0; j < n; j++) if (waiting[j] === 1) pivot += q[at + j]!
    for (let i = 0; i <= n; i++) {
      if (i < n && waiting[i] === 0) continue
      const row = i * width
      const factor = pivot > 0 ? q[row + player]! / pivot : 0
      if (factor === 0) continue
      for (let j = 0; j < n; j++) if (waiting[j] === 1 && j !== i) q[row + j]! += factor * q[at + j]!
      for (let j = n; j < width; j++) q[row + j]! += factor * q[at + j]!
    }
    conversions[player] = q[start + n + 1]! - won
    value[player] = q[start + n + 2]! - worth
    won = q[start + n + 1]!
    worth = q[start + n + 2]!
  }
}
