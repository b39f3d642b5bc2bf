import { localTime } from '@tributary/kernel'
import { describe, expect, it } from 'vitest'
import { calendarOf, dayAt, HOUR_WEIGHTS, seasonWeight, workingMoment } from './seasons.ts'

const march = calendarOf('2026-03-23', 14, 'Europe/Berlin')
const at = (text: string) => Date.parse(text)

describe('the calendar of a market', () => {
  it('days are as long as they are: 23 hours where summer time begins', () => {
    const hours = march.map(({ start, end }) => (end - start) / 3_600_000)
    expect(hours.filter((length) => length === 23)).toHaveLength(1)
    expect(hours[6]).toBe(23)
    for (const [index, { start, end }] of march.entries()) {
      expect([dayAt(march, start), dayAt(march, end - 1)]).toEqual([index, index])
    }
    expect([dayAt(march, march[0]!.start - 1), dayAt(march, march.at(-1)!.end)]).toEqual([-1, -1])
  })
  it('a Tuesday in March counts 1.2 × 1.25 = 1.5, the same a year later half as much again', () => {
    expect(seasonWeight('2026-03-24', 0, 2)).toBeCloseTo(1.5, 12)
    expect(seasonWeight('2027-03-23', 365, 2)).toBeCloseTo(2.25, 12)
    expect(HOUR_WEIGHTS).toHaveLength(24)
  })
})

describe('working hours', () => {
  it('what comes within them is seen at once, what comes on Friday night on Monday morning', () => {
    const calendar = calendarOf('2026-03-02', 14, 'Asia/Kolkata')
    const noon = at('2026-03-04T12:00:00+05:30')
    expect(workingMoment(calendar, noon, 0.5)).toBe(noon)
    const monday = workingMoment(calendar, at('2026-03-06T22:00:00+05:30'), 0.25)
    expect(localTime(monday, 'Asia/Kolkata')).toMatchObject({
      date: '2026-03-09',
      weekday: 1,
      hour: 10,
      minute: 0,
    })
    expect(workingMoment(calendar, at('2026-03-05T06:00:00+05:30'), 0)).toBe(at('2026-03-05T09:30:00+05:30'))
  })
  it('after the last working day of the calendar nobody comes', () => {
    const calendar = calendarOf('2026-03-02', 6, 'Asia/Kolkata')
    expect(workingMoment(calendar, at('2026-03-06T19:00:00+05:30'), 0)).toBe(Number.POSITIVE_INFINITY)
  })
})
