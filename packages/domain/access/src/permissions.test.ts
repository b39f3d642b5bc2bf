import { describe, expect, it } from 'vitest'
import { PERMISSIONS, ROLES, type Role } from './lists.ts'
import { can, permissionsOf, permissionWords, rolesWith, whyNot } from './permissions.ts'

const readsOnly = [
  'dashboard.read',
  'leads.read',
  'campaigns.read',
  'catalogue.read',
  'rules.read',
  'members.read',
]

describe('who may do what', () => {
  it('lets owners and admins do everything', () => {
    expect(permissionsOf('owner')).toEqual(PERMISSIONS)
    expect(permissionsOf('admin')).toEqual(PERMISSIONS)
  })

  it('keeps keys, members, notifications, audit, settings and the demo from managers', () => {
    expect(PERMISSIONS.filter((permission) => !can('manager', permission))).toEqual([
      'members.manage',
      'notifications.manage',
      'apiKeys.manage',
      'audit.read',
      'settings.manage',
      'demo.remove',
    ])
  })

  it('lets a rep read and work leads, nothing more', () => {
    expect(permissionsOf('rep')).toEqual([
      'dashboard.read',
      'leads.read',
      'leads.write.own',
      'campaigns.read',
      'catalogue.read',
      'rules.read',
      'members.read',
    ])
  })

  it('lets an analyst read and export but change nothing', () => {
    expect(permissionsOf('analyst')).toEqual([
      'dashboard.read',
      'leads.read',
      'leads.export',
      'campaigns.read',
      'catalogue.read',
      'rules.read',
      'members.read',
      'deliveries.read',
      'settings.read',
    ])
  })

  it('lets a viewer only look', () => {
    expect(permissionsOf('viewer')).toEqual(readsOnly)
  })

  it('leaves no permission without somebody who has it', () => {
    for (const permission of PERMISSIONS) expect(rolesWith(permission)).toContain('owner')
  })

  it('answers no to a role or a permission it does not know, also to names of the language itself', () => {
    for (const role of ['', 'root', '__proto__', 'constructor', 'toString'])
      expect(can(role as Role, 'leads.read')).toBe(false)
    expect(can('owner', 'constructor' as 'leads.read')).toBe(false)
  })
})

describe('why a button is disabled', () => {
  it('names who could do it and who you are', () => {
    expect(whyNot('rep', 'leads.export')).toBe(
      'Only owners, admins, managers and analysts can export leads. You are a rep.',
    )
    expect(whyNot('manager', 'apiKeys.manage')).toBe(
      'Only owners and admins can create and revoke API keys. You are a manager.',
    )
  })

  it('says nothing exactly where the role may', () => {
    for (const role of ROLES)
      for (const permission of PERMISSIONS)
        expect(whyNot(role, permission) === undefined).toBe(can(role, permission))
  })

  it('has its own words for every permission', () => {
    expect(new Set(PERMISSIONS.map(permissionWords)).size).toBe(PERMISSIONS.length)
  })

  it('tells somebody without a role that they are not a member', () => {
    expect(whyNot('root' as Role, 'audit.read')).toBe(
      'Only owners and admins can read the audit log. You are not a member.',
    )
  })
})
