import {
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  sign,
  timingSafeEqual,
  verify,
} from 'node:crypto'

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

const headOf = (organizationId: string, seq: number, hash: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from(`${organizationId}|${seq}|`), hash])

// RFC 8410: what stands before the 32 bytes of an Ed25519 key in PKCS #8 and in SPKI.
const PRIVATE = Buffer.from('302e020100300506032b657004220420', 'hex')
const PUBLIC = Buffer.from('302a300506032b6570032100', 'hex')

const signingKeyOf = (seed: Uint8Array): KeyObject =>
  createPrivateKey({ key: Buffer.concat([PRIVATE, seed]), format: 'der', type: 'pkcs8' })

/** What somebody needs to check the signatures of an organization, and nothing else: 32 bytes as base64. */
export const auditPublicKey = (seed: Uint8Array): string =>
  createPublicKey(signingKeyOf(seed))
    .export({ format: 'der', type: 'spki' })
    .subarray(PUBLIC.length)
    .toString('base64')

/** Ed25519 over `organization|seq|` and the hash. Only who holds the organization's key can make it; it is not in the database. */
export const signHead = (seed: Uint8Array, organizationId: string, seq: number, hash: Uint8Array): Buffer =>
  sign(null, headOf(organizationId, seq, hash), signingKeyOf(seed))

/** Whether a head was signed by who holds the other half of this public key. */
export const isSignedHead = (
  publicKey: string,
  organizationId: string,
  seq: number,
  hash: Uint8Array,
  signature: Uint8Array,
): boolean => {
  const key = Buffer.concat([PUBLIC, Buffer.from(publicKey, 'base64')])
  return verify(
    null,
    headOf(organizationId, seq, hash),
    createPublicKey({ key, format: 'der', type: 'spki' }),
    signature,
  )
}

const MAC_BYTES = 32

/**
 * Heads were once signed with HMAC-SHA-256, which only the key's holder can check. Such a one is told by its length;
 * for everybody else it is covered by the next signed head, through the chain.
 */
export const isOldHead = (signature: Uint8Array): boolean => signature.length === MAC_BYTES
export const isOurOldHead = (
  key: Uint8Array,
  organizationId: string,
  seq: number,
  hash: Uint8Array,
  signature: Uint8Array,
): boolean => {
  const own = createHmac('sha256', key)
    .update(headOf(organizationId, seq, hash))
    .digest()
  return own.length === signature.length && timingSafeEqual(own, signature)
}
