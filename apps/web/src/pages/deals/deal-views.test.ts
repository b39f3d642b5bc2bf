import { describe, expect, it } from 'vitest'
import { isSameSearch } from '../../views/same-search.ts'
import { readDealSearch } from './deal-search.ts'
import { addressOf, isAll, isBare, viewSearchOf } from './deal-views.ts'

const id = '0198c0de-0000-7000-8000-000000000001'

describe('saved views of deals and the address', () => {
  it('a view keeps filter, order, columns and the board, and forgets who was searched for and what was picked', () => {
    const filter = {
      ids: [id],
      leadIds: [id],
      stage: ['proposal' as const],
      leads: { text: 'divya@kite.example', ids: [id], owner: ['me'] },
    }
    const look = { sort: 'amount' as const, hide: ['owner'], view: 'board' as const }
    expect(viewSearchOf({ ...filter, ...look, open: id, add: true }, filter)).toEqual({
      filter: { stage: ['proposal'], leads: { owner: ['me'] } },
      ...look,
    })
    expect(viewSearchOf({}, { leads: { text: 'divya@kite.example' } })).toEqual({ filter: {} })
  })

  it('an opened view is the same list again, and a changed one when the board is left', () => {
    const search = { filter: { stage: ['won' as const], leads: { owner: ['me'] } }, view: 'board' as const }
    const address = readDealSearch(addressOf({ id, search }))
    expect(address.saved).toBe(id)
    expect(isSameSearch(viewSearchOf(address, search.filter), search)).toBe(true)
    const { view: _board, ...asTable } = address
    expect(isSameSearch(viewSearchOf(asTable, search.filter), search)).toBe(false)
  })

  it('an address with nothing but a view is filled by the view', () => {
    expect(isBare(readDealSearch({ saved: id }))).toBe(true)
    expect(isBare(readDealSearch({ saved: id, view: 'board' }))).toBe(false)
    expect(isBare(readDealSearch({ saved: 'no id' }))).toBe(false)
  })

  it('all deals are all deals on the board too, and no longer in another order', () => {
    expect(isAll({ filter: {} })).toBe(true)
    expect(isAll({ filter: {}, view: 'board' })).toBe(true)
    expect(isAll({ filter: {}, sort: 'amount' })).toBe(false)
    expect(isAll({ filter: { undated: true } })).toBe(false)
  })
})
