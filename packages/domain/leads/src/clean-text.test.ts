import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanText, fitsIn, isBlank, textTrouble } from './clean-text.ts'

/** Any sequence of 16-bit units: controls, lone surrogates, right-to-left, four-byte characters. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
  fc
    .array(
      fc.constantFrom(
        '\0',
        '\r',
        '\n',
        ' ',
        '\ud800',
        '\udc00',
        '\u200b',
        '\u202e',
        '\u0301',
        'e',
        '😀',
        'ش',
      ),
    )
    .map((parts) => parts.join('')),
)

describe('cleaning what somebody typed', () => {
  it('trims, joins white space and drops control characters', () => {
    expect(cleanText('  Divya\u0000 \t Rao ')).toBe('Divya Rao')
    expect(cleanText('a\u0007b\u009fc\u007f')).toBe('abc')
    expect(cleanText('Divya\r\nRao')).toBe('Divya Rao')
    expect(cleanText('two  plain   words')).toBe('two plain words')
  })

  it('writes accents in one way', () => {
    expect(cleanText('Jose\u0301')).toBe('José')
  })

  it('keeps the lines of a message, with at most one empty line in a row', () => {
    expect(
      cleanText(' Hello,\r\n\r\n\r\n\r\nthe pump  leaks. \r Bye\u2028now ', { keepLineBreaks: true }),
    ).toBe('Hello,\n\nthe pump leaks.\nBye\nnow')
  })

  it('keeps right-to-left text, joiners and emoji, and drops what reorders or hides text', () => {
    expect(cleanText('شركة می‌خواهم')).toBe('شركة می‌خواهم')
    expect(cleanText('👩‍💻 😀')).toBe('👩‍💻 😀')
    expect(cleanText('invoice\u202efdp.exe\u200b')).toBe('invoicefdp.exe')
  })

  it('replaces half of a four-byte character by the sign for an unknown one', () => {
    expect(cleanText('a\ud83d')).toBe('a\ufffd')
  })

  it('changes nothing the second time, whatever came in', () => {
    fc.assert(
      fc.property(hostile, fc.boolean(), (text, keepLineBreaks) => {
        const once = cleanText(text, { keepLineBreaks })
        expect(cleanText(once, { keepLineBreaks })).toBe(once)
      }),
    )
  })

  it('leaves nothing the database refuses and no line break where none was asked for', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(textTrouble(cleanText(text, { keepLineBreaks: true }))).toBeUndefined()
        expect(cleanText(text)).not.toMatch(/[\r\n\u2028\u2029]/)
      }),
    )
  })
})

describe('text that cannot be kept', () => {
  it('names NUL and broken characters', () => {
    expect(textTrouble('a\u0000b')).toBe('nul')
    expect(textTrouble('\udc00')).toBe('lone_surrogate')
    expect(textTrouble('नमस्ते 😀')).toBeUndefined()
  })

  it('knows text that shows nothing', () => {
    for (const text of ['', ' ', '\u200f', '\u200d\u0301', '\u00a0\t']) expect(isBlank(text)).toBe(true)
    for (const text of ['.', '0', 'ש', '😀']) expect(isBlank(text)).toBe(false)
  })

  it('counts a four-byte character as one', () => {
    expect(fitsIn('😀'.repeat(100), 100)).toBe(true)
    expect(fitsIn('😀'.repeat(101), 100)).toBe(false)
    expect(fitsIn('a'.repeat(101), 100)).toBe(false)
  })
})
