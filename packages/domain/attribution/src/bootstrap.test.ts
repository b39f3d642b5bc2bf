import { seededRandom } from '@tributary/kernel'
import { describe, expect, test } from 'vitest'
import { attribute } from './attribute.ts'
import type { CountedPath } from './journeys.ts'
import { ATTRIBUTION_MODELS } from './lists.ts'
import { poisson } from './poisson.ts'

describe('Poisson deviates', () => {
  test.each([0.3, 1, 4, 9.9, 10.1, 40, 1000])('have mean and variance %d', (mean) => {
    const random = seededRandom(5)
    const n = 40_000
    let [sum, squares] = [0, 0]
    for (let i = 0; i < n; i++) {
      const k = poisson(random, mean)
      sum += k
      squares += (k - mean) ** 2
    }
    expect(Math.abs(sum / n - mean)).toBeLessThan(4 * Math.sqrt(mean / n))
    expect(squares / n / mean).toBeGreaterThan(0.95)
    expect(squares / n / mean).toBeLessThan(1.05)
  })
})

/** Journeys of a market whose habits are known. */
const market = (seed: number, journeys: number): CountedPath[] => {
  const random = seededRandom(seed, 'market')
  const channels = ['ad', 'mail', 'search', 'social']
  return Array.from({ length: journeys }, () => {
    const path: string[] = []
    do path.push(channels[random.weighted([4, 3, 2, 1])]!)
    while (random.chance(0.5))
    const won = random.chance(path.includes('search') ? 0.3 : 0.15)
    return { path, conversions: won ? 1 : 0, value: won ? random.exponential(100) : 0, nulls: won ? 0 : 1 }
  })
}

describe('intervals', () => {
  test('90 % intervals hold what they estimate in 85 to 95 of 100 markets, in every model', () => {
    const models = ATTRIBUTION_MODELS.filter((model) => model !== 'time-decay' && model !== 'w-shaped')
    const size = 600
    const truth = attribute(market(9999, 300_000), { models }).models
    const hits = new Map<string, number>(models.map((model) => [model, 0]))
    const markets = 100
    for (let seed = 1; seed <= markets; seed++) {
      const found = attribute(market(seed, size), { models, intervals: { samples: 100, seed } }).models
      for (const model of models)
        found[model]!.channels.forEach(({ interval }, i) => {
          const wanted = truth[model]!.channels[i]!
          for (const part of ['conversions', 'value'] as const) {
            const [low, high] = interval![part]
            const expected = (wanted[part] * size) / 300_000
            if (low <= expected && expected <= high) hits.set(model, hits.get(model)! + 1 / 8)
          }
        })
    }
    for (const model of models) {
      expect(hits.get(model)! / markets).toBeGreaterThanOrEqual(0.85)
      expect(hits.get(model)! / markets).toBeLessThanOrEqual(0.95)
    }
  }, 60_000)
  test('always hold the estimate and come out the same for the same seed', () => {
    const run = (seed: number) => attribute(market(1, 300), { intervals: { samples: 50, seed } })
    for (const { channels } of Object.values(run(1).models))
      for (const { conversions, interval } of channels) {
        expect(interval!.conversions[0]).toBeLessThanOrEqual(conversions)
        expect(interval!.conversions[1]).toBeGreaterThanOrEqual(conversions)
      }
    expect(JSON.stringify(run(1))).toBe(JSON.stringify(run(1)))
    expect(JSON.stringify(run(1))).not.toBe(JSON.stringify(run(2)))
  })
  test('are as wide for counted paths as for their single journeys, also where values differ', () => {
    const random = seededRandom(3)
    const values = Array.from({ length: 400 }, () => random.exponential(50))
    const width = (paths: CountedPath[]) => {
      const { channels } = attribute(paths, { models: ['first'], intervals: { samples: 2000 } }).models.first!
      const row = channels.find(({ channel }) => channel === 'ad')
      return row!.interval!.value[1] - row!.interval!.value[0]
    }
    const apart = values.map((value, i) => ({ path: ['ad', ...`${i}`], value }))
    expect(width(values.map((value) => ({ path: 'ad', value }))) / width(apart)).toBeCloseTo(1, 0)
  })
  test('channels that the data cannot tell apart are named, clear ones are not', () => {
    const paths: CountedPath[] = [
      { path: 'big', conversions: 500, nulls: 500 },
      { path: 'even', conversions: 50, nulls: 50 },
      { path: 'odd', conversions: 48, nulls: 50 },
      { path: 'left > right', conversions: 10 },
      { path: 'right > left > left', conversions: 4 },
    ]
    const { models, alwaysTogether } = attribute(paths, { models: ['linear'], intervals: {} })
    expect(models.linear!.ties).toContainEqual(['even', 'odd'])
    expect(models.linear!.ties!.some((pair) => pair.includes('big'))).toBe(false)
    expect(alwaysTogether).toEqual([['left', 'right']])
  })
})
