/** Who a member is in an organization, strongest first. The platform admin is a flag of the account, not a role. */
export const ROLES = ['owner', 'admin', 'manager', 'rep', 'analyst', 'viewer'] as const
export type Role = (typeof ROLES)[number]

/** Everything a member can be allowed to do, as `area.verb`. What is not on this list, no role can do. */
export const PERMISSIONS = [
  'dashboard.read',
  'leads.read',
  'leads.write.own',
  'leads.write.any',
  'leads.assign',
  'leads.delete',
  'leads.export',
  'campaigns.read',
  'campaigns.write',
  'captures.release',
  'catalogue.read',
  'catalogue.manage',
  'offices.manage',
  'sources.manage',
  'forecast.manage',
  'rules.read',
  'rules.manage',
  'members.read',
  'members.manage',
  'team.manage',
  'notifications.manage',
  'deliveries.read',
  'deliveries.replay',
  'apiKeys.manage',
  'audit.read',
  'settings.read',
  'settings.manage',
  'demo.remove',
] as const
export type Permission = (typeof PERMISSIONS)[number]
