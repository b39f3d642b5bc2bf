import { intervalOf, type Samples } from './bootstrap.ts'
import type { Paths } from './paths.ts'

/**
 * Pairs whose order the data does not settle: 0 lies within the 90 % interval of the difference of their credited
 * conversions. Among more than 60 channels only neighbours in rank are compared.
 */
export const tiesAmong = (samples: Samples, credits: Float64Array): [number, number][] => {
  const ranked = Array.from(credits.keys())
    .filter((channel) => credits[channel]! > 0)
    .sort((a, b) => credits[b]! - credits[a]! || a - b)
  const reach = ranked.length <= 60 ? ranked.length : 1
  const row = (channel: number) =>
    samples.conversions.subarray(channel * samples.samples, (channel + 1) * samples.samples)
  const ties: [number, number][] = []
  ranked.forEach((a, i) => {
    for (const b of ranked.slice(i + 1, i + 1 + reach)) {
      const difference = row(a).map((x, k) => x - row(b)[k]!)
      const [low] = intervalOf(difference, credits[a]! - credits[b]!)
      if (low <= 0) ties.push([a, b])
    }
  })
  return ties
}

/** Groups of channels that always occur in the same journeys: no model of whole journeys can tell them apart. */
export const alwaysTogether = (paths: Paths, channels: number): number[][] => {
  const first = new Uint32Array(channels)
  const second = new Uint32Array(channels)
  const seen = new Int32Array(channels).fill(-1)
  for (let p = 0; p < paths.size; p++)
    for (let at = paths.starts[p]!; at < paths.starts[p + 1]!; at++) {
      const channel = paths.touches[at]!
      if (seen[channel] === p) continue
      seen[channel] = p
      first[channel]! ^= Math.imul(p + 1, 0x9e3779b1) ^ (p >>> 7)
      second[channel]! += Math.imul(p + 0x7f4a7c15, 0x85ebca6b)
    }
  const groups = new Map<string, number[]>()
  for (let channel = 0; channel < channels; channel++) {
    if (seen[channel] === -1) continue
    const key = `${first[channel]}/${second[channel]}`
    groups.set(key, [...(groups.get(key) ?? []), channel])
  }
  return [...groups.values()].filter((group) => group.length > 1)
}
