import { randomFillSync } from 'node:crypto'
import { base32, bytesFromBase32, uuidV7 } from '@tributary/kernel'

const PREFIX = 'lead_'

/** What the outside calls a lead: `lead_` and a random 128-bit id in base32. A UUIDv7 would tell its time. */
export const writeLeadId = (publicId: Uint8Array): string => PREFIX + base32(publicId)

/** The public id in a lead id, `undefined` when it is none. */
export const readLeadId = (leadId: string): Uint8Array | undefined => {
  if (!leadId.startsWith(PREFIX) || leadId.length !== PREFIX.length + 26) return undefined
  return bytesFromBase32(leadId.slice(PREFIX.length))
}

// Random bytes are drawn in blocks: one system call serves many requests.
const pool = Buffer.alloc(8192)
let used = pool.length
export const randomChunk = (size: number): Buffer => {
  if (used + size > pool.length) {
    randomFillSync(pool)
    used = 0
  }
  used += size
  return Buffer.from(pool.subarray(used - size, used))
}

export const newPublicId = (): Buffer => randomChunk(16)
export const newRowId = (now: number): string => uuidV7(now, randomChunk(10))
