import type { Chain, Flow } from './chain.ts'
import type { Removal } from './elimination.ts'

/** Rows of a chain in an order in which most of what a state leads to comes before it. */
type Rows = {
  readonly size: number
  readonly starts: Int32Array
  readonly targets: Int32Array
  readonly chances: Float64Array
  readonly conversions: Float64Array
  readonly value: Float64Array
  /** The state of each row; the start is the last one. */
  readonly states: Int32Array
}

/** States by when a depth-first walk from the start leaves them: without loops one sweep is enough. */
const leavingOrder = (chain: Chain, outgoing: readonly number[][]): Int32Array => {
  const order: number[] = []
  const met = new Uint8Array(chain.states)
  const stack = [0]
  const place = new Int32Array(chain.states)
  met[0] = 1
  while (stack.length > 0) {
    const state = stack[stack.length - 1]!
    const link = outgoing[state]![place[state]!++]
    if (link === undefined) {
      order.push(state)
      stack.pop()
    } else if (met[chain.to[link]!] === 0) {
      met[chain.to[link]!] = 1
      stack.push(chain.to[link]!)
    }
  }
  return Int32Array.from(order)
}

const rowsOf = (chain: Chain, flow: Flow): Rows => {
  const outgoing: number[][] = Array.from({ length: chain.states }, () => [])
  for (let link = 0; link < chain.links; link++)
    if (flow.links[link]! > 0) outgoing[chain.from[link]!]!.push(link)
  const states = leavingOrder(chain, outgoing)
  const rowOf = new Int32Array(chain.states).fill(-1)
  states.forEach((state, row) => {
    rowOf[state] = row
  })
  const size = states.length
  const starts = new Int32Array(size + 1)
  const targets: number[] = []
  const chances: number[] = []
  const conversions = new Float64Array(size)
  const value = new Float64Array(size)
  states.forEach((state, row) => {
    const out = flow.out[state]!
    starts[row] = targets.length
    if (out === 0) return
    conversions[row] = flow.conversions[state]! / out
    value[row] = flow.value[state]! / out
    for (const link of outgoing[state]!) {
      targets.push(rowOf[chain.to[link]!]!)
      chances.push(flow.links[link]! / out)
    }
  })
  starts[size] = targets.length
  const [t, c] = [Int32Array.from(targets), Float64Array.from(chances)]
  return { size, starts, targets: t, chances: c, conversions, value, states }
}

const EXACT = 1e-15

/**
 * Gauss–Seidel sweeps over x = ends + Q x until the geometric rest of the change is below the precision of a double.
 * Rows in `fixed` keep the value they came with. Starting from below, x only grows: nothing becomes negative.
 */
const solve = (rows: Rows, x: Float64Array, ends: Float64Array, fixed: Uint8Array): Float64Array => {
  const { size, starts, targets, chances } = rows
  let before = 0
  for (;;) {
    let change = 0
    let largest = 0
    for (let row = 0; row < size; row++) {
      const old = x[row]!
      if (old > largest) largest = old
      if (fixed[row] === 1) continue
      let sum = ends[row]!
      for (let at = starts[row]!; at < starts[row + 1]!; at++) sum += chances[at]! * x[targets[at]!]!
      const grown = sum - old
      if (grown > change) change = grown
      x[row] = sum
    }
    if (change === 0) return x
    const pace = before > 0 ? Math.min(change / before, 0.999999) : 1
    if (before > 0 && change / (1 - pace) <= EXACT * largest) return x
    before = change
  }
}

/** The removal effects of a chain of any order: a channel is removed where it stands in any place of a state. */
export const removalByIteration = (chain: Chain, flow: Flow, channels: number): Removal => {
  const rows = rowsOf(chain, flow)
  const none = new Uint8Array(rows.size)
  const nothing = new Float64Array(rows.size)
  const won = solve(rows, new Float64Array(rows.size), rows.conversions, none)
  const worth = solve(rows, new Float64Array(rows.size), rows.value, none)
  const start = rows.size - 1
  const rowsWith: number[][] = Array.from({ length: channels }, () => [])
  rows.states.forEach((state, row) => {
    for (const channel of new Set(chain.channelsOf.subarray(state * chain.order, (state + 1) * chain.order)))
      if (state > 0 && channel >= 0) rowsWith[channel]!.push(row)
  })
  // Through a channel: what is won from the first state on that holds it.
  const through = (from: Float64Array, held: readonly number[], fixed: Uint8Array): number => {
    if (from[start] === 0) return 0
    const x = new Float64Array(rows.size)
    for (const row of held) x[row] = from[row]!
    return Math.min(1, solve(rows, x, nothing, fixed)[start]! / from[start]!)
  }
  const conversions = new Float64Array(channels)
  const value = new Float64Array(channels)
  for (let channel = 0; channel < channels; channel++) {
    const held = rowsWith[channel]!
    if (held.length === 0) continue
    const fixed = new Uint8Array(rows.size)
    for (const row of held) fixed[row] = 1
    conversions[channel] = through(won, held, fixed)
    value[channel] = through(worth, held, fixed)
  }
  return { conversions, value }
}
