import { expect, test } from 'vitest'
import { comparedSpan, daysIn, presetSpan } from './date-presets.ts'

test('the last 30 days end today and are 30', () => {
  const span = presetSpan('30d', '2026-11-20')
  expect(span).toEqual({ start: '2026-10-22', end: '2026-11-20' })
  expect(daysIn(span)).toBe(30)
})

test('a quarter starts in January, April, July or October', () => {
  expect(presetSpan('quarter', '2026-11-20').start).toBe('2026-10-01')
  expect(presetSpan('quarter', '2026-03-31').start).toBe('2026-01-01')
})

test('the previous period is as long and ends the day before', () => {
  expect(comparedSpan({ start: '2026-10-22', end: '2026-11-20' }, 'previous')).toEqual({
    start: '2026-09-22',
    end: '2026-10-21',
  })
})

test('29 February is compared with 28 February', () => {
  expect(comparedSpan({ start: '2028-02-29', end: '2028-02-29' }, 'year')).toEqual({
    start: '2027-02-28',
    end: '2027-02-28',
  })
})

test('no comparison is no span', () => {
  expect(comparedSpan({ start: '2026-10-22', end: '2026-11-20' }, 'none')).toBeNull()
})
