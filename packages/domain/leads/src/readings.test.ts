import { describe, expect, it } from 'vitest'
import { STAGES } from './lists.ts'
import { discoveryStatus, expectedNextAction, pipelineReading, qualification } from './readings.ts'

describe('what marketing and sales call a lead', () => {
  it('grade A or B is an MQL while new or contacted', () => {
    expect(pipelineReading('new', 'A')).toBe('mql')
    expect(pipelineReading('contacted', 'B')).toBe('mql')
    expect(pipelineReading('new', 'C')).toBe('lead')
    expect(pipelineReading('contacted', 'D')).toBe('lead')
  })

  it('from qualified on the stage alone decides', () => {
    for (const grade of ['A', 'B', 'C', 'D'] as const)
      expect(
        (['qualified', 'proposal', 'won', 'lost'] as const).map((stage) => pipelineReading(stage, grade)),
      ).toEqual(['sql', 'opportunity', 'won', 'lost'])
  })

  it('maps onto the five qualification words', () => {
    expect(STAGES.map((stage) => qualification(stage, 'A'))).toEqual([
      'marketing_qualified',
      'marketing_qualified',
      'sales_qualified',
      'sales_qualified',
      'customer',
      'lost',
    ])
    expect(qualification('new', 'C')).toBe('unqualified')
  })
})

describe('the one-field status of a discovered lead', () => {
  it('is the decision where there is one, else the temperature', () => {
    expect(discoveryStatus('accepted', 'A')).toBe('accepted')
    expect(discoveryStatus('rejected', 'A')).toBe('rejected')
    expect((['A', 'B', 'C', 'D'] as const).map((grade) => discoveryStatus('pending', grade))).toEqual([
      'hot',
      'warm',
      'cold',
      'cold',
    ])
  })
})

describe('what the person who asked can expect', () => {
  it('a new lead first gets somebody, then a first contact', () => {
    expect(expectedNextAction({ stage: 'new', review: 'pending', hasOwner: false })).toBe('assign_specialist')
    expect(expectedNextAction({ stage: 'new', review: 'pending', hasOwner: true })).toBe('initial_contact')
  })

  it('a rejected or lost lead expects nothing', () => {
    expect(expectedNextAction({ stage: 'new', review: 'rejected', hasOwner: false })).toBe('none')
    expect(expectedNextAction({ stage: 'lost', review: 'accepted', hasOwner: true })).toBe('none')
  })

  it('every later stage has its own next step', () => {
    const next = STAGES.map((stage) => expectedNextAction({ stage, review: 'accepted', hasOwner: true }))
    expect(new Set(next).size).toBe(STAGES.length)
  })
})
