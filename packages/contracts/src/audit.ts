import { z } from 'zod'

type Made<K extends string> = `${K}.created` | `${K}.updated` | `${K}.deleted`

/** Every action that the audit log may tell of. Older rows may tell of one that is gone, so what is read is any text. */
export type AuditAction =
  | `session.${'opened' | 'ended' | 'refused'}`
  | 'sessions.ended'
  | `password.${'set' | 'changed' | 'reset'}`
  | 'email.changed'
  | 'profile.changed'
  | `member.${'invited' | 'invitation_canceled' | 'joined' | 'role_changed' | 'deactivated' | 'reactivated' | 'availability_changed'}`
  | 'settings.changed'
  | 'audit.signed_for_others'
  | `apiKey.${'created' | 'revoked'}`
  | `connection.${'slack_saved' | 'slack_on' | 'slack_off' | 'slack_removed'}`
  | 'delivery.redrive'
  | `submission.${'released' | 'discarded'}`
  | 'submissions.purged'
  | 'lead.edited'
  | `leads.${'review' | 'stage' | 'assign' | 'remove' | 'restore' | 'undo' | 'purged' | 'exported'}`
  | `deal.${'created' | 'edited' | 'moved'}`
  | Made<'campaign'>
  | `campaign.${'moved' | 'capture_changed' | 'token_rotated'}`
  | `spend.${'recorded' | 'undo'}`
  | `budget.${'applied' | 'dismissed' | 'withdrawn'}`
  | 'attribution.chosen'
  | `forecast.${'changed' | 'training_asked'}`
  | Made<'office'>
  | Made<'product'>
  | Made<'source'>
  | Made<'company'>

export const ListAudit = z.strictObject({
  /** An action, or the part before the dot for all of its kind. */
  action: z.string().max(60).optional(),
  memberId: z.uuid().optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
  /** The last row of the page before. */
  cursor: z.uuid().optional(),
  limit: z.number().int().min(1).max(200).default(50),
})
export type ListAudit = z.infer<typeof ListAudit>

export const AuditRow = z.object({
  id: z.uuid(),
  at: z.string(),
  actorKind: z.string(),
  actorId: z.string().nullable(),
  actorName: z.string().nullable(),
  action: z.string(),
  targetKind: z.string(),
  targetId: z.string(),
  meta: z.record(z.string(), z.unknown()),
  /** Its place in the chain; null until it is sealed, within two seconds. */
  seq: z.number().nullable(),
})
export type AuditRow = z.infer<typeof AuditRow>
export const AuditPage = z.object({ rows: z.array(AuditRow), next: z.uuid().nullable() })
export type AuditPage = z.infer<typeof AuditPage>

export const AuditVerdict = z.object({
  /** Ed25519, 32 bytes as base64: whoever has it can check the signed heads, and nothing else. */
  publicKey: z.string(),
  /** Rows whose place in the chain was checked. */
  checked: z.number(),
  unsealed: z.number(),
  /** The first place where the chain is broken. */
  brokenAt: z.number().nullable(),
  reason: z.string().nullable(),
})
export type AuditVerdict = z.infer<typeof AuditVerdict>
