import { describe, expect, it } from 'vitest'
import { nextStages, stageBeside, weightOf } from './deal-words.ts'

describe('where a deal may go', () => {
  it('an open deal goes to every other column, a closed one only back to a step', () => {
    expect(nextStages('proposal')).toEqual(['negotiation', 'committed', 'won', 'lost'])
    expect(nextStages('won')).toEqual(['proposal', 'negotiation', 'committed'])
    expect(nextStages('lost')).toEqual(['proposal', 'negotiation', 'committed'])
  })

  it('the arrow keys go to the nearest column that is allowed, and stop at the ends', () => {
    expect(stageBeside('proposal', 1)).toBe('negotiation')
    expect(stageBeside('committed', 1)).toBe('won')
    expect(stageBeside('won', 1)).toBeNull()
    expect(stageBeside('lost', -1)).toBe('committed')
    expect(stageBeside('proposal', -1)).toBeNull()
  })

  it('a won deal counts whole, a lost one not at all, an open one by its probability or the base rate', () => {
    expect(weightOf({ stage: 'won', probability: 0.3 }, 0.5)).toBe(1)
    expect(weightOf({ stage: 'lost', probability: 0.3 }, 0.5)).toBe(0)
    expect(weightOf({ stage: 'proposal', probability: 0.3 }, 0.5)).toBe(0.3)
    expect(weightOf({ stage: 'proposal', probability: null }, 0.5)).toBe(0.5)
    expect(weightOf({ stage: 'proposal', probability: null }, null)).toBeNull()
  })
})
