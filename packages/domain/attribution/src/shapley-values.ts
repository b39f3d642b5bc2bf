import { seededRandom } from '@tributary/kernel'

/** Above this many players the coalitions no longer fit in a table of 2^20 doubles. */
export const MOST_EXACT_PLAYERS = 20

/** The weight of a coalition of s others among n players: s! (n − s − 1)! / n!. */
const coalitionWeights = (n: number): Float64Array => {
  const weights = new Float64Array(n)
  let choose = 1
  for (let s = 0; s < n; s++) {
    weights[s] = 1 / (n * choose)
    choose = (choose * (n - 1 - s)) / (s + 1)
  }
  return weights
}

/** Shapley values from the worth of every coalition; bit i of the index says that player i belongs to it. */
export const shapleyOfTable = (worth: Float64Array, players: number): Float64Array => {
  const weights = coalitionWeights(players)
  const values = new Float64Array(players)
  const sizes = new Uint8Array(worth.length)
  for (let s = 1; s < worth.length; s++) sizes[s] = sizes[s >> 1]! + (s & 1)
  for (let i = 0; i < players; i++) {
    const bit = 1 << i
    let sum = 0
    for (let high = 0; high < worth.length; high += bit * 2)
      for (let s = high; s < high + bit; s++) sum += weights[sizes[s]!]! * (worth[s + bit]! - worth[s]!)
    values[i] = sum
  }
  return values
}

/**
 * The Shapley value of any game with up to 20 players, exactly (Shapley 1953): the mean of what a player adds over all
 * orders of arrival. In the glove game (player 0 has a left glove, 1 and 2 a right one, a pair is worth 1) it is 2/3, 1/6, 1/6:
 * `shapleyValues((s) => (s & 1 && s & 6 ? 1 : 0), 3)`.
 * @param worth of a coalition given as bits: player i belongs to it when bit i is set; asked once for each
 * @throws RangeError beyond 20 players (use `sampledShapleyValues`) or when a worth is not finite
 */
export const shapleyValues = (worth: (coalition: number) => number, players: number): number[] => {
  if (!(Number.isInteger(players) && players >= 0 && players <= MOST_EXACT_PLAYERS))
    throw new RangeError(`exact Shapley values take 0 to ${MOST_EXACT_PLAYERS} players, not ${players}`)
  const table = new Float64Array(2 ** players)
  for (let coalition = 0; coalition < table.length; coalition++) {
    const w = worth(coalition)
    if (!Number.isFinite(w)) throw new RangeError(`coalition ${coalition} is worth ${w}`)
    table[coalition] = w
  }
  return Array.from(shapleyOfTable(table, players))
}

/** Sampled values and the standard error of each. */
export type SampledShapley = {
  readonly values: number[]
  readonly standardErrors: number[]
  readonly permutations: number
}

/** What each player adds when they arrive in this order; in several games one after another, if `results` says more than players. */
export type Arrivals = (order: Int32Array, added: Float64Array) => void

/** Means over seeded pairs of an order and its reverse (Castro et al. 2009; antithetic as in Mitchell et al. 2022). */
export const sampleArrivals = (
  arrivals: Arrivals,
  players: number,
  permutations: number,
  seed: number,
  results = players,
): SampledShapley => {
  const random = seededRandom(seed, 'shapley')
  const pairs = Math.max(2, Math.ceil(permutations / 2))
  const order = Int32Array.from({ length: players }, (_, i) => i)
  const added = new Float64Array(results)
  const back = new Float64Array(results)
  const sum = new Float64Array(results)
  const squares = new Float64Array(results)
  for (let pair = 1; pair <= pairs; pair++) {
    for (let i = players - 1; i > 0; i--) {
      const j = random.below(i + 1)
      const other = order[j]!
      order[j] = order[i]!
      order[i] = other
    }
    arrivals(order, added)
    arrivals(order.slice().reverse(), back)
    for (let i = 0; i < results; i++) {
      const mean = (added[i]! + back[i]!) / 2
      const step = mean - sum[i]! / (pair - 1 || 1)
      sum[i]! += mean
      // Welford's update of the squared deviations.
      if (pair > 1) squares[i]! += step * (mean - sum[i]! / pair)
    }
  }
  return {
    values: Array.from(sum, (s) => s / pairs),
    standardErrors: Array.from(squares, (s) => Math.sqrt(Math.max(0, s) / (pairs - 1) / pairs)),
    permutations: pairs * 2,
  }
}

/**
 * Shapley values of a game of any size from seeded orders of arrival, each with its standard error (about 95 % of the true
 * values lie within two of them). The sum is exact in every sample: it is what all are worth together.
 * @param worth of a coalition: `members[i]` is 1 when player i belongs to it
 */
export const sampledShapleyValues = (
  worth: (members: Uint8Array) => number,
  players: number,
  { permutations = 1000, seed = 1 }: { permutations?: number; seed?: number } = {},
): SampledShapley => {
  const members = new Uint8Array(players)
  const arrivals: Arrivals = (order, added) => {
    members.fill(0)
    let before = worth(members)
    for (const player of order) {
      members[player] = 1
      const after = worth(members)
      added[player] = after - before
      before = after
    }
  }
  return sampleArrivals(arrivals, players, permutations, seed)
}
