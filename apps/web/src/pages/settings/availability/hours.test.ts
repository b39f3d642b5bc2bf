import { describe, expect, it } from 'vitest'
import { clockOf, hoursInWords, minuteOf, OFFICE_HOURS, type Weekday } from './hours.ts'

const nameOf = (day: Weekday) => ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'][day - 1] ?? ''

describe('working hours in words', () => {
  it('puts days in a row with the same hours together', () => {
    expect(hoursInWords(OFFICE_HOURS, nameOf)).toBe('Mon–Fri 09:00–18:00')
    expect(
      hoursInWords(
        {
          1: [
            [540, 720],
            [780, 1080],
          ],
          2: [[540, 1080]],
          4: [[540, 1080]],
          6: [[600, 1440]],
        },
        nameOf,
      ),
    ).toBe('Mon 09:00–12:00, 13:00–18:00, Tue 09:00–18:00, Thu 09:00–18:00, Sat 10:00–24:00')
  })

  it('no hours at all are never, none set are always', () => {
    expect(hoursInWords({}, nameOf)).toBe('Never')
    expect(hoursInWords(null, nameOf)).toBe('Always')
  })

  it('midnight begins a day and ends one', () => {
    expect(minuteOf('00:00', false)).toBe(0)
    expect(minuteOf('00:00', true)).toBe(1440)
    expect(clockOf(1440)).toBe('24:00')
    expect(minuteOf('25:00', true)).toBeNull()
    expect(minuteOf('', true)).toBeNull()
  })
})
