import { describe, expect, it } from 'vitest'
import { HOUR, MONDAY_TEN, member } from './testing.ts'
import { clockOf } from './working-hours.ts'

describe('working hours', () => {
  const nineToSix = { 1: [[540, 1080]] } as const

  it('are those of the member’s own time zone', () => {
    const works = clockOf([
      member('asha', { workingHours: nineToSix }),
      member('ben', { workingHours: nineToSix, timeZone: 'America/New_York' }),
      member('cy'),
    ])
    expect([works(0, MONDAY_TEN), works(1, MONDAY_TEN), works(2, MONDAY_TEN)]).toEqual([true, false, true])
    const evening = MONDAY_TEN + 10 * HOUR
    expect([works(0, evening), works(1, evening), works(2, evening)]).toEqual([false, true, true])
  })

  it('begin with their first minute and end before their last', () => {
    const works = clockOf([member('asha', { workingHours: nineToSix })])
    const at = (text: string) => works(0, Date.parse(`${text}+05:30`))
    expect(at('2026-03-02T08:59:59.999')).toBe(false)
    expect(at('2026-03-02T09:00:00.000')).toBe(true)
    expect(at('2026-03-02T17:59:59.999')).toBe(true)
    expect(at('2026-03-02T18:00:00.000')).toBe(false)
    expect(at('2026-03-03T10:00:00.000')).toBe(false)
  })

  it('follow summer time', () => {
    const works = clockOf([member('eva', { workingHours: { 1: [[540, 600]] }, timeZone: 'Europe/Berlin' })])
    expect(works(0, Date.parse('2026-03-23T08:30:00Z'))).toBe(true)
    expect(works(0, Date.parse('2026-03-30T08:30:00Z'))).toBe(false)
    expect(works(0, Date.parse('2026-03-30T07:30:00Z'))).toBe(true)
  })

  it('may run through midnight as two windows', () => {
    const works = clockOf([member('noor', { workingHours: { 1: [[1320, 1440]], 2: [[0, 360]] } })])
    expect(works(0, Date.parse('2026-03-02T23:59:00+05:30'))).toBe(true)
    expect(works(0, Date.parse('2026-03-03T00:00:00+05:30'))).toBe(true)
    expect(works(0, Date.parse('2026-03-03T06:00:00+05:30'))).toBe(false)
  })

  it('are refused when a window ends before it starts or the zone is unknown', () => {
    expect(() => clockOf([member('x', { workingHours: { 1: [[1320, 360]] } })])).toThrow(RangeError)
    expect(() => clockOf([member('x', { workingHours: { 1: [[0, 1441]] } })])).toThrow(RangeError)
    expect(() => clockOf([member('x', { workingHours: {}, timeZone: 'Mars/Olympus' })])).toThrow(RangeError)
  })
})
