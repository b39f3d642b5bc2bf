import { equalBytes, keyedHash, type OrganizationKeys } from '@tributary/db'

/** How long a status token opens its lead. */
export const STATUS_TOKEN_DAYS = 90
const DAY = 86_400_000
const ORGANIZATION = 16
const EXPIRY = 4
const MAC = 16

const macOf = (keys: OrganizationKeys, publicId: Uint8Array, day: number): Buffer =>
  keyedHash(
    keys.statusToken,
    `${keys.organizationId}|${Buffer.from(publicId).toString('hex')}|${day}`,
  ).subarray(0, MAC)

/** Made from organization, lead and last day, so that it is rebuilt when it is asked for again and stored nowhere. */
export const statusToken = (keys: OrganizationKeys, publicId: Uint8Array, capturedAt: number): string => {
  const day = Math.floor(capturedAt / DAY) + STATUS_TOKEN_DAYS
  const token = Buffer.allocUnsafe(ORGANIZATION + EXPIRY + MAC)
  token.write(keys.organizationId.replaceAll('-', ''), 0, 'hex')
  token.writeUInt32BE(day, ORGANIZATION)
  macOf(keys, publicId, day).copy(token, ORGANIZATION + EXPIRY)
  return token.toString('base64url')
}

export type ReadStatusToken = { readonly organizationId: string; readonly day: number; readonly mac: Buffer }

/** What a token claims; nothing of it is believed before `opens`. */
export const readStatusToken = (text: string): ReadStatusToken | undefined => {
  const bytes = Buffer.from(text.slice(0, 100), 'base64url')
  if (bytes.length !== ORGANIZATION + EXPIRY + MAC) return undefined
  const hex = bytes.toString('hex', 0, ORGANIZATION)
  return {
    organizationId: `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`,
    day: bytes.readUInt32BE(ORGANIZATION),
    mac: bytes.subarray(ORGANIZATION + EXPIRY),
  }
}

/** Whether a token opens this lead at this moment. */
export const opens = (
  keys: OrganizationKeys,
  token: ReadStatusToken,
  publicId: Uint8Array,
  now: number,
): boolean => Math.floor(now / DAY) <= token.day && equalBytes(macOf(keys, publicId, token.day), token.mac)
