import type { Role } from '@tributary/contracts'
import { type Db, kyselyOf } from '@tributary/db'
import type { Generated, Kysely, KyselyPlugin } from 'kysely'
import type { Product } from '../product.ts'

/** The tables that stand before any tenant is known (migration 0002). */
export type AuthTables = {
  auth_user: {
    id: string
    name: string
    email: string
    email_verified: boolean
    created_at: Generated<Date>
    updated_at: Date
  }
  auth_session: {
    id: string
    token: string
    user_id: string
    expires_at: Date
    user_agent: string | null
    active_organization_id: string | null
    active_at: Date
    created_at: Date
  }
  auth_account: {
    id: string
    user_id: string
    provider_id: string
    password: string | null
    updated_at: Date
  }
  auth_verification: {
    id: string
    identifier: string
    value: string
    expires_at: Date
    created_at: Date
    updated_at: Date
  }
  auth_organization: {
    id: string
    name: string
    slug: string
    session_idle_minutes: number
    is_demo: boolean
    created_at: Date
  }
  auth_member: {
    id: string
    organization_id: string
    user_id: string
    role: Role
    active: Generated<boolean>
    created_at: Date
  }
  auth_invitation: {
    id: string
    organization_id: string
    email: string
    role: Role
    status: 'pending' | 'accepted' | 'canceled'
    token_hash: Buffer
    expires_at: Date
    created_at: Date
    inviter_id: string
  }
  auth_apikey: {
    id: string
    name: string | null
    start: string | null
    prefix: string | null
    key: string
    reference_id: string
    enabled: boolean
    last_request: Date | null
    expires_at: Date | null
    permissions: string | null
    metadata: string | null
    created_at: Date
    updated_at: Date
  }
  auth_rate_limit: { key: Buffer; failures: number; last_failure_at: Date; blocked_until: Date | null }
  entrance_campaign: { slug: string; organization_id: string; campaign_id: string }
}

export type AuthDb = Kysely<AuthTables>

const INSTANT = /(_at|_until|^last_request)$/

/** The shared connection hands out times as text; what compares them with dates would find every text still valid. */
const instants: KyselyPlugin = {
  transformQuery: ({ node }) => node,
  transformResult: async ({ result }) => {
    for (const row of result.rows)
      for (const [column, value] of Object.entries(row))
        if (typeof value === 'string' && INSTANT.test(column)) row[column] = new Date(value)
    return result
  },
}

/** The same connection or transaction, typed for these tables. */
export const asAuthDb = (db: Db): AuthDb => (db as unknown as AuthDb).withPlugin(instants)

/** Outside any transaction. */
export const authDb = (product: Product): AuthDb => asAuthDb(kyselyOf(product.orm.em.fork()))
