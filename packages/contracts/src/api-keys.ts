import { z } from 'zod'

/** What a key may do at the public API. */
export const KEY_SCOPES = ['capture', 'leads.read', 'analytics.read', 'spend.write'] as const
export type KeyScope = (typeof KEY_SCOPES)[number]

export const ApiKeyRow = z.object({
  id: z.string(),
  name: z.string(),
  /** The beginning of the key, to recognise it by. */
  start: z.string(),
  scopes: z.array(z.enum(KEY_SCOPES)),
  createdAt: z.string(),
  expiresAt: z.string().nullable(),
  lastUsedAt: z.string().nullable(),
})
export type ApiKeyRow = z.infer<typeof ApiKeyRow>

export const CreateApiKey = z.strictObject({
  name: z.string().trim().min(1, 'Name the key after what will use it.').max(80),
  scopes: z.array(z.enum(KEY_SCOPES)).min(1, 'Choose what the key may do.').max(KEY_SCOPES.length),
  /** Absent: the key does not expire. */
  expiresInDays: z.number().int().min(1).max(3650).optional(),
})
export type CreateApiKey = z.infer<typeof CreateApiKey>

/** The only time the whole key is told. */
export const CreatedApiKey = ApiKeyRow.extend({ key: z.string() })
export type CreatedApiKey = z.infer<typeof CreatedApiKey>

export const ApiKeyId = z.strictObject({ id: z.string().min(1).max(64) })
export type ApiKeyId = z.infer<typeof ApiKeyId>
