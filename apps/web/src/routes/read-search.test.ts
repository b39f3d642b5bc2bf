import { describe, expect, it } from 'vitest'
import { day, oneOf, searchOf, text, uuid } from './read-search.ts'

const read = searchOf({ q: text, from: day, id: uuid, state: oneOf(['open', 'closed']) })

describe('the search params of a page', () => {
  it('keep what has its shape, also a text that looks like a number', () => {
    const id = '0198c0de-0000-7000-8000-000000000001'
    expect(read({ q: 42, from: '2026-02-28', id, state: 'open' })).toEqual({
      q: '42',
      from: '2026-02-28',
      id,
      state: 'open',
    })
  })

  it('drop what makes no sense instead of breaking the page', () => {
    expect(read({ q: { a: 1 }, from: '2026-02-30', id: 'x', state: 'broken', other: 1 })).toEqual({})
    expect(read({ q: '' })).toEqual({})
  })
})
