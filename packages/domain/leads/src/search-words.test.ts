import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wordsOf } from './fold-text.ts'
import { matchesQuery, queryWords, searchWords } from './search-words.ts'

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.constantFrom('Meyer', 'International', "O'Brien", 'Jo', 'É', '水', 'मीरा', ' ', '-', '😀', '\ud800'),
    )
    .map((parts) => parts.join('')),
)

describe('finding a person by name or company', () => {
  it('stores whole words and prefixes of 3 to 8 letters', () => {
    expect(searchWords({ firstName: 'Jo', lastName: 'Meyer', company: null })).toEqual([
      'jo',
      'meyer',
      'mey',
      'meye',
    ])
    expect(searchWords({ company: 'Internationals' })).toEqual([
      'internat',
      'int',
      'inte',
      'inter',
      'intern',
      'interna',
    ])
  })

  it('looks long words up by their first eight letters', () => {
    expect(queryWords('Meyer International')).toEqual(['meyer', 'internat'])
  })

  it('finds by the beginning of a word from three letters on, by less only the whole word', () => {
    const person = { firstName: 'Jo', lastName: 'Meyer' }
    expect(matchesQuery(person, 'mey jo')).toBe(true)
    expect(matchesQuery(person, 'me')).toBe(false)
    expect(matchesQuery(person, 'eyer')).toBe(false)
    expect(matchesQuery(person, '  ')).toBe(false)
  })

  it('the lookup never misses a person who matches', () => {
    fc.assert(
      fc.property(text, text, text, fc.nat(), fc.nat(), (firstName, lastName, company, pick, size) => {
        const person = { firstName, lastName, company }
        const words = wordsOf(`${firstName} ${lastName} ${company}`).slice(0, 24)
        const word = words[pick % Math.max(words.length, 1)]
        if (word === undefined) return
        const query = [...word].slice(0, 1 + (size % 12)).join('')
        if (!matchesQuery(person, query)) return
        const stored = new Set(searchWords(person))
        expect(queryWords(query).every((each) => stored.has(each))).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })

  it('a hostile name cannot flood the table', () => {
    const company = Array.from({ length: 1000 }, (_, i) => `flooding${i}`).join(' ')
    expect(searchWords({ company }).length).toBeLessThanOrEqual(24 * 7)
  })
})
