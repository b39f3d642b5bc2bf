import { type RoutingRules, standardRoutingRules } from '@tributary/routing'
import { describe, expect, it } from 'vitest'
import { presentRouting } from './routing-words.ts'

const names = {
  campaigns: new Map([['c1', 'Nextcloud Q4']]),
  members: new Map([['m1', 'Meera']]),
  offices: new Map([['o1', 'Pune']]),
}
const one = (rule: Partial<RoutingRules['rules'][number]>): RoutingRules => ({
  ...standardRoutingRules,
  rules: [{ id: 'r', name: 'A rule', when: {}, pool: 'everyone', respectWorkingHours: true, ...rule }],
})
const only = (rules: RoutingRules) => presentRouting(rules, names).rules[0]

describe('routing rules in words', () => {
  it('names people, offices and campaigns, also those that are gone', () => {
    expect(only(one({ pool: { members: ['m1', 'm2'] } }))?.pool).toBe('Meera, a former member')
    expect(only(one({ pool: { office: 'o1' } }))?.pool).toBe('The office Pune')
    expect(only(one({ when: { campaignIds: ['c1'], minScore: 80, grades: [] } }))?.when).toEqual([
      { what: 'Campaign', values: ['Nextcloud Q4'] },
      { what: 'Score', values: ['at least 80'] },
    ])
  })

  it('a rule without conditions asks nothing', () => {
    expect(presentRouting(standardRoutingRules, names).rules[0]?.when).toEqual([])
    expect(presentRouting({ ...standardRoutingRules, fallback: null }, names).fallback).toBeNull()
  })
})
