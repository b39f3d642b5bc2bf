import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isBudgetGiven, parseUrgency } from './read-request.ts'

describe('how urgent', () => {
  it.each([
    ['High (Same day)', 'high'],
    ['high', 'high'],
    ['EMERGENCY!!', 'emergency'],
    ['Medium (2-3 days)', 'medium'],
    ['Low (today is fine too)', 'low'],
    ['1 - High', 'high'],
    ['ASAP please', 'high'],
    ['same-day', 'high'],
    ['urgent', 'high'],
    ['need it immediately', 'emergency'],
    ['this week', 'medium'],
    ['not urgent', 'low'],
    ['no rush, just looking', 'low'],
    ['next month', 'low'],
  ] as const)('%s is %s', (text, urgency) => {
    expect(parseUrgency(text)).toBe(urgency)
  })

  it('what says nothing about urgency is no urgency', () => {
    for (const text of ['', '  ', 'blue', 'highway', 'below', 'constructor', null, undefined])
      expect(parseUrgency(text)).toBeUndefined()
  })

  it('reads any text without failing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect([undefined, 'emergency', 'high', 'medium', 'low']).toContain(
          parseUrgency(`${text}\ud800\u0000`),
        )
      }),
    )
  })
})

describe('a budget', () => {
  it('is given by an amount, in digits of any script or in words', () => {
    for (const text of ['$5000-$10000', '5k', '$0-$500', 'under 1 lakh', 'two thousand', '٥٠٠٠', '₹५०,०००'])
      expect(isBudgetGiven(text)).toBe(true)
  })

  it('is not given by words that name no amount', () => {
    for (const text of [
      '',
      ' ',
      null,
      undefined,
      'none',
      'N/A',
      'not sure yet',
      'flexible',
      '0',
      '$0.00',
      '٠',
      '\u0000',
    ])
      expect(isBudgetGiven(text)).toBe(false)
  })
})
