import { describe, expect, it } from 'vitest'
import { actionWords, factsOf } from './action-words.ts'

describe('the audit log in words', () => {
  it('says what happened', () => {
    expect(actionWords('member.role_changed')).toBe('Changed a role')
    expect(actionWords('budget.withdrawn')).toBe('Took a decision on a budget back')
    expect(actionWords('apiKey.rotated_again')).toBe('Api key rotated again')
  })

  it('writes a change as from and to, and the rest beside it', () => {
    expect(factsOf({ from: 'rep', to: 'manager' })).toBe('rep → manager')
    expect(factsOf({ fields: ['weight', 'capacity'] })).toBe('fields: weight, capacity')
    expect(factsOf({ count: 1, undoId: null })).toBe('count: 1')
    expect(factsOf({})).toBe('')
  })
})
