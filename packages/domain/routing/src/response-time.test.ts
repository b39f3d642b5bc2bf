import { GRADES, URGENCIES } from '@tributary/scoring/lists'
import { describe, expect, it } from 'vitest'
import { responseDue, responseWords, standardSlaPolicy } from './response-time.ts'
import { HOUR, MONDAY_TEN } from './testing.ts'

describe('the promised response time', () => {
  it('is two hours for a grade A lead', () => {
    expect(responseDue(standardSlaPolicy, { grade: 'A', urgency: null }, MONDAY_TEN)).toEqual({
      minutes: 120,
      due: MONDAY_TEN + 2 * HOUR,
      words: '2 hours',
    })
  })

  it('is two hours for A, high and emergency, and 24 hours for all others', () => {
    for (const grade of GRADES)
      for (const urgency of [...URGENCIES, null]) {
        const soon = grade === 'A' || urgency === 'high' || urgency === 'emergency'
        expect(responseDue(standardSlaPolicy, { grade, urgency }, 0).words).toBe(
          soon ? '2 hours' : '24 hours',
        )
      }
  })

  it('is said in the unit that needs no rounding', () => {
    expect([1, 30, 60, 90, 120, 1440, 2880, 4320, 4321].map(responseWords)).toEqual([
      '1 minute',
      '30 minutes',
      '1 hour',
      '90 minutes',
      '2 hours',
      '24 hours',
      '48 hours',
      '3 days',
      '4321 minutes',
    ])
  })

  it('is refused when the table holds no positive number of minutes', () => {
    const broken = { ...standardSlaPolicy.minutes, B: { ...standardSlaPolicy.minutes.B, low: 0 } }
    expect(() => responseDue({ version: 2, minutes: broken }, { grade: 'B', urgency: 'low' }, 0)).toThrow(
      RangeError,
    )
  })
})
