export { canAssignLead, canWriteLead, whyNotAssignLead, whyNotWriteLead } from './lead-rights.ts'
export { PERMISSIONS, type Permission, ROLES, type Role } from './lists.ts'
export { assignableRoles, decideRoleChange, type RoleChange, type RoleChangeOutcome } from './member-roles.ts'
export { can, permissionsOf, permissionWords, rolesWith, whyNot } from './permissions.ts'
