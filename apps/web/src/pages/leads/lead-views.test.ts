import { describe, expect, it } from 'vitest'
import { isSameSearch } from '../../views/same-search.ts'
import { readLeadSearch } from './lead-search.ts'
import { addressOf, isBare, viewSearchOf } from './lead-views.ts'

const id = '0198c0de-0000-7000-8000-000000000001'

describe('saved views and the address', () => {
  it('a view keeps filter, order and columns, and forgets who was searched for', () => {
    const search = {
      grade: ['A' as const],
      text: 'divya@kite.example',
      sort: 'score' as const,
      hide: ['value'],
    }
    expect(viewSearchOf(search, { grade: ['A'], text: 'divya@kite.example' })).toEqual({
      filter: { grade: ['A'] },
      sort: 'score',
      hide: ['value'],
    })
  })

  it('an opened view is the same list again, and not a changed one', () => {
    const search = { filter: { stage: ['new' as const], grade: ['A' as const] }, sort: 'score' as const }
    const address = readLeadSearch(addressOf({ id, search }))
    expect(address.view).toBe(id)
    expect(isSameSearch(viewSearchOf(address, { grade: ['A'], stage: ['new'] }), search)).toBe(true)
    expect(isSameSearch(viewSearchOf(address, { grade: ['B'], stage: ['new'] }), search)).toBe(false)
  })

  it('an address with nothing but a view is filled by the view', () => {
    expect(isBare(readLeadSearch({ view: id }))).toBe(true)
    expect(isBare(readLeadSearch({ view: id, grade: ['A'] }))).toBe(false)
    expect(isBare(readLeadSearch({ view: 'no id' }))).toBe(false)
  })
})
