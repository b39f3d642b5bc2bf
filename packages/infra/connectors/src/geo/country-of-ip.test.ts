import { describe, expect, it } from 'vitest'
import { openCountryOfIp } from './country-of-ip.ts'

const countryOf = openCountryOfIp()

describe('the country of an address', () => {
  it.each([
    ['8.8.8.8', 'US'],
    ['2001:4860:4860::8888', 'US'],
    ['::ffff:8.8.8.8', 'US'],
    ['194.25.0.60', 'DE'],
  ])('%s is %s', (ip, country) => {
    expect(countryOf(ip)).toBe(country)
  })

  it.each([
    '192.168.1.1',
    '10.0.0.1',
    '172.16.0.1',
    '127.0.0.1',
    '169.254.169.254',
    '100.64.0.1',
    '192.0.2.1',
    '198.51.100.7',
    '203.0.113.9',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '0.0.0.0',
    '::1',
    '::ffff:192.168.1.1',
    'fe80::1',
    'fd00::1',
    '2001:db8::1',
    '64:ff9b::808:808',
    'not an address',
    '',
  ])('%s has none', (ip) => {
    expect(countryOf(ip)).toBeNull()
  })

  it('needs a table that is there', () => {
    expect(() => openCountryOfIp('/nowhere/better.mmdb')).toThrow('ENOENT')
  })
})
