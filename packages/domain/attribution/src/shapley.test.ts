import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { attribute } from './attribute.ts'
import { coalitionWorths } from './coalition-worth.ts'
import { chainWins, rowsOf, shapleyByPermutations } from './oracles.ts'
import { shapleyByPlace } from './shapley-by-place.ts'
import { sampledShapleyValues, shapleyValues } from './shapley-values.ts'

const close = (found: readonly number[], wanted: readonly number[], digits = 10): void => {
  expect(found.length).toBe(wanted.length)
  wanted.forEach((value, i) => {
    expect(found[i]).toBeCloseTo(value, digits)
  })
}
const size = (coalition: number): number => coalition.toString(2).replaceAll('0', '').length

describe('published Shapley values', () => {
  // The usual first example of the Shapley value (for one, Wikipedia, "Shapley value", "Glove game").
  test('glove game: the only left glove is worth 2/3, each right one 1/6', () => {
    close(
      shapleyValues((s) => (s & 1 && s & 6 ? 1 : 0), 3),
      [2 / 3, 1 / 6, 1 / 6],
    )
  })
  // Littlechild and Owen 1973, "A simple expression for the Shapley value in a special case"; numbers of M. Boyd 2015,
  // "Understanding Marginal Contribution and Shapley Values" (stand--sure.blogspot.com): runways of 8, 11, 13, 18.
  test('airport game: runways of 8, 11, 13 and 18 cost 2, 3, 4 and 9', () => {
    const needs = [8, 11, 13, 18]
    close(
      shapleyValues(
        (s) => needs.reduce((most, need, i) => (s & (1 << i) ? Math.max(most, need) : most), 0),
        4,
      ),
      [2, 3, 4, 9],
    )
  })
  // Shapley and Shubik 1954, "A method for evaluating the distribution of power in a committee system", for today's council.
  test('Security Council: 0.1963 for each of five permanent members, 0.001865 for each of ten others', () => {
    const passes = (s: number) => (s & 31) === 31 && size(s) >= 9
    const power = shapleyValues((s) => (passes(s) ? 1 : 0), 15)
    for (let i = 0; i < 15; i++) expect(power[i]).toBeCloseTo(i < 5 ? 0.196270396 : 0.001864802, 8)
  })
  // "The Fairness Factor in Marketing Attribution", abtesting.in: alone 20 and 10, together 80.
  test('two players of 20 and 10 who make 80 together earn 45 and 35', () => {
    close(
      shapleyValues((s) => [0, 20, 10, 80][s]!, 2),
      [45, 35],
    )
  })
})

describe('laws of the Shapley value', () => {
  const anyGame = fc
    .integer({ min: 1, max: 5 })
    .chain((n) =>
      fc.tuple(
        fc.constant(n),
        fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 2 ** n, maxLength: 2 ** n }),
      ),
    )
  test('it is the mean over all orders of arrival', () => {
    fc.assert(
      fc.property(anyGame, ([n, worths]) => {
        const worth = (s: number) => (s === 0 ? 0 : worths[s]!)
        close(shapleyValues(worth, n), shapleyByPermutations(worth, n))
      }),
    )
  })
  test('efficiency: the values add up to what all are worth together', () => {
    fc.assert(
      fc.property(anyGame, ([n, worths]) => {
        const sum = shapleyValues((s) => worths[s]!, n).reduce((a, b) => a + b, 0)
        expect(sum).toBeCloseTo(worths.at(-1)! - worths[0]!, 9)
      }),
    )
  })
  test('additivity: the value of two games at once is the sum of their values', () => {
    fc.assert(
      fc.property(anyGame, fc.infiniteStream(fc.integer({ min: -50, max: 50 })), ([n, worths], stream) => {
        const others = worths.map(() => stream.next().value as number)
        const both = shapleyValues((s) => worths[s]! + others[s]!, n)
        const [one, two] = [shapleyValues((s) => worths[s]!, n), shapleyValues((s) => others[s]!, n)]
        close(
          both,
          one.map((x, i) => x + two[i]!),
        )
      }),
    )
  })
  test('null player and symmetry: who adds nothing earns nothing, who adds the same earns the same', () => {
    fc.assert(
      fc.property(anyGame, ([n, worths]) => {
        // Player n adds nothing; players n + 1 and n + 2 count as one when both are there.
        const worth = (s: number) => worths[s & (2 ** n - 1)]! * (1 + size((s >> (n + 1)) & 3))
        const values = shapleyValues(worth, n + 3)
        expect(values[n]).toBe(0)
        expect(values[n + 1]).toBeCloseTo(values[n + 2]!, 9)
      }),
    )
  })
  test('beyond 20 players, and for worths that are no numbers, it is refused', () => {
    expect(() => shapleyValues(() => 0, 21)).toThrow('0 to 20 players')
    expect(() => shapleyValues(() => Number.NaN, 2)).toThrow('coalition 0 is worth NaN')
    expect(shapleyValues(() => 0, 0)).toEqual([])
  })
})

describe('sampled Shapley values', () => {
  const worth = (members: Uint8Array) => members.reduce((sum, m, i) => sum + m * (i + 1), 0) ** 2
  const byBits = (s: number) => worth(Uint8Array.from({ length: 8 }, (_, i) => (s >> i) & 1))
  test('lie within a few stated errors of the exact ones, and add up exactly', () => {
    const exact = shapleyValues(byBits, 8)
    const sampled = sampledShapleyValues(worth, 8, { permutations: 400, seed: 7 })
    sampled.values.forEach((value, i) => {
      expect(Math.abs(value - exact[i]!)).toBeLessThanOrEqual(4 * sampled.standardErrors[i]! + 1e-9)
    })
    expect(sampled.values.reduce((a, b) => a + b, 0)).toBeCloseTo(36 ** 2, 8)
  })
  test('state an error that holds: the true value lies within two of them about 95 times in 100', () => {
    const odd = (members: Uint8Array) =>
      Math.min(3, members[0]! + members[1]! + 2 * members[2]! * members[3]!)
    const exact = shapleyValues((s) => odd(Uint8Array.from({ length: 4 }, (_, i) => (s >> i) & 1)), 4)
    let within = 0
    for (let seed = 0; seed < 300; seed++) {
      const { values, standardErrors } = sampledShapleyValues(odd, 4, { permutations: 200, seed })
      if (Math.abs(values[2]! - exact[2]!) <= 2 * standardErrors[2]!) within += 1
    }
    expect(within).toBeGreaterThan(270)
  })
  test('the same seed gives the same values, another seed others', () => {
    const draw = (seed: number) =>
      sampledShapleyValues((m) => m[0]! * m[1]! + m[2]! * m[3]! * m[1]!, 4, { permutations: 20, seed })
    expect(draw(1)).toEqual(draw(1))
    expect(draw(1)).not.toEqual(draw(2))
  })
})

describe('Shapley credit of journeys', () => {
  test('the closed form equals the coalitions, in conversions and in value', () => {
    fc.assert(
      fc.property(
        fc.nat().map((seed) => rowsOf(seed, 5)),
        (rows) => {
          const { channels } = attribute(rows, { models: ['shapley'] }).models.shapley!
          for (const worth of ['conversions', 'value'] as const) {
            const game = coalitionWorths(rows, worth)
            const values = shapleyValues((s) => game.worths[s]!, game.channels.length)
            close(
              channels.map((row) => row[worth]),
              values,
              8,
            )
            close(
              values,
              shapleyByPermutations((s) => game.worths[s]!, game.channels.length),
              8,
            )
          }
        },
      ),
    )
  })
  test('conversion rates of coalitions can be shared too', () => {
    const { channels, worths } = coalitionWorths(
      [
        { path: ['a'], conversions: 1, nulls: 9 },
        { path: ['b'], conversions: 1, nulls: 4 },
        { path: ['a', 'b'], conversions: 4, nulls: 1 },
      ],
      'rate',
    )
    expect(channels).toEqual(['a', 'b'])
    expect(Array.from(worths)).toEqual([0, 0.1, 0.2, 0.3])
  })
  test('by place, a channel earns the same in all, shared among its places (ordered Shapley of Zhao 2018)', () => {
    const rows = [{ path: ['ad', 'mail', 'ad', 'call'], conversions: 3 }, { path: ['mail', 'ad'] }]
    const byPlace = shapleyByPlace(rows)
    expect(byPlace).toEqual({ ad: [0.5, 0.5, 0.5, 0], call: [0, 0, 0, 1], mail: [0.5, 1, 0, 0] })
  })
  test('shapley-ordered shares what the chain wins without the channels outside a coalition', () => {
    fc.assert(
      fc.property(
        fc.nat().map((seed) => rowsOf(seed, 4, 6)),
        (rows) => {
          const names = [...new Set(rows.flatMap(({ path }) => path))].sort()
          const all = chainWins(rows, 1)
          fc.pre(all.conversions > 0 && all.value > 0)
          const within = (s: number) => chainWins(rows, 1, ...names.filter((_, i) => !(s & (1 << i))))
          const { channels, total } = attribute(rows, { models: ['shapley-ordered'] }).models[
            'shapley-ordered'
          ]!
          for (const worth of ['conversions', 'value'] as const) {
            const values = shapleyByPermutations((s) => within(s)[worth] / all[worth], names.length)
            close(
              channels.map((row) => row[worth]),
              values.map((value) => value * total[worth]),
              6,
            )
          }
        },
      ),
      { numRuns: 60 },
    )
  })
  test('shapley-ordered sees the order of touches, which shapley does not', () => {
    const rows = (path: string) => [{ path }, { path: 'a', conversions: 0, nulls: 4 }]
    const of = (path: string, model: 'shapley' | 'shapley-ordered') =>
      attribute(rows(path), { models: [model] }).models[model]!.channels
    expect(of('a > b > c > b', 'shapley')).toEqual(of('c > b > a', 'shapley'))
    expect(of('a > b > c > b', 'shapley-ordered')).not.toEqual(of('c > b > c > a', 'shapley-ordered'))
  })
  test('beyond 20 channels shapley-ordered is sampled and says how far off it may be', () => {
    const rows = Array.from({ length: 24 }, (_, i) => ({
      path: [`c${i}`, `c${(i * 7) % 24}`, `c${(i * 5 + 1) % 24}`],
      conversions: 1 + (i % 3),
      value: 10 * i,
      nulls: i % 5,
    }))
    const run = (seed: number) =>
      attribute(rows, { models: ['shapley-ordered'], permutations: 200, seed }).models['shapley-ordered']!
    const { channels, sampling, total } = run(1)
    expect(sampling?.permutations).toBe(200)
    expect(sampling!.standardError.conversions).toBeGreaterThan(0)
    expect(channels.reduce((sum, row) => sum + row.conversions, 0)).toBeCloseTo(total.conversions, 9)
    expect(run(1)).toEqual(run(1))
    expect(
      attribute(rows.slice(0, 5), { models: ['shapley-ordered'] }).models['shapley-ordered']!.sampling,
    ).toBe(undefined)
  })
})
