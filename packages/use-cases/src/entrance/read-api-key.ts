import { createHash } from 'node:crypto'
import { KEY_SCOPES, type KeyScope } from '@tributary/contracts'
import type { Product } from '../product.ts'
import { authDb } from './auth-tables.ts'

/** Whom a key speaks for, and what it may do. */
export type KeyHolder = {
  readonly organizationId: string
  readonly keyId: string
  readonly scopes: ReadonlySet<KeyScope>
}

const FRESH_MS = 10_000
const NOTE_USE_MS = 60_000
const MOST_KNOWN = 10_000
const SHAPE = /^tb_[A-Za-z0-9]{8}_[A-Za-z0-9_-]{43}$/

type Known = {
  readonly until: number
  readonly holder: KeyHolder | undefined
  readonly expiresAt: number
  used: number
}
const known = new WeakMap<Product, Map<string, Known>>()

const knownOf = (product: Product): Map<string, Known> => {
  const map = known.get(product) ?? new Map<string, Known>()
  known.set(product, map)
  return map
}

/** SHA-256 as better-auth's API keys store it: the key has 256 random bits, so a slow hash would protect nothing. */
export const hashKey = (key: string): string => createHash('sha256').update(key).digest('base64url')

/** The key of a request: `Authorization: Bearer …` or `x-api-key`. */
export const presentedKey = (
  headers: Readonly<Record<string, string | string[] | undefined>>,
): string | undefined => {
  const own = headers['x-api-key']
  if (typeof own === 'string') return own.trim()
  const { authorization } = headers
  return typeof authorization === 'string' ? /^Bearer\s+(\S+)$/i.exec(authorization)?.[1] : undefined
}

/**
 * Key -> organization and scopes. An answer is believed for ten seconds, so that the capture door asks the database no
 * more than that; a revoked key therefore dies within ten seconds in other processes, at once in this one.
 */
export const readApiKey = async (
  product: Product,
  key: string | undefined,
): Promise<KeyHolder | undefined> => {
  if (key === undefined || !SHAPE.test(key)) return undefined
  const hash = hashKey(key)
  const now = product.clock()
  const map = knownOf(product)
  let entry = map.get(hash)
  if (!entry || entry.until <= now) {
    entry = await lookUp(product, hash, now)
    if (map.size >= MOST_KNOWN) map.clear()
    map.set(hash, entry)
  }
  const { holder } = entry
  if (!holder || entry.expiresAt <= now) return undefined
  if (now - entry.used >= NOTE_USE_MS) {
    entry.used = now
    noteUse(product, holder.keyId, now)
  }
  return holder
}

/** Forgets what was believed about keys, after one was revoked. */
export const forgetApiKeys = (product: Product): void => knownOf(product).clear()

const lookUp = async (product: Product, hash: string, now: number): Promise<Known> => {
  const row = await authDb(product)
    .selectFrom('auth_apikey as k')
    .select(['k.id', 'k.reference_id', 'k.permissions', 'k.expires_at', 'k.last_request'])
    .where('k.key', '=', hash)
    .where('k.enabled', '=', true)
    .executeTakeFirst()
  const until = now + FRESH_MS
  if (!row) return { until, holder: undefined, expiresAt: 0, used: 0 }
  return {
    until,
    holder: { organizationId: row.reference_id, keyId: row.id, scopes: scopesOf(row.permissions) },
    expiresAt: row.expires_at?.getTime() ?? Number.POSITIVE_INFINITY,
    used: row.last_request?.getTime() ?? 0,
  }
}

/** The stored form is better-auth's: `{ "api": ["capture", …] }`. */
export const scopesOf = (permissions: string | null): ReadonlySet<KeyScope> => {
  const { api = [] } = JSON.parse(permissions ?? '{}') as { api?: string[] }
  return new Set(KEY_SCOPES.filter((scope) => api.includes(scope)))
}

const noteUse = (product: Product, keyId: string, now: number): void => {
  authDb(product)
    .updateTable('auth_apikey')
    .set({ last_request: new Date(now) })
    .where('id', '=', keyId)
    .execute()
    .catch((error: unknown) => product.log.warn({ error: String(error) }, 'the use of a key was not noted'))
}
