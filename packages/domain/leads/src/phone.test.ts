import { describe, expect, it } from 'vitest'
import { decidePhone, type PhoneFacts } from './phone.ts'

const facts: PhoneFacts = {
  raw: '+1-555-123-4567',
  e164: '+15551234567',
  country: null,
  possible: true,
  valid: false,
  line: 'unknown',
}

describe('taking a phone number', () => {
  it('takes a possible number that is not known to be in use', () => {
    expect(decidePhone('+1-555-123-4567', facts)).toEqual({ kind: 'given', phone: facts })
  })

  it('refuses an impossible one and one nobody could read', () => {
    expect(decidePhone('12345', { ...facts, possible: false })).toEqual({
      kind: 'refused',
      reason: 'impossible',
    })
    expect(decidePhone('call me', undefined)).toEqual({ kind: 'refused', reason: 'impossible' })
  })

  it('does not mind when there is none', () => {
    for (const typed of ['', '  ', null, undefined])
      expect(decidePhone(typed, undefined)).toEqual({ kind: 'absent' })
  })
})
