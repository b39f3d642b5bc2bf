import { describe, expect, test } from 'vitest'
import { createFormats } from './formats.ts'

const india = createFormats({ locale: 'en-IN', currency: 'INR', timeZone: 'Asia/Kolkata' })
const america = createFormats({ locale: 'en-US', currency: 'USD', timeZone: 'America/New_York' })
const plain = (text: string) => text.replaceAll('\u00a0', ' ').replaceAll('\u202f', ' ')

describe('money', () => {
  test('a table shows rupees in full, in lakhs', () => {
    expect(india.money({ minor: 482_000_000, currency: 'INR' })).toBe('₹48,20,000')
  })
  test('cents appear only where there are any', () => {
    expect(america.money({ minor: 2550, currency: 'USD' })).toBe('$25.50')
    expect(america.money({ minor: 2500, currency: 'USD' })).toBe('$25')
  })
  test('a figure is compact: ₹89.23L and $8.9M', () => {
    expect(india.moneyCompact({ minor: 892_300_000, currency: 'INR' })).toBe('₹89.23L')
    expect(america.moneyCompact({ minor: 890_000_000, currency: 'USD' })).toBe('$8.9M')
  })
  test('an American browser still reads rupees in lakhs', () => {
    expect(america.moneyCompact({ minor: 892_300_000, currency: 'INR' })).toBe('₹89.23L')
  })
  test('amounts beyond floating point keep every paisa', () => {
    expect(india.money({ minor: 9_007_199_254_740_991, currency: 'INR' })).toBe('₹9,00,71,99,25,47,409.91')
  })
})

describe('ratios', () => {
  test('a percent has one decimal, and none from 10 on', () => {
    expect(america.percent(0.0412)).toBe('4.1%')
    expect(america.percent(0.412)).toBe('41%')
    expect(america.percent(0.0996)).toBe('10%')
  })
  test('a probability is whole and shows its band', () => {
    expect(plain(america.probability(0.64, 0.09))).toBe('64 % ± 9')
  })
  test('a multiple has a times sign', () => {
    expect(america.multiple(3.95)).toBe('3.95×')
  })
  test('a change carries its sign', () => {
    expect(america.signedPercent(0.12)).toBe('+12%')
    expect(america.signedPercent(-0.034)).toBe('−3.4%')
    expect(america.signedPercent(0)).toBe('0%')
  })
  test('counts beyond the ceiling say so', () => {
    expect(america.countUpTo(10_001, 10_000)).toBe('10,000+')
    expect(america.countUpTo(10_000, 10_000)).toBe('10,000')
  })
})

describe('time', () => {
  const now = new Date('2026-11-20T12:00:00Z')
  test('an age is minutes, then hours, then a date', () => {
    expect(america.relative(new Date('2026-11-20T11:59:40Z'), now)).toBe('now')
    expect(america.relative(new Date('2026-11-20T11:46:00Z'), now)).toBe('14 min')
    expect(america.relative(new Date('2026-11-20T09:00:00Z'), now)).toBe('3 hr')
    expect(america.relative(new Date('2026-11-03T09:00:00Z'), now)).toBe('Nov 3')
    expect(america.relative(new Date('2025-11-03T09:00:00Z'), now)).toBe('Nov 3, 2025')
  })
  test('a calendar date is the same day for every reader', () => {
    expect(
      createFormats({ locale: 'en-GB', currency: 'GBP', timeZone: 'Pacific/Auckland' }).day('2026-11-03'),
    ).toBe('3 Nov')
    expect(
      createFormats({ locale: 'en-GB', currency: 'GBP', timeZone: 'Pacific/Honolulu' }).day('2026-11-03'),
    ).toBe('3 Nov')
  })
  test('an instant falls on the date of the workspace', () => {
    const lateEvening = new Date('2026-11-03T20:00:00Z')
    expect(india.dateIn(lateEvening)).toBe('2026-11-04')
    expect(america.dateIn(lateEvening)).toBe('2026-11-03')
  })
  test('a duration has two units at most', () => {
    expect(america.duration(95)).toBe('1 min 35 sec')
    expect(america.duration(90_061)).toBe('1 day 1 hr')
  })
})
