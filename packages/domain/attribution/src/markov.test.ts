import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { attribute, markovRemovalEffects } from './attribute.ts'
import { flowOf, readChain } from './chain.ts'
import { removalByElimination } from './elimination.ts'
import { removalByIteration } from './iteration.ts'
import type { CountedPath } from './journeys.ts'
import { openNames } from './names.ts'
import { chainWins, rowsOf } from './oracles.ts'
import { countPath, openPaths, pathOf } from './paths.ts'

const markov = (paths: CountedPath[], order = 1) =>
  attribute(paths, { models: ['markov'], order }).models.markov!

const expectShares = (found: Record<string, number>, wanted: Record<string, number>): void => {
  expect(Object.keys(found)).toEqual(Object.keys(wanted))
  for (const [channel, share] of Object.entries(wanted)) expect(found[channel]).toBeCloseTo(share, 12)
}

describe('published Markov examples', () => {
  const classic: CountedPath[] = [
    { path: 'C1 > C2 > C3', conversions: 1, value: 1000 },
    { path: 'C1', conversions: 0, nulls: 1 },
    { path: 'C2 > C3', conversions: 0, nulls: 1 },
  ]
  // S. Bryl 2016, "Marketing Multi-Channel Attribution model with R, part 1", analyzecore.com; the tests of the npm package
  // markovattribution carry the same numbers, with a value of 1,000.
  test('C1 > C2 > C3: removal effects 0.5, 1, 1 and shares 0.2, 0.4, 0.4', () => {
    expectShares(markovRemovalEffects(classic), { C1: 0.5, C2: 1, C3: 1 })
    const { channels, total } = markov(classic)
    expect(channels.map((row) => row.conversions)).toEqual([0.2, 0.4, 0.4])
    expect(channels.map((row) => row.value)).toEqual([200, 400, 400])
    expect(total).toEqual({ conversions: 1, value: 1000 })
  })
  // S. Puzyrov 2019, "Markov Chain Attribution – Simple Explanation Of Removal Effect", serhiipuzyrov.com: from the start
  // 0.8 to google ads and 0.2 to mailing; google ads 0.5 won, 0.25 to mailing, 0.25 lost; mailing always won.
  test('google ads and mailing: 0.8 convert, 0.2 without google ads, 0.4 without mailing', () => {
    const paths: CountedPath[] = [
      { path: 'google ads', conversions: 2, nulls: 1 },
      { path: 'mailing' },
      { path: 'google ads > mailing' },
    ]
    expectShares(markovRemovalEffects(paths), { 'google ads': 0.75, mailing: 0.5 })
    const { channels } = markov(paths)
    expect(channels[0]!.conversions).toBeCloseTo(2.4, 12)
    expect(channels[1]!.conversions).toBeCloseTo(1.6, 12)
  })
  // J. Woloson, pychattr (a port of the R package), README: by 10,000 simulations A 1.991106 and B 1.008894.
  test('A and B with repeats: exactly 2 and 1, where the simulation of the R package says 1.99 and 1.01', () => {
    const { channels } = markov([
      { path: 'A > B > A > B > B > A' },
      { path: 'A > B > B > A > A' },
      { path: 'A > A' },
    ])
    expect(channels.map(({ channel }) => channel)).toEqual(['A', 'B'])
    expect(channels[0]!.conversions).toBeCloseTo(2, 12)
    expect(channels[1]!.conversions).toBeCloseTo(1, 12)
    expect(Math.abs(channels[0]!.conversions - 1.991106)).toBeLessThan(0.01)
  })
})

describe('the chain', () => {
  test('of any order loses exactly what striking out the states of a channel loses', () => {
    fc.assert(
      fc.property(
        fc.nat().map((seed) => rowsOf(seed, 4)),
        fc.integer({ min: 1, max: 4 }),
        (rows, order) => {
          const credit = markov(rows, order)
          const { total } = credit
          const channels = credit.channels.filter((row) => row.removalEffect !== undefined)
          const all = chainWins(rows, order)
          const lost = channels.map(({ channel }) => {
            const left = chainWins(rows, order, channel)
            return {
              conversions: all.conversions > 0 ? 1 - left.conversions / all.conversions : 0,
              value: all.value > 0 ? 1 - left.value / all.value : 0,
            }
          })
          const sums = { conversions: 0, value: 0 }
          for (const row of lost) {
            sums.conversions += row.conversions
            sums.value += row.value
          }
          channels.forEach((row, i) => {
            expect(row.removalEffect).toBeCloseTo(lost[i]!.conversions, 9)
            if (sums.conversions > 0)
              expect(row.conversions).toBeCloseTo(
                (lost[i]!.conversions / sums.conversions) * total.conversions,
                8,
              )
            if (sums.value > 0) expect(row.value).toBeCloseTo((lost[i]!.value / sums.value) * total.value, 6)
          })
        },
      ),
      { numRuns: 200 },
    )
  })
  test('is solved alike by elimination and by iteration, also where customers go in circles for long', () => {
    const names = openNames()
    const paths = openPaths([])
    const circle = Array.from({ length: 3000 }, (_, i) => 'abc'[i % 3]!)
    for (const [path, won, lost] of [
      [circle, 1, 1],
      [['a', 'd'], 3, 100],
      [['b', 'd', 'c'], 1, 0],
    ] as const) {
      const p = pathOf(paths, Int32Array.from(path, names.idOf), path.length)
      countPath(paths, p, won, won * 2, lost)
    }
    const chain = readChain(paths, 1)
    const flow = flowOf(paths, chain, paths)
    const direct = removalByElimination(chain, flow, 4)
    const swept = removalByIteration(chain, flow, 4)
    for (let c = 0; c < 4; c++) {
      expect(swept.conversions[c]).toBeCloseTo(direct.conversions[c]!, 11)
      expect(swept.value[c]).toBeCloseTo(direct.value[c]!, 11)
    }
  })
  test('takes repeats of one channel as one state in order 1, and remembers them in order 2', () => {
    const rows = (twice: string): CountedPath[] => [
      { path: twice },
      { path: 'a', conversions: 0, nulls: 1 },
      { path: 'b > a', conversions: 1, nulls: 3 },
    ]
    expect(markovRemovalEffects(rows('a > a'))).toEqual(markovRemovalEffects(rows('a')))
    expectShares(markovRemovalEffects(rows('a > a')), { a: 1, b: 2 / 3 })
    expectShares(markovRemovalEffects(rows('a > a'), { order: 2 }), { a: 1, b: 1 / 2 })
  })
})

describe('degenerate journeys give neither NaN nor negative credit', () => {
  const many = Array.from({ length: 200 }, (_, i) => `c${String(i).padStart(3, '0')}`)
  const cases: Record<string, CountedPath[]> = {
    'one channel': [{ path: 'a', conversions: 3, value: 9, nulls: 2 }],
    'one channel again and again': [{ path: 'a > a > a', conversions: 3, value: 9 }],
    'no lost paths': [{ path: 'a > b' }, { path: 'b > c', value: 4 }],
    'a channel only on lost paths': [
      { path: 'a > b', value: 2 },
      { path: 'x', conversions: 0, nulls: 5 },
    ],
    'nothing won': [{ path: 'a > b', conversions: 0, nulls: 4 }],
    'nothing at all': [],
    'a row of zeros': [{ path: 'a > b', conversions: 0 }],
    'no touches': [{ path: '', conversions: 2, value: 7 }],
    'value without a conversion': [{ path: 'a', conversions: 0, value: 7 }, { path: 'b' }],
    '200 channels': [
      { path: many, value: 1 },
      { path: many.toReversed(), conversions: 0, nulls: 3 },
      ...many.map((path, i) => ({ path, conversions: i % 2, nulls: 1 })),
    ],
  }
  test.each(Object.entries(cases))('%s', (_name, rows) => {
    for (const order of [1, 2, 3, 4]) {
      const { models } = attribute(rows, {
        order,
        models: [
          'first',
          'last',
          'linear',
          'position-decay',
          'position-based',
          'markov',
          'shapley',
          // It knows no order of the chain: once is enough.
          ...(order === 1 ? (['shapley-ordered'] as const) : []),
        ],
        intervals: { samples: 20 },
        permutations: 10,
      })
      for (const { channels, total } of Object.values(models)) {
        let [conversions, value] = [0, 0]
        for (const row of channels) {
          for (const n of [
            row.conversions,
            row.value,
            row.removalEffect ?? 0,
            ...(row.interval?.conversions ?? []),
            ...(row.interval?.value ?? []),
          ]) {
            expect(n).toBeGreaterThanOrEqual(0)
            expect(n).toBeLessThan(Infinity)
          }
          conversions += row.conversions
          value += row.value
        }
        expect(conversions).toBeCloseTo(total.conversions, 9)
        expect(value).toBeCloseTo(total.value, 9)
      }
    }
  })
})
