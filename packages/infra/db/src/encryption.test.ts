import { createHmac } from 'node:crypto'
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { keyedHash } from './encryption.ts'

it('a keyed hash is the HMAC-SHA-256 that node:crypto makes, whatever text and key', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc.string({ unit: 'grapheme', maxLength: 400 }),
  )
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 0, maxLength: 80 }),
      fc.array(texts, { maxLength: 5 }),
      (key, all) => {
        for (const text of all)
          expect(keyedHash(key, text)).toEqual(createHmac('sha256', key).update(text).digest())
      },
    ),
  )
})

it('a keyed hash of "Hi There" under twenty bytes 0b is that of RFC 4231', () => {
  expect(keyedHash(Buffer.alloc(20, 0x0b), 'Hi There').toString('hex')).toBe(
    'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7',
  )
})
