import { describe, expect, it } from 'vitest'
import { neighbours } from './open-list.ts'

const list = { href: '/leads?grade=A', ids: ['a', 'b', 'c'], total: '1,480' }

describe('previous and next lead', () => {
  it('follow the list the lead was opened from', () => {
    expect(neighbours(list, 'b')).toEqual({
      place: 2,
      total: '1,480',
      href: '/leads?grade=A',
      previous: 'a',
      next: 'c',
    })
  })
  it('end where the list ends', () => {
    expect(neighbours(list, 'a')?.previous).toBeNull()
    expect(neighbours(list, 'c')?.next).toBeNull()
  })
  it('there are none for a lead that came by a link', () => {
    expect(neighbours(list, 'z')).toBeNull()
    expect(neighbours(null, 'a')).toBeNull()
  })
})
