import { addDays, daysIn } from '@tributary/kernel'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type RollupSpan, rollupSpans } from './read-rollups.ts'

const added = (start: string, end: string, monthly = false) => ({ start, end, monthly, minus: false })
const takenOff = (start: string, end: string) => ({ start, end, monthly: false, minus: true })

/** Which days the spans come to, each with how often it is counted. */
const counted = (spans: readonly RollupSpan[]): Map<string, number> => {
  const days = new Map<string, number>()
  for (const span of spans)
    for (let day = span.start; day <= span.end; day = addDays(day, 1))
      days.set(day, (days.get(day) ?? 0) + (span.minus ? -1 : 1))
  return new Map([...days].filter(([, times]) => times !== 0))
}

describe('the spans of a period', () => {
  test('a year from the middle of a month is its edges by days and eleven months', () => {
    expect(rollupSpans({ start: '2025-03-17', end: '2026-03-15' })).toEqual([
      added('2025-03-17', '2025-03-31'),
      added('2025-04-01', '2026-02-28', true),
      added('2026-03-01', '2026-03-15'),
    ])
  })
  test('a month of which most is wanted is read whole, and the other days are taken off', () => {
    expect(rollupSpans({ start: '2026-10-22', end: '2026-11-20' })).toEqual([
      added('2026-10-22', '2026-10-31'),
      added('2026-11-01', '2026-11-30', true),
      takenOff('2026-11-21', '2026-11-30'),
    ])
    expect(rollupSpans({ start: '2026-11-03', end: '2026-11-28' })).toEqual([
      added('2026-11-01', '2026-11-30', true),
      takenOff('2026-11-01', '2026-11-02'),
      takenOff('2026-11-29', '2026-11-30'),
    ])
  })
  test('whole months have no edges, and a few days have no month', () => {
    expect(rollupSpans({ start: '2026-01-01', end: '2026-02-28' })).toEqual([
      added('2026-01-01', '2026-02-28', true),
    ])
    expect(rollupSpans({ start: '2026-01-27', end: '2026-02-04' })).toEqual([
      added('2026-01-27', '2026-01-31'),
      added('2026-02-01', '2026-02-04'),
    ])
    expect(rollupSpans({ start: '2026-01-27', end: '2026-01-27' })).toEqual([
      added('2026-01-27', '2026-01-27'),
    ])
  })
  test('the spans of any period come to each of its days once and to no other, months are whole, and few days are read', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 0, max: 900 }), (from, length) => {
        const start = addDays('2020-01-01', from)
        const period = { start, end: addDays(start, length) }
        const spans = rollupSpans(period)
        const days = counted(spans)
        expect(days.size).toBe(daysIn(period))
        expect([...days.values()].every((times) => times === 1)).toBe(true)
        expect([...days.keys()].every((day) => day >= period.start && day <= period.end)).toBe(true)
        for (const span of spans.filter(({ monthly }) => monthly))
          expect([span.start.slice(8), addDays(span.end, 1).slice(8)]).toEqual(['01', '01'])
        const byDay = spans.filter(({ monthly }) => !monthly).reduce((sum, span) => sum + daysIn(span), 0)
        expect(byDay).toBeLessThanOrEqual(31)
      }),
    )
  })
})
