import { createHash } from 'node:crypto'
import type { Caller, DoorRequest } from './door-request.ts'

/** JSON with the keys of every object in order: equal values have equal text. */
export const canonicalJson = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  return `{${Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson((value as Record<string, unknown>)[key])}`)
    .join(',')}}`
}

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest()

/** One sender's keys are not another's: whoever shows a key or a page keeps keys of their own. */
const credentialOf = (caller: Caller): string => {
  if (caller.kind === 'key') return `key:${caller.keyId}`
  if (caller.kind === 'member') return `member:${caller.memberId}`
  if (caller.kind === 'system') return 'system'
  return caller.origin === null
    ? 'token'
    : `origin:${sha256(caller.origin).toString('base64url').slice(0, 43)}`
}

export type IdempotencyMark = {
  readonly credential: string
  readonly keyHash: Buffer
  readonly requestHash: Buffer
}

const marks = new WeakMap<DoorRequest, IdempotencyMark>()

/** The mark of a request that carries an idempotency key: the key and the body as hashes. */
export const markOf = (request: DoorRequest): IdempotencyMark | null => {
  if (request.idempotency === undefined) return null
  const known = marks.get(request)
  if (known) return known
  const mark = {
    credential: credentialOf(request.caller).slice(0, 80),
    keyHash: sha256(request.idempotency.key),
    requestHash: sha256(canonicalJson(request.idempotency.body)),
  }
  marks.set(request, mark)
  return mark
}
