import { DEAL_SORTS } from '@tributary/contracts'
import { describe, expect, it } from 'vitest'
import { readDealSearch } from './deal-search.ts'

describe('the address of the deals', () => {
  it('keeps every order that the list knows, as the link to all deals by their chance needs', () => {
    for (const sort of DEAL_SORTS) expect(readDealSearch({ sort })).toEqual({ sort })
    expect(readDealSearch({ sort: 'luck' })).toEqual({})
  })
})
