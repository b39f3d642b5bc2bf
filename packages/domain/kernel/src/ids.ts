const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/**
 * A UUID version 7 (RFC 9562 §5.7) from the time in milliseconds and ten random bytes, both given by the caller.
 * `uuidV7(0x0_17F_22E2_79B0, bytes)` starts with `017f22e2-79b0-7`.
 */
export const uuidV7 = (milliseconds: number, random: Uint8Array): string => {
  if (random.length < 10) throw new RangeError('a UUIDv7 needs ten random bytes')
  const high = Math.floor(milliseconds / 0x1_0000)
  const low = milliseconds % 0x1_0000
  const b = (i: number) => hex[random[i]!]!
  return (
    hex[(high >>> 24) & 255]! +
    hex[(high >>> 16) & 255]! +
    hex[(high >>> 8) & 255]! +
    hex[high & 255]! +
    '-' +
    hex[low >>> 8]! +
    hex[low & 255]! +
    '-' +
    hex[0x70 | (random[0]! & 0x0f)]! +
    b(1) +
    '-' +
    hex[0x80 | (random[2]! & 0x3f)]! +
    b(3) +
    '-' +
    b(4) +
    b(5) +
    b(6) +
    b(7) +
    b(8) +
    b(9)
  )
}

/** The time in milliseconds that a UUIDv7 carries. */
export const timeOfUuidV7 = (id: string): number => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
export const isUuid = (text: string): boolean => uuidPattern.test(text)

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

/** Writes bytes in Crockford's base32, lower case, high bits first: 16 bytes become 26 characters. */
export const base32 = (bytes: Uint8Array): string => {
  let text = ''
  let buffer = 0
  let bits = 0
  for (const byte of bytes) {
    buffer = (buffer << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += alphabet[(buffer >>> bits) & 31]!
    }
    buffer &= (1 << bits) - 1
  }
  if (bits > 0) text += alphabet[(buffer << (5 - bits)) & 31]!
  return text
}

/** Reads what `base32` wrote; `undefined` when a character is foreign or the padding bits are not zero. */
export const bytesFromBase32 = (text: string): Uint8Array | undefined => {
  const bytes = new Uint8Array(Math.floor((text.length * 5) / 8))
  let buffer = 0
  let bits = 0
  let at = 0
  for (const character of text) {
    const value = alphabet.indexOf(character)
    if (value < 0) return undefined
    buffer = (buffer << 5) | value
    bits += 5
    if (bits >= 8) {
      bits -= 8
      bytes[at++] = (buffer >>> bits) & 255
    }
    buffer &= (1 << bits) - 1
  }
  return buffer === 0 ? bytes : undefined
}
