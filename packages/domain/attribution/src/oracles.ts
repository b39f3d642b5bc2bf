import { seededRandom } from '@tributary/kernel'

/** Slow and plain computations of the same numbers, for tests only. */

export type Row = { path: string[]; conversions: number; value: number; nulls: number }

/** Some rows of up to seven touches, zeros and repeats among them. */
export const rowsOf = (seed: number, channels: number, most = 8): Row[] => {
  const random = seededRandom(seed, 'rows')
  return Array.from({ length: 1 + random.below(most) }, () => ({
    path: Array.from({ length: 1 + random.below(7) }, () => `c${random.below(channels)}`),
    conversions: random.below(5),
    value: random.chance(0.2) ? 0 : random.below(1000),
    nulls: random.below(5),
  }))
}

/** What a chain wins when the states that hold one of some channels are struck out: windows as texts, Gauss with pivoting. */
export const chainWins = (rows: readonly Row[], order: number, ...struck: string[]) => {
  const out = new Map<string, Map<string, number>>()
  const count = (from: string, to: string, n: number) => {
    const row = out.get(from) ?? new Map<string, number>()
    out.set(from, row.set(to, (row.get(to) ?? 0) + n))
  }
  const wonAt = new Map<string, { conversions: number; value: number }>()
  for (const { path, conversions, value, nulls } of rows) {
    if (conversions + nulls === 0) continue
    let state = '(start)'
    for (let i = 0; i < Math.max(1, path.length - order + 1); i++) {
      const next = path.slice(i, i + order).join(' ')
      if (next !== state) count(state, next, conversions + nulls)
      state = next
    }
    if (nulls > 0) count(state, '(null)', nulls)
    if (conversions === 0) continue
    count(state, '(won)', conversions)
    const won = wonAt.get(state) ?? { conversions: 0, value: 0 }
    wonAt.set(state, { conversions: won.conversions + conversions, value: won.value + value })
  }
  const states = [...out.keys()].filter((s) => !s.split(' ').some((c) => struck.includes(c)))
  const chance = (from: string, to: string) => {
    const row = out.get(from)!
    return (row.get(to) ?? 0) / [...row.values()].reduce((a, b) => a + b, 0)
  }
  const solve = (ends: number[]) => {
    const a = states.map((from, i) => [
      ...states.map((to, j) => (i === j ? 1 : 0) - chance(from, to)),
      ends[i]!,
    ])
    for (let k = 0; k < a.length; k++) {
      const best = a.reduce(
        (top, row, i) => (i >= k && Math.abs(row[k]!) > Math.abs(a[top]![k]!) ? i : top),
        k,
      )
      ;[a[k], a[best]] = [a[best]!, a[k]!]
      for (let i = 0; i < a.length; i++) {
        if (i === k) continue
        const f = a[i]![k]! / a[k]![k]!
        for (let j = k; j <= a.length; j++) a[i]![j]! -= f * a[k]![j]!
      }
    }
    const start = states.indexOf('(start)')
    return start < 0 ? 0 : a[start]![a.length]! / a[start]![start]!
  }
  return {
    conversions: solve(states.map((s) => chance(s, '(won)'))),
    value: solve(
      states.map((s) => {
        const won = wonAt.get(s)
        return won ? (chance(s, '(won)') * won.value) / won.conversions : 0
      }),
    ),
  }
}

export const permutationsOf = (n: number): number[][] =>
  n === 0
    ? [[]]
    : permutationsOf(n - 1).flatMap((rest) =>
        Array.from({ length: n }, (_, at) => [...rest.slice(0, at), n - 1, ...rest.slice(at)]),
      )

/** The Shapley value as its definition says it: the mean of what a player adds over all orders of arrival. */
export const shapleyByPermutations = (worth: (coalition: number) => number, n: number): number[] => {
  const orders = permutationsOf(n)
  const sums = Array.from({ length: n }, () => 0)
  for (const order of orders) {
    let coalition = 0
    for (const player of order) {
      sums[player]! += worth(coalition | (1 << player)) - worth(coalition)
      coalition |= 1 << player
    }
  }
  return sums.map((sum) => sum / orders.length)
}
