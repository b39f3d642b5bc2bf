import { seededRandom } from '@tributary/kernel'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { attribute, markovOrderAdvice } from './attribute.ts'
import type { Journey } from './journeys.ts'
import { ATTRIBUTION_MODELS, UNATTRIBUTED } from './lists.ts'
import { rowsOf } from './oracles.ts'
import { openTally } from './tally.ts'
import { creditTouches, wholeMoney } from './whole-money.ts'

const DAY = 86_400_000
const journey = (channels: string, more: Partial<Journey> = {}): Journey => ({
  touches: channels.split(' ').map((channel, i) => ({ channel, time: i * DAY })),
  ...more,
})
const linear = (journeys: Journey[], options: object = {}) =>
  attribute(journeys, { models: ['linear'], ...options }).models.linear!.channels.map(
    ({ channel, conversions, value }) => [channel, conversions, value],
  )

describe('money', () => {
  const three = journey('mail ad call', { value: 3_000_000 })
  test('30,000.00 over three touches is 10,000.00 each in the linear model', () => {
    expect(creditTouches(three, 'linear').map(({ minor }) => minor)).toEqual([
      1_000_000, 1_000_000, 1_000_000,
    ])
  })
  test('30,000.00 by position decay is 4,285.71, 8,571.43 and 17,142.86, and not 4,290, 8,580 and 17,130', () => {
    const credit = creditTouches(three, 'position-decay')
    expect(credit.map(({ minor }) => minor)).toEqual([428_571, 857_143, 1_714_286])
    expect(credit.map(({ touch }) => touch.channel)).toEqual(['mail', 'ad', 'call'])
  })
  test('in every model whole minor units add up to booked revenue, deals without touches included', () => {
    const won = fc.record({
      touches: fc.array(
        fc.record({
          channel: fc.constantFrom('a', 'b', 'c', 'd'),
          time: fc.integer({ min: 0, max: 90 }).map((d) => d * DAY),
          milestone: fc.constantFrom('lead', 'deal', undefined),
        }),
        { maxLength: 6 },
      ),
      converted: fc.boolean(),
      value: fc.integer({ min: 0, max: 1_000_000_007 }),
    })
    fc.assert(
      fc.property(fc.array(won, { maxLength: 12 }), (journeys) => {
        const booked = journeys.reduce((sum, { converted, value }) => sum + (converted ? value : 0), 0)
        const { models } = attribute(journeys, { models: ATTRIBUTION_MODELS })
        expect(Object.keys(models)).toEqual([...ATTRIBUTION_MODELS])
        for (const credit of Object.values(models)) {
          const minor = wholeMoney(credit).map((row) => row.minor)
          expect(minor.reduce((a, b) => a + b, 0)).toBe(booked)
          expect(minor.every((m) => Number.isInteger(m) && m >= 0)).toBe(true)
          expect(credit.total.value).toBe(booked)
        }
      }),
    )
  })
  test('each touch of one deal gets its part in every rule, to the cent', () => {
    for (const model of [
      'first',
      'last',
      'linear',
      'position-decay',
      'time-decay',
      'position-based',
      'w-shaped',
      'shapley',
    ] as const) {
      const credit = creditTouches(journey('a b a c', { value: 10_001 }), model)
      expect(credit.reduce((sum, { minor }) => sum + minor, 0)).toBe(10_001)
    }
    expect(creditTouches(journey('a b a', { value: 100 }), 'shapley').map(({ minor }) => minor)).toEqual([
      25, 50, 25,
    ])
    expect(creditTouches({ touches: [], value: 5 }, 'linear')).toEqual([])
  })
  test('a total that is not whole is refused', () => {
    expect(() =>
      wholeMoney(attribute([{ path: 'a', value: 0.5 }], { models: ['first'] }).models.first!),
    ).toThrow(RangeError)
  })
})

describe('what counts', () => {
  test('a deal without touches is unattributed in every model, and the total has it', () => {
    const { models } = attribute([journey('a b', { value: 10 }), { touches: [], value: 5 }])
    for (const { channels, total } of Object.values(models)) {
      expect(channels.find(({ channel }) => channel === UNATTRIBUTED)).toEqual({
        channel: UNATTRIBUTED,
        conversions: 1,
        value: 5,
      })
      expect(total).toEqual({ conversions: 2, value: 15 })
    }
  })
  test('only won deals convert: the value of a lost one is not credited', () => {
    expect(linear([journey('a'), journey('a b', { converted: false, value: 99 })])).toEqual([
      ['a', 1, 0],
      ['b', 0, 0],
    ])
  })
  test('repeats each count in the linear model: eta > iota > eta gives eta two thirds', () => {
    expect(linear([journey('eta iota eta', { value: 3 })])).toEqual([
      ['eta', 2 / 3, 2],
      ['iota', 1 / 3, 1],
    ])
  })
  test('repeats in a row can count as one touch', () => {
    expect(linear([journey('a a a b')], { repeats: 'merge' })).toEqual([
      ['a', 0.5, 0],
      ['b', 0.5, 0],
    ])
    expect(
      attribute([{ path: 'a > a > a > b' }], { models: ['linear'], repeats: 'merge' }).models.linear!
        .channels[0]!.conversions,
    ).toBe(0.5)
  })
  test('touches come in order of time, whatever the order of the rows', () => {
    const { touches } = journey('a b c')
    expect(attribute([{ touches: touches.toReversed() }], { models: ['last'] })).toEqual(
      attribute([{ touches }], { models: ['last'] }),
    )
  })
  test('a touch after the conversion earns nothing, one at the same moment does', () => {
    expect(linear([journey('a b c', { convertedAt: DAY })])).toEqual([
      ['a', 0.5, 0],
      ['b', 0.5, 0],
    ])
  })
  test('a touch before the lookback window earns nothing, one exactly as old as the window does', () => {
    expect(linear([journey('a b c d')], { lookbackDays: 2 }).map(([channel]) => channel)).toEqual([
      'b',
      'c',
      'd',
    ])
    expect(linear([journey('a b', { convertedAt: 40 * DAY, value: 8 })], { lookbackDays: 30 })).toEqual([
      [UNATTRIBUTED, 1, 8],
    ])
  })
  test('credit goes by channel, campaign, source or content; what says none is (not set)', () => {
    const touches = [
      { channel: 'ad', campaign: 'spring', source: 'google', content: 'red' },
      { channel: 'ad', campaign: 'summer', source: 'google' },
    ]
    const names = (by: 'channel' | 'campaign' | 'source' | 'content') =>
      attribute([{ touches }], { models: ['linear'], by }).models.linear!.channels.map(
        ({ channel }) => channel,
      )
    expect(names('channel')).toEqual(['ad'])
    expect(names('campaign')).toEqual(['spring', 'summer'])
    expect(names('source')).toEqual(['google'])
    expect(names('content')).toEqual(['(not set)', 'red'])
  })
  test.each([
    [() => attribute([{ path: 'a' }], { models: ['time-decay'] }), 'time-decay need journeys'],
    [
      () => attribute([{ touches: [{ channel: 'a' }] }], { models: ['time-decay'] }),
      'needs the time of each touch',
    ],
    [() => attribute([{ touches: [{ channel: 'a' }] }], { lookbackDays: 3 }), 'needs the time of each touch'],
    [() => attribute([{ touches: [{ channel: 'a', time: 1 }, { channel: 'b' }] }]), 'or none has'],
    [() => attribute([{ path: 'a', conversions: -1 }]), 'conversions is 0 or more'],
    [() => attribute([{ path: 'a', value: Number.NaN }]), 'a value is 0 or more'],
    [() => attribute([], { order: 5 }), 'from 1 to 4'],
    [() => attribute([], { models: ['magic' as never] }), 'there is no model "magic"'],
  ])('what cannot be answered is refused with the reason (%#)', (run, message) => {
    expect(run).toThrow(message)
  })
})

describe('laws of every model', () => {
  test('credits add up to the total, are never negative, and the same input gives the same bytes', () => {
    fc.assert(
      fc.property(
        fc.nat().map((seed) => rowsOf(seed, 6, 20)),
        fc.integer({ min: 1, max: 4 }),
        (rows, order) => {
          const options = {
            order,
            models: ATTRIBUTION_MODELS.filter((model) => model !== 'time-decay' && model !== 'w-shaped'),
            intervals: { samples: 20, seed: 3 },
          }
          const found = attribute(rows, options)
          for (const { channels, total } of Object.values(found.models)) {
            const sum = (of: 'conversions' | 'value') => channels.reduce((all, row) => all + row[of], 0)
            expect(sum('conversions')).toBeCloseTo(total.conversions, 8)
            expect(sum('value')).toBeCloseTo(total.value, 6)
            for (const row of channels) expect(Math.min(row.conversions, row.value)).toBeGreaterThanOrEqual(0)
          }
          expect(JSON.stringify(attribute(rows, options))).toBe(JSON.stringify(found))
        },
      ),
      { numRuns: 40 },
    )
  })
  test('texts, lists and single journeys are counted alike', () => {
    fc.assert(
      fc.property(
        fc.nat().map((seed) => rowsOf(seed, 6, 20)),
        (rows) => {
          const [texts, lists] = [openTally(), openTally()]
          for (const { path, conversions, nulls } of rows) {
            texts.add(`  ${path.join('>  ')} `, conversions, conversions * 2, nulls)
            lists.addPath({ path, conversions, value: conversions * 2, nulls })
          }
          expect(texts.result()).toEqual(lists.result())
          expect(texts.size).toBe(lists.size)
          const singles = rows.flatMap(({ path, conversions, nulls }) => {
            const touches = path.map((channel) => ({ channel }))
            return [
              ...Array.from({ length: conversions }, () => ({ touches, value: 2 })),
              ...Array.from({ length: nulls }, () => ({ touches, converted: false })),
            ]
          })
          const [one, all] = [attribute(singles).models, lists.result().models]
          for (const model of ['linear', 'markov', 'shapley'] as const)
            for (const row of one[model]!.channels)
              expect(row.conversions).toBeCloseTo(
                all[model]!.channels.find(({ channel }) => channel === row.channel)!.conversions,
                9,
              )
        },
      ),
    )
  })
  test('thousands of channels and paths keep their names apart', () => {
    const tally = openTally({ models: ['first'] })
    for (let i = 0; i < 5000; i++) tally.add(`channel ${i} > é${i % 7}`, 1, i)
    const { channels, total } = tally.result().models.first!
    expect(tally.size).toBe(5000)
    expect(channels.length).toBe(5007)
    expect(channels.find(({ channel }) => channel === 'channel 4711')!.value).toBe(4711)
    expect(total.conversions).toBe(5000)
  })
})

describe('which Markov order', () => {
  test('a customer who forgets is order 1, one who remembers two touches order 2', () => {
    const random = seededRandom(4)
    const forgetful = Array.from({ length: 3000 }, () => {
      const path = [random.pick(['a', 'b', 'c'])]
      while (random.chance(0.6)) path.push(random.pick(['a', 'b', 'c'].filter((c) => c !== path.at(-1))))
      const won = random.chance(path.at(-1) === 'a' ? 0.5 : 0.1)
      return { path, conversions: won ? 1 : 0, nulls: won ? 0 : 1 }
    })
    expect(markovOrderAdvice(forgetful).order).toBe(1)
    // After b, only those who came from a convert.
    const mindful = [
      { path: 'a > b', conversions: 900, nulls: 100 },
      { path: 'c > b', conversions: 100, nulls: 900 },
    ]
    const advice = markovOrderAdvice(mindful)
    expect(advice.order).toBe(2)
    expect(advice.fits.map(({ order }) => order).slice(0, 2)).toEqual([1, 2])
    expect(advice.fits[1]!.logLikelihood).toBeGreaterThan(advice.fits[0]!.logLikelihood)
  })
  test('no journeys, no reason for more than order 1', () => {
    expect(markovOrderAdvice([]).order).toBe(1)
  })
})
