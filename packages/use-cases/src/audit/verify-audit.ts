import type { AuditVerdict } from '@tributary/contracts'
import { equalBytes } from '@tributary/db'
import { sql } from 'kysely'
import { inOrganization, type Tx } from '../in-organization.ts'
import type { Context } from '../product.ts'
import { type SealedRow, sealedRows } from './audit-rows.ts'
import { auditPublicKey, FIRST, isOldHead, isOurOldHead, isSignedHead, linkOf } from './chain.ts'

const PAGE = 2_000

type Walk = { seq: number; hash: Uint8Array; checked: number; signed: boolean }

/** What is wrong with a row, given the one before it. */
const faultOf = (tx: Tx, publicKey: string, { seq, hash }: Walk, row: SealedRow): string | undefined => {
  if (row.seq !== seq + 1) return 'rows are missing before it'
  if (!equalBytes(row.prevHash, hash)) return 'it does not follow the row before it'
  if (!equalBytes(row.hash, linkOf(hash, row.seq, row.entry))) return 'it was changed'
  if (row.signature && !isOurs(tx, publicKey, row, row.signature)) return 'its signature is not ours'
  return undefined
}

const isOurs = (
  { keys, organizationId }: Tx,
  publicKey: string,
  { seq, hash }: SealedRow,
  signature: Buffer,
): boolean =>
  isOldHead(signature)
    ? isOurOldHead(keys.audit, organizationId, seq, hash, signature)
    : isSignedHead(publicKey, organizationId, seq, hash, signature)

/** Recomputes the whole chain, page by page in one snapshot, and names the first place where it does not hold. */
export const verifyAudit = (ctx: Context): Promise<AuditVerdict> =>
  inOrganization(ctx, async (tx) => {
    const waiting = await sql<{ n: string }>`select count(*)::text as n from audit
      where organization_id = ${tx.organizationId} and seq is null`.execute(tx.db)
    const unsealed = Number(waiting.rows[0]?.n ?? 0)
    const publicKey = auditPublicKey(tx.keys.auditSigning)
    const walk: Walk = { seq: 0, hash: FIRST, checked: 0, signed: true }
    for (;;) {
      const rows = await sealedRows(tx, walk.seq, PAGE)
      for (const row of rows) {
        const reason = faultOf(tx, publicKey, walk, row)
        if (reason) return { publicKey, checked: walk.checked, unsealed, brokenAt: row.seq, reason }
        Object.assign(walk, {
          seq: row.seq,
          hash: row.hash,
          checked: walk.checked + 1,
          signed: row.signature !== null,
        })
      }
      if (rows.length < PAGE) break
    }
    if (!walk.signed)
      return {
        publicKey,
        checked: walk.checked,
        unsealed,
        brokenAt: walk.seq,
        reason: 'the end of the chain was cut off',
      }
    return { publicKey, checked: walk.checked, unsealed, brokenAt: null, reason: null }
  })
