import { describe, expect, it } from 'vitest'
import { nearestOffice, officeOf } from './find-office.ts'
import { bengaluru, pune } from './testing.ts'

const offices = [pune, bengaluru]
const chennai = { latitude: 13.08, longitude: 80.27 }

describe('the office of a lead', () => {
  it('is the one with the lead’s region code, however near another one is', () => {
    const place = { country: 'IN', region: 'mh', point: chennai }
    expect(officeOf(offices, place)?.index).toBe(0)
    expect(officeOf(offices, { ...place, point: null })).toEqual({ index: 0, distanceKm: null })
  })

  it('is the nearest where no office has the region', () => {
    const found = officeOf(offices, { country: 'IN', region: 'TN', point: chennai })
    expect(found?.index).toBe(1)
    expect(found?.distanceKm).toBeCloseTo(290.5, 0)
  })

  it('is not taken from a region of the same name in another country', () => {
    const perth = { ...pune, id: 'perth', regionCode: 'WA', country: 'AU', point: null }
    expect(officeOf([perth], { country: 'US', region: 'WA', point: null })).toBeNull()
    expect(officeOf([perth], { country: null, region: 'WA', point: null })?.index).toBe(0)
  })

  it('is the nearer one of two in the region, else the first', () => {
    const mumbai = { ...pune, id: 'mumbai', point: { latitude: 19.08, longitude: 72.88 } }
    const thane = { latitude: 19.22, longitude: 72.98 }
    expect(officeOf([pune, mumbai], { country: 'IN', region: 'MH', point: thane })?.index).toBe(1)
    expect(officeOf([pune, mumbai], { country: 'IN', region: 'MH', point: null })?.index).toBe(0)
  })

  it('is unknown without a region of ours and without coordinates', () => {
    expect(officeOf(offices, { country: 'IN', region: 'TN', point: null })).toBeNull()
    expect(nearestOffice(offices, null)).toBeNull()
    expect(nearestOffice([{ ...pune, point: null }], chennai)).toBeNull()
  })
})
