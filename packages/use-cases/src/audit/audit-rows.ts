import { sql } from 'kysely'
import type { Tx } from '../in-organization.ts'
import type { AuditEntry } from './chain.ts'

export type SealedRow = {
  readonly seq: number
  readonly prevHash: Buffer
  readonly hash: Buffer
  readonly signature: Buffer | null
  readonly entry: AuditEntry
}

type Raw = {
  id: string
  at: string
  actor_kind: string
  actor_id: string | null
  action: string
  target_kind: string
  target_id: string
  before_mac: string | null
  after_mac: string | null
  meta: string
  seq: string | null
  prev_hash: Buffer | null
  hash: Buffer | null
  signature: Buffer | null
}

// The time is read as text to the microsecond: what is hashed must not depend on how a driver reads dates.
const columns = sql`id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, actor_kind, actor_id,
  action, target_kind, target_id, encode(before_mac, 'hex') as before_mac, encode(after_mac, 'hex') as after_mac,
  meta::text as meta, seq::text as seq, prev_hash, hash, signature`

const entryOf = (row: Raw): AuditEntry => ({
  id: row.id,
  at: row.at,
  actorKind: row.actor_kind,
  actorId: row.actor_id,
  action: row.action,
  targetKind: row.target_kind,
  targetId: row.target_id,
  beforeMac: row.before_mac,
  afterMac: row.after_mac,
  meta: JSON.parse(row.meta),
})

export const unsealedEntries = async ({ db, organizationId }: Tx, limit: number): Promise<AuditEntry[]> => {
  const { rows } = await sql<Raw>`select ${columns} from audit
    where organization_id = ${organizationId} and seq is null order by id limit ${limit}`.execute(db)
  return rows.map(entryOf)
}

export const sealedRows = async (
  { db, organizationId }: Tx,
  after: number,
  limit: number,
): Promise<SealedRow[]> => {
  const { rows } = await sql<Raw>`select ${columns} from audit
    where organization_id = ${organizationId} and seq > ${after} order by audit.seq limit ${limit}`.execute(
    db,
  )
  return rows.map((row) => ({
    seq: Number(row.seq),
    prevHash: row.prev_hash ?? Buffer.alloc(0),
    hash: row.hash ?? Buffer.alloc(0),
    signature: row.signature,
    entry: entryOf(row),
  }))
}
