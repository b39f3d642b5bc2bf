import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PHONE_PROBLEMS, parsePhone } from './parse-phone.ts'

describe('a phone number', () => {
  it('+1-555-123-4567 is possible, not valid, and kept', () => {
    expect(parsePhone('+1-555-123-4567', 'US')).toEqual({
      raw: '+1-555-123-4567',
      e164: '+15551234567',
      country: null,
      possible: true,
      valid: false,
      type: null,
      problem: null,
    })
  })

  it.each([
    ['(415) 555-2671', 'US', '+14155552671', 'US', 'FIXED_LINE_OR_MOBILE'],
    ['0151 23456789', 'DE', '+4915123456789', 'DE', 'MOBILE'],
    ['+49 (0) 151 23456789', 'US', '+4915123456789', 'DE', 'MOBILE'],
    ['004915123456789', 'US', '+4915123456789', 'DE', 'MOBILE'],
    ['+44 7400 123456', null, '+447400123456', 'GB', 'MOBILE'],
    [' +44 7400 123456 ', 'xx', '+447400123456', 'GB', 'MOBILE'],
    ['0151 23456789', 'de', '+4915123456789', 'DE', 'MOBILE'],
  ])('%s in %s is %s', (input, from, e164, country, type) => {
    expect(parsePhone(input, from)).toMatchObject({
      e164,
      country,
      type,
      possible: true,
      valid: true,
      problem: null,
    })
  })

  it.each([
    ['', 'US', 'empty'],
    ['   ', 'US', 'empty'],
    ['call me', 'US', 'not_a_number'],
    ['call 415 555 2671 now', 'US', 'not_a_number'],
    ['415\u0000555 2671', 'US', 'not_a_number'],
    ['12345', 'US', 'impossible'],
    ['+1 555 12', 'DE', 'impossible'],
    ['1'.repeat(51), 'US', 'too_long'],
    ['(415) 555-2671', null, 'no_country'],
    ['(415) 555-2671', 'Atlantis', 'no_country'],
    ['12345', null, 'not_a_number'],
  ])('%j in %s is none: %s', (input, country, problem) => {
    expect(parsePhone(input, country)).toMatchObject({ problem, e164: null, possible: false, valid: false })
  })

  it('of any text is an answer, never an error, and never longer than 50 characters', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 80 }),
        fc.constantFrom('US', 'DE', null),
        (input, country) => {
          const phone = parsePhone(input, country)
          expect(phone.raw.length).toBeLessThanOrEqual(50)
          expect(phone.possible).toBe(phone.e164 !== null)
          if (phone.problem !== null) expect(PHONE_PROBLEMS).toContain(phone.problem)
        },
      ),
    )
  })
})
