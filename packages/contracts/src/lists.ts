export { PERMISSIONS, type Permission, ROLES, type Role } from '@tributary/access/lists'
export * from '@tributary/leads/lists'
export * from '@tributary/ledger/lists'
export { GRADES, type Grade, URGENCIES, type Urgency } from '@tributary/scoring/lists'
