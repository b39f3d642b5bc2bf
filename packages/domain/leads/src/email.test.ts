import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emailKindOf, normaliseEmail } from './email.ts'

const reasonOf = (text: string) => {
  const outcome = normaliseEmail(text)
  return outcome.kind === 'invalid' ? outcome.reason : 'valid'
}

describe('reading an e-mail address', () => {
  it('keeps the address as given to write to and in lower case to look up', () => {
    expect(normaliseEmail(' Divya.Rao@ACME.co.in ')).toEqual({
      kind: 'valid',
      email: 'Divya.Rao@acme.co.in',
      lookup: 'divya.rao@acme.co.in',
      domain: 'acme.co.in',
    })
  })

  it('takes tags, apostrophes, digits and other scripts', () => {
    for (const text of [
      'a+b@x.org',
      "o'brien@x.ie",
      '1@x.io',
      'δοκιμή@παράδειγμα.ελ',
      'a@xn--bcher-kva.example',
    ])
      expect(reasonOf(text)).toBe('valid')
  })

  it('does not join people whose addresses differ by a dot or a tag', () => {
    const lookup = (text: string) => {
      const outcome = normaliseEmail(text)
      return outcome.kind === 'valid' ? outcome.lookup : ''
    }
    expect(new Set([lookup('a.b@gmail.com'), lookup('ab@gmail.com'), lookup('ab+x@gmail.com')]).size).toBe(3)
  })

  it('says what is wrong with an address', () => {
    expect(reasonOf('  ')).toBe('empty')
    expect(reasonOf('divya')).toBe('no_at')
    expect(reasonOf('divya@acme')).toBe('bad_domain')
    expect(reasonOf('divya@-acme.in')).toBe('bad_domain')
    expect(reasonOf('divya@10.0.0.1')).toBe('bad_domain')
    expect(reasonOf('divya@acme..in')).toBe('bad_domain')
    expect(reasonOf('@acme.in')).toBe('bad_local_part')
    expect(reasonOf('a..b@acme.in')).toBe('bad_local_part')
    expect(reasonOf('a b@acme.in')).toBe('bad_local_part')
    expect(reasonOf('a@b@acme.in')).toBe('bad_local_part')
    expect(reasonOf('a\u0000@acme.in')).toBe('bad_local_part')
    expect(reasonOf('a\r\nBcc: x@acme.in')).toBe('bad_local_part')
    expect(reasonOf(`${'a'.repeat(65)}@acme.in`)).toBe('bad_local_part')
    expect(reasonOf(`a@${'b'.repeat(250)}.in`)).toBe('too_long')
  })

  it('writes an international domain in ASCII when it is told how, and refuses what has no such form', () => {
    const toAscii = (domain: string) => (domain === 'bücher.example' ? 'xn--bcher-kva.example' : '')
    expect(normaliseEmail('info@BÜCHER.example', toAscii)).toMatchObject({
      email: 'info@xn--bcher-kva.example',
    })
    expect(normaliseEmail('info@andere.example', toAscii)).toEqual({ kind: 'invalid', reason: 'bad_domain' })
  })

  it('never throws, and reading its own result gives the same again', () => {
    const unit = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code))
    const part = fc.string({
      unit: fc.oneof(fc.constantFrom('a', 'B', '.', '-', '+', 'É', 'İ', '水', '😀'), unit),
      maxLength: 12,
    })
    const address = fc
      .tuple(part, part, fc.constantFrom('com', 'ΕΛ', 'in', '1', ''))
      .map(([a, b, c]) => `${a}@${b}.${c}`)
    fc.assert(
      fc.property(fc.oneof(address, part, fc.string({ unit: 'binary' })), (text) => {
        const once = normaliseEmail(text)
        if (once.kind === 'invalid') return
        expect(normaliseEmail(once.email)).toEqual(once)
        expect(normaliseEmail(once.lookup)).toMatchObject({ lookup: once.lookup })
      }),
      { numRuns: 2000 },
    )
  })
})

describe('kinds of mailboxes', () => {
  const lists = { free: new Set(['gmail.com', 'trash.example']), disposable: new Set(['trash.example']) }

  it('disposable wins over free, the rest is business', () => {
    expect(emailKindOf('gmail.com', lists)).toBe('free')
    expect(emailKindOf('trash.example', lists)).toBe('disposable')
    expect(emailKindOf('acme.co.in', lists)).toBe('business')
  })

  it('a host below a listed domain is listed too, a lookalike is not', () => {
    expect(emailKindOf('mx1.trash.example', lists)).toBe('disposable')
    expect(emailKindOf('notgmail.com', lists)).toBe('business')
  })
})
