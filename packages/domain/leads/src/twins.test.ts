import { describe, expect, it } from 'vitest'
import { isTwin, recognisePerson } from './twins.ts'

const HOURS = 3_600_000

describe('the same submission twice', () => {
  it('is a twin within 24 hours and a new lead from exactly 24 hours on', () => {
    const captured = Date.UTC(2026, 2, 1, 9)
    expect(isTwin(captured, captured)).toBe(true)
    expect(isTwin(captured, captured + 24 * HOURS - 1)).toBe(true)
    expect(isTwin(captured, captured + 24 * HOURS)).toBe(false)
  })

  it('is a twin when the clock of another machine is ahead', () => {
    expect(isTwin(5_000, 0)).toBe(true)
  })

  it('is no twin when there was none before', () => {
    expect(isTwin(undefined, 0)).toBe(false)
    expect(isTwin(null, 0)).toBe(false)
  })
})

describe('recognising a person', () => {
  const byPhone = [
    { contactId: 'c2', nameKey: 'divya rao' },
    { contactId: 'c3', nameKey: 'arjun rao' },
  ]

  it('an e-mail address is a person, whatever name is given', () => {
    expect(recognisePerson({ byEmail: 'c1', byPhone, nameKey: 'divya rao' })).toEqual({
      kind: 'known',
      contactId: 'c1',
    })
  })

  it('a shared phone number with the same name is worth asking about', () => {
    expect(recognisePerson({ byEmail: null, byPhone, nameKey: 'divya rao' })).toEqual({
      kind: 'maybe',
      contactIds: ['c2'],
    })
  })

  it('a shared phone number with another name is somebody new', () => {
    expect(recognisePerson({ byPhone, nameKey: 'meera rao' })).toEqual({ kind: 'new' })
    expect(recognisePerson({ byPhone: [{ contactId: 'c4', nameKey: '' }], nameKey: '' })).toEqual({
      kind: 'new',
    })
    expect(recognisePerson({ nameKey: 'divya rao' })).toEqual({ kind: 'new' })
  })
})
