import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decimalFromMinor, minorDigits, minorFromDecimal } from './money.ts'

describe('money in minor units', () => {
  test('25.50 dollars are 2550 cents, and back', () => {
    expect(minorFromDecimal('25.5', 'USD')).toBe(2550)
    expect(decimalFromMinor(2550, 'USD')).toBe('25.50')
  })
  test('yen have no decimals and Kuwaiti dinars have three', () => {
    expect([minorDigits('JPY'), minorDigits('KWD')]).toEqual([0, 3])
    expect(decimalFromMinor(1200, 'JPY')).toBe('1200')
    expect(decimalFromMinor(-5, 'KWD')).toBe('-0.005')
  })
  test('0.29 is 29 cents although 0.29 × 100 is 28.999999999999996', () => {
    expect(minorFromDecimal('0.29', 'EUR')).toBe(29)
  })
  test.each(['', 'abc', '1,000', '1e3', '.5', '1.234', '99999999999999999'])(
    'refuses %j as dollars',
    (text) => {
      expect(() => minorFromDecimal(text, 'USD')).toThrow(RangeError)
    },
  )
  test('every amount survives being written and read', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.constantFrom('USD', 'JPY', 'KWD'), (minor, currency) => {
        expect(minorFromDecimal(decimalFromMinor(minor, currency), currency)).toBe(minor + 0)
      }),
    )
  })
})
