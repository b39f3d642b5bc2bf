import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hash,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'

/**
 * Keys in three layers: the instance key (never in the database) wraps an organization's key, which wraps a key per
 * contact. Destroying a contact's wrapped key makes every box sealed under it unreadable, in backups too.
 *
 * A box is `0x01 | 12 bytes nonce | ciphertext | 16 bytes tag`, AES-256-GCM, bound to where it stands by its
 * associated data `organization|table|column|row`: a box moved to another row does not open.
 */
const VERSION = 1
const NONCE = 12
const TAG = 16
export const KEY_BYTES = 32

export type Place = string
export const placeOf = (organizationId: string, table: string, column: string, row: string): Place =>
  `${organizationId}|${table}|${column}|${row}`

export class UnreadableBoxError extends Error {
  constructor() {
    super('The sealed value cannot be opened: wrong key, wrong place, or changed bytes.')
  }
}

// Random nonces are drawn in blocks: one system call serves 256 boxes.
let pool = Buffer.alloc(0)
let used = 0
const nonce = (): Buffer => {
  if (used + NONCE > pool.length) {
    pool = randomBytes(NONCE * 256)
    used = 0
  }
  used += NONCE
  return pool.subarray(used - NONCE, used)
}

export const sealBytes = (key: Uint8Array, place: Place, plain: Uint8Array): Buffer => {
  const iv = nonce()
  const cipher = createCipheriv('aes-256-gcm', key, iv)
  cipher.setAAD(Buffer.from(place))
  const body = cipher.update(plain)
  cipher.final()
  const box = Buffer.allocUnsafe(1 + NONCE + body.length + TAG)
  box[0] = VERSION
  iv.copy(box, 1)
  body.copy(box, 1 + NONCE)
  cipher.getAuthTag().copy(box, 1 + NONCE + body.length)
  return box
}

/** @throws UnreadableBoxError without a partial text. */
export const openBytes = (key: Uint8Array, place: Place, box: Uint8Array): Buffer => {
  if (box.length < 1 + NONCE + TAG || box[0] !== VERSION) throw new UnreadableBoxError()
  const bytes = Buffer.from(box.buffer, box.byteOffset, box.length)
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(1, 1 + NONCE))
  decipher.setAAD(Buffer.from(place))
  decipher.setAuthTag(bytes.subarray(bytes.length - TAG))
  try {
    const body = decipher.update(bytes.subarray(1 + NONCE, bytes.length - TAG))
    return Buffer.concat([body, decipher.final()])
  } catch {
    throw new UnreadableBoxError()
  }
}

export const sealJson = (key: Uint8Array, place: Place, value: unknown): Buffer =>
  sealBytes(key, place, Buffer.from(JSON.stringify(value)))

export const openJson = <T>(key: Uint8Array, place: Place, box: Uint8Array): T =>
  JSON.parse(openBytes(key, place, box).toString()) as T

export const newKey = (): Buffer => randomBytes(KEY_BYTES)

export type OrganizationKeys = {
  readonly organizationId: string
  /** Wraps contact keys and seals what belongs to no contact. */
  readonly key: Buffer
  readonly emailIndex: Buffer
  readonly phoneIndex: Buffer
  readonly search: Buffer
  readonly statusToken: Buffer
  readonly audit: Buffer
  /** The seed of the Ed25519 key that signs the heads of the audit chain. */
  readonly auditSigning: Buffer
}

const derive = (key: Buffer, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), `tributary/${purpose}`, KEY_BYTES))

export const wrapOrganizationKey = (instanceKey: Buffer, organizationId: string, key: Buffer): Buffer =>
  sealBytes(instanceKey, placeOf(organizationId, 'organization', 'wrapped_key', organizationId), key)

export const openOrganizationKeys = (
  instanceKey: Buffer,
  organizationId: string,
  wrapped: Uint8Array,
): OrganizationKeys => {
  const key = openBytes(
    instanceKey,
    placeOf(organizationId, 'organization', 'wrapped_key', organizationId),
    wrapped,
  )
  return {
    organizationId,
    key,
    emailIndex: derive(key, 'blind/email'),
    phoneIndex: derive(key, 'blind/phone'),
    search: derive(key, 'search'),
    statusToken: derive(key, 'status-token'),
    audit: derive(key, 'audit'),
    auditSigning: derive(key, 'audit/ed25519'),
  }
}

export const wrapContactKey = (keys: OrganizationKeys, contactId: string, contactKey: Uint8Array): Buffer =>
  sealBytes(keys.key, placeOf(keys.organizationId, 'contact', 'wrapped_key', contactId), contactKey)

export const openContactKey = (keys: OrganizationKeys, contactId: string, wrapped: Uint8Array): Buffer =>
  openBytes(keys.key, placeOf(keys.organizationId, 'contact', 'wrapped_key', contactId), wrapped)

type Pads = { readonly inner: Buffer; readonly outer: Buffer }
const BLOCK = 64
const DIGEST = 32
const LONGEST_AT_ONCE = 1024
const pads = new WeakMap<Uint8Array, Pads>()

/** The two blocks that HMAC-SHA-256 begins with (RFC 2104), with room for what follows them. */
const padsOf = (key: Uint8Array): Pads => {
  const known = pads.get(key)
  if (known) return known
  const inner = Buffer.alloc(BLOCK + LONGEST_AT_ONCE, 0x36)
  const outer = Buffer.alloc(BLOCK + DIGEST, 0x5c)
  for (const [i, byte] of key.entries()) {
    inner[i]! ^= byte
    outer[i]! ^= byte
  }
  const made = { inner, outer }
  pads.set(key, made)
  return made
}

/**
 * HMAC-SHA-256 of a short text under a key that is used again and again. Two one-shot hashes take a third of the time
 * that an object per message takes.
 */
export const keyedHash = (key: Uint8Array, text: string): Buffer => {
  if (key.length > BLOCK || text.length * 3 > LONGEST_AT_ONCE)
    return createHmac('sha256', key).update(text).digest()
  const { inner, outer } = padsOf(key)
  const end = BLOCK + inner.write(text, BLOCK)
  outer.write(hash('sha256', inner.subarray(0, end), 'latin1'), BLOCK, 'latin1')
  return Buffer.from(hash('sha256', outer, 'latin1'), 'latin1')
}

/** 32 bytes that find an equal value and tell nothing else. */
export const blindIndex = (indexKey: Buffer, value: string): Buffer => keyedHash(indexKey, value)

/** 8 bytes per search word; what they find is verified after decryption. */
export const searchToken = (keys: OrganizationKeys, word: string): Buffer =>
  keyedHash(keys.search, word).subarray(0, 8)

export const equalBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && timingSafeEqual(a, b)
