import fc from 'fast-check'
import { getCountries, getCountryCallingCode } from 'libphonenumber-js/max'
import { describe, expect, test } from 'vitest'
import { parsePhone } from './parse-phone.ts'
import { readInternationalPhone } from './read-international.ts'

describe('a number written with its country', () => {
  test('is read as its digits', () => {
    expect(readInternationalPhone('+1-555-123-4567')).toEqual({ e164: '+15551234567', country: null })
    expect(readInternationalPhone('+91 98765 43210')).toEqual({ e164: '+919876543210', country: 'IN' })
  })

  test('that is not plain is left to the numbering plans', () => {
    for (const text of [
      '5551234567',
      '+44 (0)20 7946 0958',
      '+1 555',
      '+999 123456',
      '+1 555 123 4567 ext. 8',
      '',
    ])
      expect(readInternationalPhone(text)).toBeNull()
  })

  test('is answered as the numbering plans answer it, wherever it is answered', () => {
    const codes = [...new Set(getCountries().map((country) => getCountryCallingCode(country)))]
    const number = fc.tuple(fc.constantFrom(...codes), fc.stringMatching(/^[1-9]\d{4,12}$/))
    let answered = 0
    fc.assert(
      fc.property(number, ([code, national]) => {
        const text = `+${code} ${national}`
        const quick = readInternationalPhone(text)
        if (quick === null) return
        answered++
        const full = parsePhone(text, null)
        expect(full).toMatchObject({ e164: quick.e164, possible: true })
        if (quick.country !== null) expect([quick.country, null]).toContain(full.country)
      }),
      { numRuns: 5000, seed: 7 },
    )
    expect(answered).toBeGreaterThan(1000)
  })
})
