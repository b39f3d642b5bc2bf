import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clickIdsIn, hostOf } from './web-address.ts'

describe('the host of an address', () => {
  it.each([
    ['https://www.Google.co.in/search?q=x', 'google.co.in'],
    ['http://acme.in:8080/', 'acme.in'],
    ['https://user:pass@acme.in/', 'acme.in'],
    ['https://google.com@evil.example/', 'evil.example'],
    ['//acme.in/x', 'acme.in'],
    ['acme.in/x', 'acme.in'],
    ['acme.in..', 'acme.in'],
    ['http://localhost:3000/', 'localhost'],
    ['android-app://com.google.android.gm/', 'com.google.android.gm'],
  ])('%s is on %s', (address, host) => {
    expect(hostOf(address)).toBe(host)
  })

  it('is nothing where there is none', () => {
    for (const address of [
      '',
      'newsletter',
      'about:blank',
      'javascript:alert(1)',
      'https://',
      'https://a b/',
      '\u0000',
    ])
      expect(hostOf(address)).toBe('')
  })

  it('never throws, and a host is its own host', () => {
    fc.assert(
      fc.property(fc.oneof(fc.webUrl(), fc.string({ unit: 'binary' })), (address) => {
        const host = hostOf(address)
        expect(hostOf(`https://${host}`)).toBe(host.startsWith('www.') ? host.slice(4) : host)
      }),
    )
  })
})

describe('click ids of an address', () => {
  it('are those with a value', () => {
    expect(clickIdsIn('https://a.example/?utm_source=x&gclid=abc&fbclid=')).toEqual(['gclid'])
    expect(clickIdsIn('/landing?FBCLID=1&gclid=2&gclid=3#x')).toEqual(['fbclid', 'gclid'])
    expect(clickIdsIn('https://a.example/#?x')).toEqual([])
    expect(clickIdsIn('https://a.example/gclid=1')).toEqual([])
    expect(clickIdsIn('?constructor=1&=2&&&gclid')).toEqual([])
  })
})
