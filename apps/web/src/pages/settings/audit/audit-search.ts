import { z } from 'zod'

const day = z.iso.date().optional().catch(undefined)

/** What the address of the audit log holds; days are those of the organization, both included. */
export const AuditSearch = z.object({
  kind: z.string().max(60).optional().catch(undefined),
  member: z.uuid().optional().catch(undefined),
  from: day,
  to: day,
})
export type AuditSearch = z.infer<typeof AuditSearch>
