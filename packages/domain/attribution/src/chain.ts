import { roomFor } from './arrays.ts'
import type { Weights } from './credits.ts'
import type { Paths } from './paths.ts'

/**
 * The states of a Markov chain of order k and the way of each path through them. A state is a window of k touches; a shorter
 * path is one state of all it has. State 0 is the start. Equal neighbours are one state, so nothing leads to itself.
 */
export type Chain = {
  readonly order: number
  readonly states: number
  readonly links: number
  /** `order` channel ids of each state, -1 where it has fewer. */
  readonly channelsOf: Int32Array
  readonly from: Int32Array
  readonly to: Int32Array
  /** Path `p` takes the links `steps[stepStarts[p]]` up to `steps[stepStarts[p + 1]]`, and ends in `last[p]` (-1: no touch). */
  readonly stepStarts: Uint32Array
  readonly steps: Int32Array
  readonly last: Int32Array
}

/** (state, channel) → link, by open addressing. */
const openLinkTable = () => {
  let states = new Int32Array(1024).fill(-1)
  let channels = new Int32Array(1024)
  let links = new Int32Array(1024)
  let size = 0
  const slotOf = (state: number, channel: number): number => {
    const mask = states.length - 1
    let hash = Math.imul(state, 0x9e3779b1) ^ Math.imul(channel, 0x85ebca6b)
    hash ^= hash >>> 15
    let slot = hash & mask
    while (states[slot] !== -1 && (states[slot] !== state || channels[slot] !== channel))
      slot = (slot + 1) & mask
    return slot
  }
  const put = (state: number, channel: number, link: number): void => {
    const slot = slotOf(state, channel)
    states[slot] = state
    channels[slot] = channel
    links[slot] = link
  }
  return {
    get: (state: number, channel: number): number => {
      const slot = slotOf(state, channel)
      return states[slot] === -1 ? -1 : links[slot]!
    },
    set: (state: number, channel: number, link: number): void => {
      put(state, channel, link)
      if (++size * 2 <= states.length) return
      const [oldStates, oldChannels, oldLinks] = [states, channels, links]
      states = new Int32Array(oldStates.length * 2).fill(-1)
      channels = new Int32Array(states.length)
      links = new Int32Array(states.length)
      for (let i = 0; i < oldStates.length; i++)
        if (oldStates[i] !== -1) put(oldStates[i]!, oldChannels[i]!, oldLinks[i]!)
    },
  }
}

export const readChain = (paths: Paths, order: number): Chain => {
  const table = openLinkTable()
  let states = 1
  let links = 0
  let channelsOf = new Int32Array(64 * order).fill(-1)
  let from = new Int32Array(256)
  let to = new Int32Array(256)
  let startLinks = new Int32Array(64).fill(-1)
  const stepStarts = new Uint32Array(paths.size + 1)
  const steps = new Int32Array(paths.starts[paths.size]!)
  const last = new Int32Array(paths.size).fill(-1)
  let step = 0

  const addLink = (source: number, target: number): number => {
    from = roomFor(from, links + 1)
    to = roomFor(to, links + 1)
    from[links] = source
    to[links] = target
    return links++
  }
  const addState = (parent: number, depth: number, channel: number): number => {
    const state = states++
    channelsOf = roomFor(channelsOf, states * order)
    startLinks = roomFor(startLinks, states)
    startLinks[state] = -1
    for (let i = 0; i < order; i++)
      channelsOf[state * order + i] = i < depth ? channelsOf[parent * order + i]! : i === depth ? channel : -1
    return state
  }
  /** One touch deeper into the tree of windows, from the start. */
  const deeper = (node: number, depth: number, channel: number): number => {
    const known = table.get(node, channel)
    if (known >= 0) return to[known]!
    const state = addState(node, depth, channel)
    const link = addLink(node, state)
    table.set(node, channel, link)
    // In a chain of order 1 this link is the way from the start itself.
    if (order === 1) startLinks[state] = link
    return state
  }
  /** The link to the window that follows a full one. */
  const onward = (state: number, channel: number): number => {
    const known = table.get(state, channel)
    if (known >= 0) return known
    let node = 0
    for (let i = 1; i < order; i++) node = deeper(node, i - 1, channelsOf[state * order + i]!)
    node = deeper(node, order - 1, channel)
    const link = addLink(state, node)
    table.set(state, channel, link)
    return link
  }

  for (let p = 0; p < paths.size; p++) {
    stepStarts[p] = step
    const start = paths.starts[p]!
    const n = paths.starts[p + 1]! - start
    if (n === 0) continue
    let state = 0
    for (let i = 0; i < Math.min(n, order); i++) state = deeper(state, i, paths.touches[start + i]!)
    if (startLinks[state] === -1) startLinks[state] = addLink(0, state)
    steps[step++] = startLinks[state]!
    for (let i = order; i < n; i++) {
      const link = onward(state, paths.touches[start + i]!)
      if (to[link] === state) continue
      steps[step++] = link
      state = to[link]!
    }
    last[p] = state
  }
  stepStarts[paths.size] = step
  return { order, states, links, channelsOf, from, to, stepStarts, steps, last }
}

/** How often each link and each way out was taken. */
export type Flow = {
  readonly links: Float64Array
  readonly conversions: Float64Array
  readonly value: Float64Array
  /** All journeys that ended in a state, won or not. */
  readonly exits: Float64Array
  /** All that left a state, wherever to: exits and links together. */
  readonly out: Float64Array
}

export const flowOf = (paths: Paths, chain: Chain, weights: Weights): Flow => {
  const links = new Float64Array(chain.links)
  const conversions = new Float64Array(chain.states)
  const value = new Float64Array(chain.states)
  const exits = new Float64Array(chain.states)
  for (let p = 0; p < paths.size; p++) {
    const last = chain.last[p]!
    const won = weights.conversions[p]!
    const weight = won + weights.nulls[p]!
    if (last < 0 || weight === 0) continue
    for (let at = chain.stepStarts[p]!; at < chain.stepStarts[p + 1]!; at++)
      links[chain.steps[at]!]! += weight
    exits[last]! += weight
    if (won === 0) continue
    conversions[last]! += won
    value[last]! += weights.value[p]!
  }
  const out = exits.slice()
  for (let link = 0; link < chain.links; link++) out[chain.from[link]!]! += links[link]!
  return { links, conversions, value, exits, out }
}
