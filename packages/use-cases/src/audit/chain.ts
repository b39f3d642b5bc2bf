import { createHash, createHmac } from 'node:crypto'

/** What of an audit row is chained: everything that was written when it happened. */
export type AuditEntry = {
  readonly id: string
  readonly at: string
  readonly actorKind: string
  readonly actorId: string | null
  readonly action: string
  readonly targetKind: string
  readonly targetId: string
  /** Hexadecimal; null where there was nothing. */
  readonly beforeMac: string | null
  readonly afterMac: string | null
  readonly meta: unknown
}

/** JSON with sorted keys: the same value is always the same text. */
export const canonicalJson = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (value !== null && typeof value === 'object')
    return `{${Object.entries(value)
      .filter(([, each]) => each !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => `${JSON.stringify(key)}:${canonicalJson(each)}`)
      .join(',')}}`
  return JSON.stringify(value) ?? 'null'
}

export const FIRST = Buffer.alloc(32)

/** SHA-256 over the hash before, the place in the chain and the entry. */
export const linkOf = (previous: Uint8Array, seq: number, entry: AuditEntry): Buffer =>
  createHash('sha256').update(previous).update(canonicalJson({ seq, entry })).digest()

/** Only who holds the organization's key can sign the head; it is not in the database. */
export const signHead = (key: Uint8Array, organizationId: string, seq: number, hash: Uint8Array): Buffer =>
  createHmac('sha256', key).update(`${organizationId}|${seq}|`).update(hash).digest()
