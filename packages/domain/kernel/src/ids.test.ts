import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { base32, bytesFromBase32, isUuid, timeOfUuidV7, uuidV7 } from './ids.ts'

describe('ids', () => {
  test('the example of RFC 9562', () => {
    const random = Uint8Array.from([0xc, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f])
    expect(uuidV7(0x017f22e279b0, random)).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f')
  })
  test('a UUIDv7 tells its time and sorts by it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2 ** 47 }),
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.uint8Array({ minLength: 10, maxLength: 10 }),
        fc.uint8Array({ minLength: 10, maxLength: 10 }),
        (time, later, a, b) => {
          const first = uuidV7(time, a)
          expect(isUuid(first)).toBe(true)
          expect(timeOfUuidV7(first)).toBe(time)
          expect(first < uuidV7(time + later, b)).toBe(true)
        },
      ),
    )
  })
  test('sixteen bytes are twenty-six characters and come back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bytes) => {
        const text = base32(bytes)
        expect(text).toHaveLength(26)
        expect(bytesFromBase32(text)).toEqual(bytes)
      }),
    )
  })
  test('a foreign character or a second spelling of the same bytes is refused', () => {
    expect(bytesFromBase32('ilou')).toBeUndefined()
    expect(bytesFromBase32(`${base32(new Uint8Array(16)).slice(0, 25)}1`)).toBeUndefined()
  })
})
