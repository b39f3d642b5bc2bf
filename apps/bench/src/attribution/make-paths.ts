import { seededRandom } from '@tributary/kernel'

export type PathRow = {
  readonly path: string
  readonly conversions: number
  readonly value: number
  readonly nulls: number
}

const weights = [10, 12, 1, 1, 3, 2, 14, 6, 18, 1, 5, 1]

/** Paths shaped like the R package's example data: twelve channels, five touches on average, most seen a few times. */
export const makePaths = (rows: number, seed: number, channels = 12): PathRow[] => {
  const random = seededRandom(seed, 'paths')
  const weightOf = Array.from({ length: channels }, (_, i) => weights[i % weights.length]!)
  return Array.from({ length: rows }, () => {
    const touches: string[] = []
    let channel = random.weighted(weightOf)
    for (let left = 1 + Math.floor(random.exponential(4)); left > 0; left--) {
      touches.push(`channel-${channel + 1}`)
      if (random.chance(0.6)) channel = random.weighted(weightOf)
    }
    const conversions = random.chance(0.8) ? 1 : 0
    const value = conversions * Math.round(random.exponential(4) * 1000)
    return { path: touches.join(' > '), conversions, value: value / 1000, nulls: 2 + random.below(2) }
  })
}

export const asCsv = (rows: readonly PathRow[]): string =>
  `path,total_conversions,total_conversion_value,total_null\n${rows
    .map(({ path, conversions, value, nulls }) => `${path},${conversions},${value},${nulls}\n`)
    .join('')}`
