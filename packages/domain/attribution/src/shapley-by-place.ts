import type { CountedPath } from './journeys.ts'

/**
 * The Shapley credit of each channel, told apart by the place in the journey where it was earned (the "ordered Shapley value" of Zhao,
 * Mahboobi, Bagheri 2018): entry i of a channel is its credit as the (i + 1)-th touch. A channel met more than once shares
 * its part equally among its places, so a channel's places add up to its `shapley` credit.
 *
 * `shapleyByPlace([{ path: ['ad', 'mail'] }])` is `{ ad: [0.5, 0], mail: [0, 0.5] }`.
 */
export const shapleyByPlace = (
  paths: Iterable<CountedPath & { readonly path: readonly string[] }>,
): Record<string, number[]> => {
  const list = [...paths]
  const longest = list.reduce((most, { path }) => Math.max(most, path.length), 0)
  const credits = new Map<string, number[]>()
  for (const { path, conversions = 1 } of list) {
    const places = new Map<string, number>()
    for (const channel of path) places.set(channel, (places.get(channel) ?? 0) + 1)
    path.forEach((channel, place) => {
      const row = credits.get(channel) ?? Array.from({ length: longest }, () => 0)
      credits.set(channel, row)
      row[place]! += conversions / places.size / places.get(channel)!
    })
  }
  return Object.fromEntries([...credits].sort(([a], [b]) => (a < b ? -1 : 1)))
}
