import { describe, expect, it } from 'vitest'
import { rangeOf, readRangeSearch, searchOfRange } from './range-search.ts'

const today = '2026-03-15'

describe('the days in the address', () => {
  it('an address without days means the last 30 against the 30 before', () => {
    expect(rangeOf(readRangeSearch({}), today)).toEqual({
      span: { start: '2026-02-14', end: '2026-03-15' },
      preset: '30d',
      compare: 'previous',
    })
  })

  it('what is the default does not stand in the address', () => {
    expect(searchOfRange(rangeOf({}, today))).toEqual({})
  })

  it('chosen days and comparison survive the way through the address', () => {
    const value = { span: { start: '2026-01-01', end: '2026-01-31' }, preset: null, compare: 'year' } as const
    expect(rangeOf(readRangeSearch(searchOfRange(value)), today)).toEqual(value)
  })

  it('days that are none, or end before they start, mean the default', () => {
    expect(readRangeSearch({ from: '2026-02-31x', to: '2026-03-01' })).toEqual({})
    expect(readRangeSearch({ from: '2026-03-02', to: '2026-03-01' })).toEqual({})
  })
})
