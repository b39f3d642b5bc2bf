import { describe, expect, it } from 'vitest'
import { createFakeDns, type FakeZone } from '../fakes/index.ts'
import { createMxLookup } from './look-up-mx.ts'

const ZONES: Record<string, FakeZone> = {
  com: { ns: ['a.gtld-servers.net'] },
  'mail.com': { mx: [{ exchange: 'mx.mail.com', priority: 10 }] },
  'null.com': { mx: [{ exchange: '', priority: 0 }] },
  'dot.com': { mx: [{ exchange: '.', priority: 0 }] },
  'web.com': { a: ['192.0.2.1'] },
  'six.com': { aaaa: ['2001:db8::1'] },
  'bare.com': { ns: ['ns.bare.com'] },
  'slow.com': { error: 'ETIMEOUT' },
  'broken.com': { error: 'ESERVFAIL' },
}

const ask = (domain: string, zones = ZONES) => createMxLookup(createFakeDns(zones))(domain)

describe('the mail servers of a domain', () => {
  it.each([
    ['mail.com', 'mx'],
    ['MAIL.com.', 'mx'],
    ['null.com', 'null_mx'],
    ['dot.com', 'null_mx'],
    ['web.com', 'a_only'],
    ['six.com', 'a_only'],
    ['bare.com', 'nxdomain'],
    ['nowhere.com', 'nxdomain'],
    ['nowhere.notatld', 'nxdomain'],
    ['localhost', 'nxdomain'],
    ['firm.example', 'unknown'],
    ['firm.test', 'unknown'],
    ['slow.com', 'unknown'],
    ['broken.com', 'unknown'],
  ] as const)('%s: %s', async (domain, outcome) => {
    expect(await ask(domain)).toBe(outcome)
  })

  it('are unknown on a machine that is told "no such domain" about everything', async () => {
    expect(await ask('mail.com', {})).toBe('unknown')
    expect(await ask('firma.co.uk', {})).toBe('unknown')
  })

  it('are unknown when the second question fails', async () => {
    const dns = { ...createFakeDns(ZONES), resolve4: () => Promise.reject(new Error('offline')) }
    expect(await createMxLookup(dns)('bare.com')).toBe('unknown')
  })

  it('are asked for once when the first answer settles it', async () => {
    const dns = createFakeDns(ZONES)
    await createMxLookup(dns)('mail.com')
    expect(dns.asked).toEqual(['MX mail.com'])
  })
})
