import { splitWhole } from '@tributary/kernel'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  firstShares,
  lastShares,
  linearShares,
  positionBasedShares,
  positionDecayShares,
  timeDecayShares,
  wShapedShares,
} from './shares.ts'

const DAY = 86_400_000
const touches = (n: number) => Array.from({ length: n }, (_, i) => ({ time: i * 7 * DAY }))

describe('shares of one journey', () => {
  test('first and last touch take all', () => {
    expect(firstShares(touches(3))).toEqual([1, 0, 0])
    expect(lastShares(touches(3))).toEqual([0, 0, 1])
  })
  test('a 30,000 deal over three touches is 10,000 each in the linear model, not 9,990', () => {
    expect(splitWhole(3_000_000, linearShares(touches(3)))).toEqual([1_000_000, 1_000_000, 1_000_000])
  })
  test('position decay is one, two and four sevenths and sums to one', () => {
    const shares = positionDecayShares(touches(3))
    expect(shares).toEqual([0.25 / 1.75, 0.5 / 1.75, 1 / 1.75])
    expect(shares.map((share) => share.toFixed(3))).toEqual(['0.143', '0.286', '0.571'])
    expect(shares.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 15)
  })
  test('position decay of 30,000.00 is 4,285.71, 8,571.43 and 17,142.86', () => {
    expect(splitWhole(3_000_000, positionDecayShares(touches(3)))).toEqual([428_571, 857_143, 1_714_286])
  })
  test('time decay goes by the clock: a week is a half-life', () => {
    expect(timeDecayShares(touches(3))).toEqual(positionDecayShares(touches(3)))
    expect(timeDecayShares([{ time: 0 }, { time: 0 }, { time: 14 * DAY }])).toEqual([1 / 6, 1 / 6, 4 / 6])
    expect(timeDecayShares([{ time: 0 }, { time: 400_000 * DAY }])).toEqual([0, 1])
  })
  test('position-based is 40/20/40, halves for two, everything for one', () => {
    expect(positionBasedShares(touches(4))).toEqual([0.4, 0.1, 0.1, 0.4])
    expect(positionBasedShares(touches(2))).toEqual([0.5, 0.5])
    expect(positionBasedShares(touches(1))).toEqual([1])
  })
  test('w-shaped is 30/30/30/10 where the milestones are known', () => {
    const five = wShapedShares(touches(5), { lead: 2, deal: 4 })
    ;[0.3, 0.05, 0.3, 0.05, 0.3].forEach((share, i) => {
      expect(five[i]).toBeCloseTo(share, 15)
    })
  })
  test('in w-shaped a touch with two parts earns both, and without milestones it is 40/20/40', () => {
    const both = wShapedShares(touches(3), { lead: 0, deal: 2 })
    ;[0.6, 0.1, 0.3].forEach((share, i) => {
      expect(both[i]).toBeCloseTo(share, 15)
    })
    expect(wShapedShares(touches(1), { lead: 0, deal: 0 })).toEqual([1])
    expect(wShapedShares(touches(4), {})).toEqual(positionBasedShares(touches(4)))
  })
  test('no touch earns nothing; senseless settings are refused', () => {
    for (const shares of [firstShares, lastShares, linearShares, positionDecayShares, positionBasedShares])
      expect(shares([])).toEqual([])
    expect(timeDecayShares([])).toEqual([])
    expect(() => positionDecayShares(touches(2), 0)).toThrow(RangeError)
    expect(() => timeDecayShares(touches(2), 0)).toThrow(RangeError)
    expect(() => timeDecayShares([{ time: Number.NaN }])).toThrow('every touch needs a time')
    expect(() => wShapedShares(touches(2), { lead: 2 })).toThrow(RangeError)
  })
  test('shares are never negative and always add up to one', () => {
    const times = fc.array(fc.integer({ min: 0, max: 4e12 }), { minLength: 1, maxLength: 60 })
    fc.assert(
      fc.property(times, fc.nat(), (list, at) => {
        const journey = list.sort((a, b) => a - b).map((time) => ({ time }))
        for (const shares of [
          firstShares(journey),
          lastShares(journey),
          linearShares(journey),
          positionDecayShares(journey),
          positionBasedShares(journey),
          timeDecayShares(journey),
          wShapedShares(journey, { lead: at % journey.length }),
        ]) {
          expect(Math.min(...shares)).toBeGreaterThanOrEqual(0)
          expect(shares.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12)
        }
      }),
    )
  })
})
