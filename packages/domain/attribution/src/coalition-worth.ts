import type { CountedPath } from './journeys.ts'
import { MOST_EXACT_PLAYERS } from './shapley-values.ts'

/** What a coalition of channels is worth. */
export type Worth = 'conversions' | 'value' | 'rate'

/**
 * The worth of every coalition of channels, for `shapleyValues` or any other solution: entry s of the table is that of
 * the channels whose bits are set in s, over all journeys that stay within them. `rate` is conversions per journey.
 * @throws RangeError beyond 20 channels
 */
export const coalitionWorths = (
  paths: Iterable<CountedPath & { readonly path: readonly string[] }>,
  worth: Worth = 'conversions',
): { channels: string[]; worths: Float64Array } => {
  const list = [...paths]
  const channels = [...new Set(list.flatMap(({ path }) => path))].sort()
  if (channels.length > MOST_EXACT_PLAYERS)
    throw new RangeError(
      `coalitions are counted for up to ${MOST_EXACT_PLAYERS} channels, not ${channels.length}`,
    )
  const bits = new Map(channels.map((channel, i) => [channel, 1 << i]))
  const worths = new Float64Array(2 ** channels.length)
  const journeys = new Float64Array(worth === 'rate' ? worths.length : 0)
  for (const { path, conversions = 1, value = 0, nulls = 0 } of list) {
    const coalition = path.reduce((all, channel) => all | bits.get(channel)!, 0)
    worths[coalition]! += worth === 'value' ? value : conversions
    if (worth === 'rate') journeys[coalition]! += conversions + nulls
  }
  sumOverSubsets(worths)
  sumOverSubsets(journeys)
  if (worth === 'rate')
    for (let s = 0; s < worths.length; s++) worths[s] = journeys[s]! > 0 ? worths[s]! / journeys[s]! : 0
  return { channels, worths }
}

const sumOverSubsets = (table: Float64Array): void => {
  for (let bit = 1; bit < table.length; bit *= 2)
    for (let high = bit; high < table.length; high += bit * 2)
      for (let s = high; s < high + bit; s++) table[s]! += table[s - bit]!
}
