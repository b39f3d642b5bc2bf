import type { MemberRow } from '@tributary/contracts'
import { describe, expect, it } from 'vitest'
import { fullChange, ownChange, valuesOf } from './availability-form.ts'
import { OFFICE_HOURS } from './hours.ts'

const meera: MemberRow = {
  id: '0198c0de-0000-7000-8000-000000000001',
  name: 'Meera Iyer',
  email: 'meera@example.com',
  title: '',
  photoUrl: null,
  role: 'rep',
  active: true,
  officeId: null,
  weight: 2,
  capacity: 15,
  regions: ['IN-MH'],
  services: [],
  workingHours: null,
  timeZone: 'Asia/Kolkata',
  awayFrom: '2026-03-08T18:30:00.000Z',
  awayUntil: '2026-03-13T18:30:00.000Z',
  takesLeads: true,
  lastSeenAt: null,
  createdAt: '2026-01-01T00:00:00.000Z',
}

describe('editing availability', () => {
  it('days off are days of the member’s own calendar, both included', () => {
    const values = valuesOf(meera, OFFICE_HOURS)
    expect([values.awayFrom, values.awayTo]).toEqual(['2026-03-09', '2026-03-13'])
  })

  it('saving what was read changes nothing', () => {
    const saved = fullChange(meera.id, valuesOf(meera, OFFICE_HOURS))
    expect(saved).toMatchObject({
      awayFrom: meera.awayFrom,
      awayUntil: meera.awayUntil,
      workingHours: null,
      weight: 2,
      capacity: 15,
      regions: ['IN-MH'],
    })
  })

  it('a rep sends nothing that only a manager decides', () => {
    expect(Object.keys(ownChange(valuesOf(meera, OFFICE_HOURS))).sort()).toEqual(
      ['awayFrom', 'awayUntil', 'takesLeads', 'timeZone', 'workingHours'].sort(),
    )
  })
})
