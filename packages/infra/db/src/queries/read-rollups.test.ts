import { addDays, daysIn } from '@tributary/kernel'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rollupSpans } from './read-rollups.ts'

describe('the spans of a period', () => {
  test('a year from the middle of a month is its edges by days and eleven months', () => {
    expect(rollupSpans({ start: '2025-03-15', end: '2026-03-14' })).toEqual([
      { start: '2025-03-15', end: '2025-03-31', monthly: false },
      { start: '2025-04-01', end: '2026-02-28', monthly: true },
      { start: '2026-03-01', end: '2026-03-14', monthly: false },
    ])
  })
  test('whole months have no edges, and a few days have no month', () => {
    expect(rollupSpans({ start: '2026-01-01', end: '2026-02-28' })).toEqual([
      { start: '2026-01-01', end: '2026-02-28', monthly: true },
    ])
    expect(rollupSpans({ start: '2026-01-20', end: '2026-02-19' })).toEqual([
      { start: '2026-01-20', end: '2026-02-19', monthly: false },
    ])
  })
  test('every day of any period is in exactly one span, and months are whole', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 0, max: 900 }), (from, length) => {
        const start = addDays('2020-01-01', from)
        const period = { start, end: addDays(start, length) }
        const spans = rollupSpans(period)
        expect(spans[0]?.start).toBe(period.start)
        expect(spans.at(-1)?.end).toBe(period.end)
        expect(spans.reduce((days, span) => days + daysIn(span), 0)).toBe(daysIn(period))
        for (const span of spans.filter(({ monthly }) => monthly))
          expect([span.start.slice(8), addDays(span.end, 1).slice(8)]).toEqual(['01', '01'])
      }),
    )
  })
})
