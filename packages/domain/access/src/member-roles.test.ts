import { describe, expect, it } from 'vitest'
import { ROLES } from './lists.ts'
import { assignableRoles, decideRoleChange } from './member-roles.ts'

describe('giving roles', () => {
  it('an owner gives every role, an admin every role but owner, others none', () => {
    expect(assignableRoles('owner')).toEqual(ROLES)
    expect(assignableRoles('admin')).toEqual(['admin', 'manager', 'rep', 'analyst', 'viewer'])
    for (const role of ['manager', 'rep', 'analyst', 'viewer'] as const)
      expect(assignableRoles(role)).toEqual([])
  })

  it('an admin promotes a rep to manager', () => {
    expect(decideRoleChange({ actor: 'admin', from: 'rep', to: 'manager', owners: 1 })).toEqual({
      kind: 'allowed',
    })
  })

  it('an admin neither makes nor unmakes an owner', () => {
    const refused = { kind: 'refused', reason: 'not_permitted' }
    expect(decideRoleChange({ actor: 'admin', from: 'owner', to: 'viewer', owners: 2 })).toEqual(refused)
    expect(decideRoleChange({ actor: 'admin', from: 'admin', to: 'owner', owners: 2 })).toEqual(refused)
    expect(decideRoleChange({ actor: 'admin', from: 'owner', to: null, owners: 2 })).toEqual(refused)
  })

  it('the last owner can neither step down nor be removed', () => {
    const refused = { kind: 'refused', reason: 'last_owner' }
    expect(decideRoleChange({ actor: 'owner', from: 'owner', to: 'admin', owners: 1 })).toEqual(refused)
    expect(decideRoleChange({ actor: 'owner', from: 'owner', to: null, owners: 1 })).toEqual(refused)
  })

  it('an owner steps down when another one stays', () => {
    expect(decideRoleChange({ actor: 'owner', from: 'owner', to: 'admin', owners: 2 })).toEqual({
      kind: 'allowed',
    })
  })
})
