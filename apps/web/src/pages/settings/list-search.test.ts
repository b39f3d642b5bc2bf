import { describe, expect, it } from 'vitest'
import { ListSearch } from './list-search.ts'

describe('the address of a small list', () => {
  it('keeps what is searched, also when it looks like a number', () => {
    expect(ListSearch.parse({ q: 42, sort: '-name' })).toEqual({ q: '42', sort: '-name' })
  })

  it('is empty without anything, and drops what makes no sense', () => {
    expect(ListSearch.parse({})).toEqual({})
    expect(ListSearch.parse({ q: { a: 1 }, other: 1 }).q).toBeUndefined()
  })
})
