import { describe, expect, test } from 'vitest'
import { baseRate } from './deals.ts'

const ends = [
  { step: 'proposal', won: 6, lost: 4 },
  { step: 'negotiation', won: 9, lost: 1 },
] as const

describe('the base rate of a step', () => {
  test('counts the closed deals that came at least as far: 0.75 from a proposal, 0.9 from a negotiation on', () => {
    expect([baseRate('proposal', ends), baseRate('negotiation', ends)]).toEqual([0.75, 0.9])
  })
  test('is not known while fewer than ten deals were closed from there on', () => {
    expect(baseRate('committed', ends)).toBeNull()
    expect(baseRate('proposal', [{ step: 'proposal', won: 9, lost: 0 }])).toBeNull()
  })
})
