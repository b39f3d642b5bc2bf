import { sql } from 'kysely'
import { authDb } from '../entrance/auth-tables.ts'
import { inOrganization, type Tx } from '../in-organization.ts'
import type { Context, Product } from '../product.ts'
import { unsealedEntries } from './audit-rows.ts'
import { auditPublicKey, FIRST, isOldHead, linkOf, signHead } from './chain.ts'

const BATCH = 500

/**
 * Chains what has been written since the last time and signs the head. Rows are written unchained, because a chain
 * inside each change would make all changes of an organization wait for each other; one sealer at a time does it after.
 */
export const sealAudit = async (ctx: Context): Promise<{ sealed: number }> => {
  const head = await inOrganization(ctx, seal)
  // The log stands outside the database: whoever cuts the chain's end off there is caught by it.
  const { sealed, ...signed } = head
  if (sealed > 0) ctx.product.log.info({ organizationId: ctx.organizationId, ...signed }, 'audit sealed')
  return { sealed }
}

type Head = { sealed: number; seq: number; hash: string; signature: string; publicKey: string }

/** A chain whose last head only we can check goes on with one that everybody can: it covers all before it. */
const goOnFrom = (tx: Tx, signature: Buffer | null): void => {
  if (signature && isOldHead(signature)) tx.audit({ action: 'audit.signed_for_others' })
}

const seal = async (tx: Tx): Promise<Head> => {
  const { db, organizationId, keys } = tx
  const locked = await sql<{
    ok: boolean
  }>`select pg_try_advisory_xact_lock(hashtextextended(${`audit ${organizationId}`}, 0)) as ok`.execute(db)
  const head: Head = { sealed: 0, seq: 0, hash: '', signature: '', publicKey: '' }
  if (!locked.rows[0]?.ok) return head
  const last = await sql<{ seq: string; hash: Buffer; signature: Buffer | null }>`
    select seq::text, hash, signature from audit
    where organization_id = ${organizationId} and seq is not null order by audit.seq desc limit 1`.execute(db)
  let seq = Number(last.rows[0]?.seq ?? 0)
  let hash: Buffer = last.rows[0]?.hash ?? FIRST
  const entries = await unsealedEntries(tx, BATCH)
  if (entries.length === 0) {
    goOnFrom(tx, last.rows[0]?.signature ?? null)
    return head
  }
  let signature: Buffer | null = null
  for (const [index, entry] of entries.entries()) {
    const previous = hash
    seq += 1
    hash = linkOf(previous, seq, entry)
    if (index === entries.length - 1) signature = signHead(keys.auditSigning, organizationId, seq, hash)
    await sql`update audit set seq = ${seq}, prev_hash = ${previous}, hash = ${hash}, signature = ${signature}
      where organization_id = ${organizationId} and id = ${entry.id}`.execute(db)
  }
  return {
    ...{ sealed: entries.length, seq, hash: hash.toString('hex') },
    signature: signature!.toString('base64'),
    publicKey: auditPublicKey(keys.auditSigning),
  }
}

/** For the worker's schedule: every organization, one transaction each. */
export const sealAllAudits = async (product: Product): Promise<void> => {
  const organizations = await authDb(product).selectFrom('auth_organization').select('id').execute()
  for (const { id } of organizations) {
    const ctx: Context = { product, organizationId: id, actor: { kind: 'system' } }
    for (;;) if ((await sealAudit(ctx)).sealed < BATCH) break
  }
}
