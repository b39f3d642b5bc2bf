import { equalBytes } from '@tributary/db'
import {
  type AuditEntry,
  FIRST,
  isOldHead,
  isOurOldHead,
  isSignedHead,
  linkOf,
} from '@tributary/use-cases/audit/chain'
import type { House, VerifiedOrganization } from '../connect.ts'
import { Checklist } from '../report.ts'

// As the sealer read it: the time as text to the microsecond, the hashes as hexadecimal.
const PAGE = 5_000
const ROWS = `select id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, actor_kind, actor_id, action,
  target_kind, target_id, encode(before_mac, 'hex') as before_mac, encode(after_mac, 'hex') as after_mac, meta, seq,
  prev_hash, hash, signature
  from audit where organization_id = $1 and seq > $2 order by seq limit ${PAGE}`

type Row = {
  id: string
  at: string
  actor_kind: string
  actor_id: string | null
  action: string
  target_kind: string
  target_id: string
  before_mac: string | null
  after_mac: string | null
  meta: unknown
  seq: number
  prev_hash: Buffer
  hash: Buffer
  signature: Buffer | null
}

const entryOf = (row: Row): AuditEntry => ({
  id: row.id,
  at: row.at,
  actorKind: row.actor_kind,
  actorId: row.actor_id,
  action: row.action,
  targetKind: row.target_kind,
  targetId: row.target_id,
  beforeMac: row.before_mac,
  afterMac: row.after_mac,
  meta: row.meta,
})

/** An old head, which only the key's holder can check, is covered by the signed one that comes after it. */
const isOurs = (
  { id, keys, auditKey }: VerifiedOrganization,
  { seq, hash }: Row,
  signature: Buffer,
): boolean => {
  if (isOldHead(signature)) return !keys || isOurOldHead(keys.audit, id, seq, hash, signature)
  return auditKey === null || isSignedHead(auditKey, id, seq, hash, signature)
}

const faultOf = (
  organization: VerifiedOrganization,
  row: Row,
  seq: number,
  hash: Uint8Array,
): string | null => {
  if (row.seq !== seq + 1) return `rows ${seq + 1} to ${row.seq - 1} are missing before it`
  if (!equalBytes(row.prev_hash, hash)) return 'it does not follow the row before it'
  if (!equalBytes(row.hash, linkOf(hash, row.seq, entryOf(row)))) return 'it was changed'
  if (row.signature && !isOurs(organization, row, row.signature)) return 'its signature is not ours'
  return null
}

const walkChain = async (
  { client }: House,
  list: Checklist,
  organization: VerifiedOrganization,
): Promise<void> => {
  let seq = 0
  let hash: Uint8Array = FIRST
  let last: Buffer | null = null
  for (;;) {
    const { rows } = await client.query<Row>(ROWS, [organization.id, seq])
    for (const row of rows) {
      list.count()
      const fault = faultOf(organization, row, seq, hash)
      if (fault) list.find(row.id, `audit row ${row.seq}: ${fault}`)
      seq = row.seq
      hash = row.hash
      last = row.signature
    }
    if (rows.length < PAGE) break
  }
  if (seq > 0 && last === null)
    list.find(organization.id, `the end of the audit chain was cut off after row ${seq}`)
  else if (last && isOldHead(last) && !organization.keys)
    list.find(
      organization.id,
      `the last head of the audit chain, row ${seq}, can only be checked with the key`,
    )
}

/** The audit chain of every organization holds, from its first row to its signed head. */
export const auditCheck = async (house: House): Promise<Checklist> => {
  const list = new Checklist('I13 audit', 'each audit row follows the one before it, unchanged and signed')
  for (const organization of house.organizations) await walkChain(house, list, organization)
  const { rows } = await house.client.query<{ n: number }>(
    'select count(*) as n from audit where seq is null',
  )
  const waiting = `${rows[0]!.n} audit rows wait to be sealed`
  if (rows[0]!.n > 0 && house.options.settled) list.find('audit', waiting)
  else if (rows[0]!.n > 0) list.note(waiting)
  if (house.organizations.some(({ auditKey }) => auditKey === null))
    list.note('signatures were not checked: neither the instance key nor public keys were given')
  return list
}
