import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  dateIn,
  daysIn,
  isCalendarDate,
  localTime,
  previousPeriod,
  spanOf,
  startOfDate,
} from './periods.ts'

const iso = (instant: number) => new Date(instant).toISOString()

describe('calendar and clock', () => {
  test('half past eight in the evening in UTC is the next day in Kolkata', () => {
    const local = localTime(Date.parse('2026-11-20T20:30:00Z'), 'Asia/Kolkata')
    expect(local).toEqual({ date: '2026-11-21', hour: 2, minute: 0, second: 0, weekday: 6 })
  })
  test('a day in Berlin begins at 23:00 UTC in winter and 22:00 in summer', () => {
    expect(iso(startOfDate('2026-01-15', 'Europe/Berlin'))).toBe('2026-01-14T23:00:00.000Z')
    expect(iso(startOfDate('2026-07-15', 'Europe/Berlin'))).toBe('2026-07-14T22:00:00.000Z')
  })
  test('the day the clocks change is 23 or 25 hours long', () => {
    const hours = (date: string) => {
      const { from, to } = spanOf({ start: date, end: date }, 'Europe/Berlin')
      return (to - from) / 3_600_000
    }
    expect([hours('2026-03-29'), hours('2026-10-25'), hours('2026-06-01')]).toEqual([23, 25, 24])
  })
  test('where summer time skips midnight the day begins at one', () => {
    expect(iso(startOfDate('2018-11-04', 'America/Sao_Paulo'))).toBe('2018-11-04T03:00:00.000Z')
  })
  test('leap days count', () => {
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29')
    expect(daysIn({ start: '2024-02-01', end: '2024-03-01' })).toBe(30)
  })
  test('the period before a week is the week before', () => {
    expect(previousPeriod({ start: '2026-11-14', end: '2026-11-20' })).toEqual({
      start: '2026-11-07',
      end: '2026-11-13',
    })
  })
  test('only real dates are dates', () => {
    expect(['2026-02-29', '2026-13-01', '26-01-01', '2026-1-1'].map(isCalendarDate)).toEqual([
      false,
      false,
      false,
      false,
    ])
    expect(isCalendarDate('2024-02-29')).toBe(true)
  })
  test('the first moment of a date is on it and the moment before is not, in any zone', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 20_000 }),
        fc.constantFrom(
          'UTC',
          'Asia/Kolkata',
          'America/New_York',
          'Pacific/Auckland',
          'America/St_Johns',
          'Asia/Kathmandu',
        ),
        (day, zone) => {
          const date = addDays('1990-01-01', day)
          const start = startOfDate(date, zone)
          expect(dateIn(start, zone)).toBe(date)
          expect(dateIn(start - 1, zone)).toBe(addDays(date, -1))
        },
      ),
    )
  })
})
