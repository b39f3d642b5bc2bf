import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { filterOf } from './lead-filter.ts'
import { readLeadSearch } from './lead-search.ts'

describe('the address of a list of leads', () => {
  it('a link carries filter, sort and columns', () => {
    const search = readLeadSearch({
      grade: ['A', 'B'],
      capturedFrom: '2026-03-01',
      sort: 'score',
      hide: ['value'],
    })
    expect(search).toEqual({
      grade: ['A', 'B'],
      capturedFrom: '2026-03-01',
      sort: 'score',
      hide: ['value'],
    })
    expect(filterOf(search)).toEqual({ grade: ['A', 'B'], capturedFrom: '2026-03-01' })
  })

  it('a number that was typed as a search text stays a text', () => {
    expect(filterOf(readLeadSearch({ text: 42 }))).toEqual({ text: '42' })
  })

  it('a single word of a list needs no brackets', () => {
    expect(filterOf(readLeadSearch({ stage: 'won' }))).toEqual({ stage: ['won'] })
  })

  it('one condition that means nothing is dropped and the others stand', () => {
    expect(filterOf(readLeadSearch({ grade: ['Z'], stage: ['won'], sort: 'name', nonsense: 1 }))).toEqual({
      stage: ['won'],
    })
  })

  it('no address can break the page', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('grade', 'text', 'scoreFrom', 'hide', 'waiting'), fc.jsonValue()),
        (raw) => {
          expect(() => filterOf(readLeadSearch(raw))).not.toThrow()
        },
      ),
    )
  })
})
