import { Resolver } from 'node:dns/promises'
import { getPublicSuffix, parse } from 'tldts'
import { normalDomain } from './classify-email-domain.ts'

/**
 * - `mx`: it names mail servers. `a_only`: none named, but a host that mail would be tried at.
 * - `null_mx`: it says that it takes no mail (RFC 7505). `nxdomain`: no such domain, or nothing at it that could take mail.
 * - `unknown`: we could not find out. It must never lower a score: the fault may be ours.
 */
export const MX_OUTCOMES = ['mx', 'null_mx', 'a_only', 'nxdomain', 'unknown'] as const
export type MxOutcome = (typeof MX_OUTCOMES)[number]

export type LookUpMx = (domain: string) => Promise<MxOutcome>

/** The four questions asked of DNS; Node's own resolver answers them, and so does the fake. */
export type DnsResolver = {
  resolveMx: (name: string) => Promise<{ exchange: string; priority: number }[]>
  resolve4: (name: string) => Promise<string[]>
  resolve6: (name: string) => Promise<string[]>
  resolveNs: (name: string) => Promise<string[]>
}

type Answer<T> =
  | { kind: 'records'; records: T[] }
  | { kind: 'none' }
  | { kind: 'no_name' }
  | { kind: 'failed' }

const ask = async <T>(question: Promise<T[]>): Promise<Answer<T>> => {
  try {
    const records = await question
    return records.length === 0 ? { kind: 'none' } : { kind: 'records', records }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code === 'ENODATA') return { kind: 'none' }
    return { kind: code === 'ENOTFOUND' ? 'no_name' : 'failed' }
  }
}

/**
 * A machine without a network is often told "no such domain" about everything. A public top-level domain always has name
 * servers, so if even that is denied, the answer about the domain is worth nothing.
 */
const isDenialCredible = async (dns: DnsResolver, domain: string): Promise<boolean> => {
  const suffix = getPublicSuffix(domain)
  if (suffix === null || parse(domain).isIcann !== true) return true
  const topLevel = suffix.slice(suffix.lastIndexOf('.') + 1)
  return (await ask(dns.resolveNs(topLevel))).kind === 'records'
}

const addressOutcome = async (dns: DnsResolver, domain: string): Promise<MxOutcome> => {
  const answers = await Promise.all([ask(dns.resolve4(domain)), ask(dns.resolve6(domain))])
  if (answers.some(({ kind }) => kind === 'records')) return 'a_only'
  return answers.some(({ kind }) => kind === 'failed') ? 'unknown' : 'nxdomain'
}

/** Set aside for documentation and tests (RFC 2606): nobody answers for them, and what stands there is no fault. */
const isSetAside = (domain: string): boolean => /\.(example|test)$/.test(domain)

export const createMxLookup = (dns: DnsResolver = new Resolver({ timeout: 1_500, tries: 2 })): LookUpMx => {
  return async (domain) => {
    const name = normalDomain(domain)
    if (!name.includes('.')) return 'nxdomain'
    if (isSetAside(name)) return 'unknown'
    const answer = await ask(dns.resolveMx(name))
    if (answer.kind === 'failed') return 'unknown'
    if (answer.kind === 'no_name') return (await isDenialCredible(dns, name)) ? 'nxdomain' : 'unknown'
    if (answer.kind === 'none') return addressOutcome(dns, name)
    return answer.records.every(({ exchange }) => exchange === '' || exchange === '.') ? 'null_mx' : 'mx'
  }
}
