import { describe, expect, it } from 'vitest'
import { mayTake } from './may-take.ts'
import { lead, MONDAY_TEN, member } from './testing.ts'

describe('assigning by hand', () => {
  it('is refused to a member with 15 of 15 leads open, and possible with 14', () => {
    const full = member('asha', { capacity: 15 })
    expect(mayTake(full, 15, MONDAY_TEN)).toEqual({ may: false, reason: 'at-capacity' })
    expect(mayTake(full, 14, MONDAY_TEN)).toEqual({ may: true, warnings: [] })
  })

  it('is refused to somebody inactive or unknown', () => {
    expect(mayTake(member('asha', { active: false }), 0, MONDAY_TEN)).toEqual({
      may: false,
      reason: 'inactive',
    })
    expect(mayTake(undefined, 0, MONDAY_TEN)).toEqual({ may: false, reason: 'not-in-team' })
  })

  it('warns, and no more, of absence, hours, service and region', () => {
    const asha = member('asha', {
      awayFrom: 0,
      workingHours: { 7: [[0, 60]] },
      services: ['gardens'],
      regions: ['PB'],
    })
    const facts = lead({ service: 'cloud', region: 'mh' })
    expect(mayTake(asha, 0, MONDAY_TEN, facts)).toEqual({
      may: true,
      warnings: ['away', 'outside-hours', 'lacks-service', 'other-region'],
    })
    expect(mayTake(member('ben', { regions: ['MH'] }), 0, MONDAY_TEN, facts)).toEqual({
      may: true,
      warnings: [],
    })
  })
})
