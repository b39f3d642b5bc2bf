import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayTimeOf, instantOf } from './day-time.ts'

const zones = ['UTC', 'Asia/Kolkata', 'Europe/Berlin', 'America/New_York', 'Pacific/Auckland']

describe('a day and a time in the organization’s zone', () => {
  it('nine in the morning in Pune is half past three in UTC', () => {
    expect(instantOf({ day: '2026-03-10', time: '09:00' }, 'Asia/Kolkata')).toBe('2026-03-10T03:30:00.000Z')
  })
  it('on the day summer time begins the afternoon is where the clock says', () => {
    expect(instantOf({ day: '2026-03-29', time: '15:00' }, 'Europe/Berlin')).toBe('2026-03-29T13:00:00.000Z')
  })
  it('what is typed comes back as it was typed', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: 0, max: 729 }),
        fc.integer({ min: 4 * 60, max: 1439 }),
        (zone, days, minutes) => {
          const day = new Date(Date.UTC(2026, 0, 1 + days)).toISOString().slice(0, 10)
          const time = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
          expect(dayTimeOf(instantOf({ day, time }, zone) ?? '', zone)).toEqual({ day, time })
        },
      ),
    )
  })
  it('an empty field is no instant', () => {
    expect(instantOf({ day: '', time: '09:00' }, 'UTC')).toBeUndefined()
    expect(instantOf({ day: '2026-03-10', time: '' }, 'UTC')).toBeUndefined()
  })
})
