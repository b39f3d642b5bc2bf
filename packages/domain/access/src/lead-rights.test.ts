import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canAssignLead, canWriteLead, whyNotAssignLead, whyNotWriteLead } from './lead-rights.ts'
import { ROLES } from './lists.ts'

describe('writing a lead', () => {
  it('a rep writes their own leads and those nobody owns', () => {
    expect(canWriteLead('rep', 'meera', 'meera')).toBe(true)
    expect(canWriteLead('rep', 'meera', null)).toBe(true)
    expect(canWriteLead('rep', 'meera', undefined)).toBe(true)
  })

  it('a rep does not write the leads of a colleague and is told whom to ask', () => {
    expect(canWriteLead('rep', 'meera', 'arjun')).toBe(false)
    expect(whyNotWriteLead('rep', 'meera', 'arjun')).toBe(
      'This lead belongs to someone else. Ask a manager to give it to you.',
    )
  })

  it('owners, admins and managers write every lead', () => {
    for (const role of ['owner', 'admin', 'manager'] as const)
      expect(canWriteLead(role, 'meera', 'arjun')).toBe(true)
  })

  it('analysts and viewers write no lead, not even an unassigned one', () => {
    for (const role of ['analyst', 'viewer'] as const) {
      expect(canWriteLead(role, 'meera', null)).toBe(false)
      expect(whyNotWriteLead(role, 'meera', null)).toContain('Only owners, admins, managers and reps can')
    }
  })
})

describe('handing a lead on', () => {
  it('a rep takes a free lead and puts an own one back', () => {
    expect(canAssignLead('rep', 'meera', null, 'meera')).toBe(true)
    expect(canAssignLead('rep', 'meera', 'meera', null)).toBe(true)
  })

  it('a rep neither gives a lead to a colleague nor takes one from them', () => {
    expect(canAssignLead('rep', 'meera', 'meera', 'arjun')).toBe(false)
    expect(canAssignLead('rep', 'meera', null, 'arjun')).toBe(false)
    expect(canAssignLead('rep', 'meera', 'arjun', 'meera')).toBe(false)
    expect(whyNotAssignLead('rep', 'meera', 'arjun', 'meera')).toBe(
      'Only owners, admins and managers can give leads to other people. You are a rep.',
    )
  })

  it('a manager hands any lead to anyone', () => {
    expect(canAssignLead('manager', 'meera', 'arjun', 'dev')).toBe(true)
    expect(whyNotAssignLead('manager', 'meera', 'arjun', 'dev')).toBeUndefined()
  })

  it('nobody can hand on a lead they may not write', () => {
    const member = fc.constantFrom('meera', 'arjun', 'dev', null)
    fc.assert(
      fc.property(fc.constantFrom(...ROLES), member, member, (role, from, to) => {
        if (canAssignLead(role, 'meera', from, to)) expect(canWriteLead(role, 'meera', from)).toBe(true)
      }),
    )
  })
})
