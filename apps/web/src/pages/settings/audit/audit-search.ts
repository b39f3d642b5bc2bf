import * as z from 'zod/mini'

const day = z.catch(z.optional(z.iso.date()), undefined)

/** What the address of the audit log holds; days are those of the organization, both included. */
export const AuditSearch = z.object({
  kind: z.catch(z.optional(z.string().check(z.maxLength(60))), undefined),
  member: z.catch(z.optional(z.uuid()), undefined),
  from: day,
  to: day,
})
export type AuditSearch = Partial<z.infer<typeof AuditSearch>>
