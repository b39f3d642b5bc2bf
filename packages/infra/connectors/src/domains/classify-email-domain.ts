import { domainToASCII } from 'node:url'
import type { EmailKind } from '@tributary/leads/lists'
import { disposableEmailBlocklist } from 'disposable-email-domains-js'
import freeEmailDomains from 'free-email-domains'
import { getDomain } from 'tldts'
import { ALSO_FREE } from './corrections.ts'

/** What kind of mailbox stands behind a domain: a company's, a consumer service's, or a throw-away one. */
export type ClassifyEmailDomain = (domain: string) => EmailKind

export type DomainCorrections = {
  free?: readonly string[]
  disposable?: readonly string[]
  business?: readonly string[]
}

/** A domain in the form the lists use: lower case, ASCII, without the root's dot; empty when it is none. */
export const normalDomain = (domain: string): string =>
  domainToASCII(domain.trim().toLowerCase().replace(/\.$/, ''))

const TWO_PLAIN_LABELS = /^(?!xn--)[a-z0-9-]+\.(?!xn--)[a-z]+$/

/** The domain itself and the one that was registered: `mail.corp.example.co.uk` and `example.co.uk`. */
const namesOf = (domain: string): string[] => {
  // Two plain labels are the common case and are the registered domain themselves.
  if (TWO_PLAIN_LABELS.test(domain)) return [domain]
  const host = normalDomain(domain)
  const registered = getDomain(host)
  return registered === null || registered === host ? [host] : [host, registered]
}

/** Corrections are for what an operator knows better than the published lists; they win over them. */
export const createEmailDomainClassifier = (corrections: DomainCorrections = {}): ClassifyEmailDomain => {
  const business = new Set(corrections.business?.map(normalDomain))
  const disposable = new Set([
    ...disposableEmailBlocklist(),
    ...(corrections.disposable ?? []).map(normalDomain),
  ])
  // The published free list also holds thousands of throw-away domains: those are looked up first.
  const free = new Set([...freeEmailDomains, ...ALSO_FREE, ...(corrections.free ?? []).map(normalDomain)])
  return (domain) => {
    const names = namesOf(domain)
    if (names.some((name) => business.has(name))) return 'business'
    if (names.some((name) => disposable.has(name))) return 'disposable'
    return names.some((name) => free.has(name)) ? 'free' : 'business'
  }
}
