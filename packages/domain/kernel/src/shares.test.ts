import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ratio, splitWhole } from './shares.ts'

describe('splitting a whole', () => {
  test('three equal shares of 30,000.00 are exact', () => {
    expect(splitWhole(3_000_000, [1, 1, 1])).toEqual([1_000_000, 1_000_000, 1_000_000])
  })
  test('position decay over three touches of 30,000.00', () => {
    expect(splitWhole(3_000_000, [0.25, 0.5, 1])).toEqual([428_571, 857_143, 1_714_286])
  })
  test('the odd cent goes to the earlier of two equal shares', () => {
    expect(splitWhole(5, [1, 1])).toEqual([3, 2])
  })
  test('a refund is split like the payment it takes back', () => {
    expect(splitWhole(-5, [1, 1])).toEqual([-3, -2])
  })
  test.each([
    [1.5, [1]],
    [10, []],
    [10, [0, 0]],
    [10, [-1, 2]],
    [10, [Number.NaN]],
  ])('refuses %j by %j', (total, weights) => {
    expect(() => splitWhole(total, weights)).toThrow(RangeError)
  })
  test('the parts add up to the total, keep its sign, and a weight of nothing gets nothing', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e12, max: 1e12 }),
        fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 12 }),
        (total, weights) => {
          fc.pre(weights.some((weight) => weight > 0))
          const parts = splitWhole(total, weights)
          expect(parts.reduce((a, b) => a + b, 0)).toBe(total)
          parts.forEach((part, i) => {
            if (weights[i] === 0) expect(part).toBe(0)
          })
        },
      ),
    )
  })
  test('no part is a whole unit away from its exact share', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e9 }),
        fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 8 }),
        (total, weights) => {
          const sum = weights.reduce((a, b) => a + b, 0)
          splitWhole(total, weights).forEach((part, i) => {
            expect(Math.abs(part - (total * weights[i]!) / sum)).toBeLessThan(1.000001)
          })
        },
      ),
    )
  })
  test('a ratio over nothing is not enough data', () => {
    expect(ratio(3, 0)).toBeUndefined()
    expect(ratio(18, 45)).toBe(0.4)
  })
})
