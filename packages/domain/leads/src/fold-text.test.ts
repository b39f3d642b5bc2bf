import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldText, nameKey, wordsOf } from './fold-text.ts'

const anyUnits = fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units))
const hostile = fc.oneof(fc.string({ unit: 'binary' }), anyUnits)

describe('comparing texts', () => {
  it('ignores case, accents and typographic forms', () => {
    expect(foldText('Łódź Straße ＡＣＭＥ')).toBe('lodz strasse acme')
    expect(foldText('İSTANBUL ışık')).toBe('istanbul isik')
    expect(foldText('ΟΔΟΣ')).toBe(foldText('οδός'))
    expect(foldText('مُحَمَّد')).toBe(foldText('محمد'))
  })

  it('keeps the vowel signs of scripts that need them', () => {
    expect(foldText('मीरा')).toBe('मीरा')
    expect(foldText('한국')).toBe('한국')
  })

  it('changes nothing the second time, whatever came in', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const once = foldText(text)
        expect(foldText(once)).toBe(once)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('words and names', () => {
  it('splits at everything but letters and digits, and keeps an apostrophe word whole', () => {
    expect(wordsOf("Séan O'Brien & Sons")).toEqual(['sean', 'obrien', 'sons'])
    expect(wordsOf('Smith-Jones, 3M™')).toEqual(['smith', 'jones', '3mtm'])
    expect(wordsOf('\u0000 \ud800 … \u0301')).toEqual([])
  })

  it('two spellings of a name have one key', () => {
    expect(nameKey({ firstName: ' José ', lastName: 'GARCÍA-López' })).toBe('jose garcia lopez')
    expect(nameKey({ firstName: 'Divya', lastName: 'Rao' })).not.toBe(
      nameKey({ firstName: 'Rao', lastName: 'Divya' }),
    )
  })
})
