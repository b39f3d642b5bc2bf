import { randomBytes } from 'node:crypto'
import {
  type ApiKeyId,
  type ApiKeyRow,
  type CreateApiKey,
  type CreatedApiKey,
  type Done,
  notFound,
} from '@tributary/contracts'
import { type AuthTables, asAuthDb } from '../entrance/auth-tables.ts'
import { forgetApiKeys, hashKey, scopesOf } from '../entrance/read-api-key.ts'
import { inOrganization } from '../in-organization.ts'
import type { Context } from '../product.ts'

const DAY = 86_400_000

const present = (row: AuthTables['auth_apikey']): ApiKeyRow => ({
  id: row.id,
  name: row.name ?? '',
  start: row.start ?? '',
  scopes: [...scopesOf(row.permissions)],
  createdAt: row.created_at.toISOString(),
  expiresAt: row.expires_at?.toISOString() ?? null,
  lastUsedAt: row.last_request?.toISOString() ?? null,
})

export const listApiKeys = (ctx: Context): Promise<ApiKeyRow[]> =>
  inOrganization(ctx, async ({ db, organizationId }) => {
    const rows = await asAuthDb(db)
      .selectFrom('auth_apikey')
      .selectAll()
      .where('reference_id', '=', organizationId)
      .where('enabled', '=', true)
      .orderBy('created_at', 'desc')
      .execute()
    return rows.map(present)
  })

const letters = (): string =>
  randomBytes(16).toString('base64url').replaceAll(/[-_]/g, '').slice(0, 8).padEnd(8, '0')

/** The key is told once, in this answer; what is kept of it is its hash. */
export const createApiKey = (ctx: Context, input: CreateApiKey): Promise<CreatedApiKey> =>
  inOrganization(ctx, async (tx) => {
    const start = `tb_${letters()}`
    const key = `${start}_${randomBytes(32).toString('base64url')}`
    const at = new Date(tx.now)
    const row = {
      id: tx.newId(),
      name: input.name,
      start,
      prefix: 'tb_',
      key: hashKey(key),
      reference_id: tx.organizationId,
      enabled: true,
      last_request: null,
      expires_at: input.expiresInDays ? new Date(tx.now + input.expiresInDays * DAY) : null,
      permissions: JSON.stringify({ api: input.scopes }),
      metadata: null,
      created_at: at,
      updated_at: at,
    }
    await asAuthDb(tx.db).insertInto('auth_apikey').values(row).execute()
    tx.audit({
      action: 'apiKey.created',
      targetKind: 'apiKey',
      targetId: row.id,
      meta: { scopes: input.scopes },
    })
    tx.changed('settings')
    return { ...present(row), key }
  })

export const revokeApiKey = (ctx: Context, { id }: ApiKeyId): Promise<Done> =>
  inOrganization(ctx, async (tx) => {
    const { numUpdatedRows } = await asAuthDb(tx.db)
      .updateTable('auth_apikey')
      .set({ enabled: false, updated_at: new Date(tx.now) })
      .where('id', '=', id)
      .where('reference_id', '=', tx.organizationId)
      .where('enabled', '=', true)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) throw notFound('API key')
    tx.audit({ action: 'apiKey.revoked', targetKind: 'apiKey', targetId: id })
    tx.changed('settings')
    tx.afterCommit(() => forgetApiKeys(ctx.product))
    return { done: true }
  })
