import { day, matching, searchOf, uuid } from '../../../routes/read-search.ts'

/** What the address of the audit log holds; days are those of the organization, both included. */
export const readAuditSearch = searchOf({
  kind: matching(/^[a-z_.]{1,60}$/i),
  member: uuid,
  from: day,
  to: day,
})
export type AuditSearch = ReturnType<typeof readAuditSearch>
