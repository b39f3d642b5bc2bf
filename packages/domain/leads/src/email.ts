import type { EmailKind } from './lists.ts'

export type Email = {
  readonly kind: 'valid'
  /** To write to: the local part as given, the domain in lower case. */
  readonly email: string
  /** To look up by: wholly in lower case. Dots and `+tags` stay, they can be different people. */
  readonly lookup: string
  readonly domain: string
}

export type EmailOutcome =
  | Email
  | {
      readonly kind: 'invalid'
      readonly reason: 'empty' | 'too_long' | 'no_at' | 'bad_local_part' | 'bad_domain'
    }

const LONGEST_EMAIL = 254
const LONGEST_LOCAL_PART = 64
const LONGEST_DOMAIN = 253

const localPart = /^[\p{L}\p{N}\p{M}!#$%&'*+/=?^_`{|}~-]+(\.[\p{L}\p{N}\p{M}!#$%&'*+/=?^_`{|}~-]+)*$/u
const label = /^[\p{L}\p{N}\p{M}](?:[\p{L}\p{N}\p{M}-]{0,61}[\p{L}\p{N}\p{M}])?$/u

/** An address in plain ASCII with its domain in lower case: most are, and need no Unicode rules. */
const plainAddress =
  /^([A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*)@((?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63})$/

const readPlain = (trimmed: string, domainToAscii: (domain: string) => string): Email | null => {
  const [, local = '', domain = ''] = plainAddress.exec(trimmed) ?? []
  if (domain === '' || local.length > LONGEST_LOCAL_PART || domain.length > LONGEST_DOMAIN) return null
  if (domainToAscii(domain) !== domain) return null
  return { kind: 'valid', email: trimmed, lookup: trimmed.toLowerCase(), domain }
}

const isDomain = (domain: string): boolean => {
  const labels = domain.split('.')
  return (
    domain.length <= LONGEST_DOMAIN &&
    labels.length >= 2 &&
    labels.every((each) => label.test(each)) &&
    !/^\d+$/.test(labels.at(-1)!)
  )
}

const lower = (text: string): string => text.toLowerCase().normalize('NFC')

const invalid = (reason: Extract<EmailOutcome, { kind: 'invalid' }>['reason']): EmailOutcome => ({
  kind: 'invalid',
  reason,
})

/**
 * Reads an e-mail address as people type it into a form (RFC 5321 dot-string local part, a domain with at least two
 * labels; no quoted local parts, no address literals, no comments). Never throws; reading its own result gives the
 * same again.
 *
 * International domains stay in Unicode, in lower case, unless `domainToAscii` is given (Node's
 * `url.domainToASCII`); where it answers `''` the domain is refused.
 *
 * `normaliseEmail(' Divya.Rao@ACME.co.in ')` has `email: 'Divya.Rao@acme.co.in'` and
 * `lookup: 'divya.rao@acme.co.in'`; `normaliseEmail('divya@acme')` is invalid: `'bad_domain'`.
 */
export const normaliseEmail = (text: string, domainToAscii?: (domain: string) => string): EmailOutcome => {
  const trimmed = text.trim()
  if (trimmed === '') return invalid('empty')
  if (trimmed.length > LONGEST_EMAIL) return invalid('too_long')
  const plain = readPlain(trimmed, domainToAscii ?? ((domain) => domain))
  if (plain) return plain
  const address = trimmed.normalize('NFC')
  const at = address.lastIndexOf('@')
  if (at < 0) return invalid('no_at')
  const local = address.slice(0, at)
  if (local.length > LONGEST_LOCAL_PART || !localPart.test(local)) return invalid('bad_local_part')
  const unicodeDomain = lower(address.slice(at + 1)).replace(/[\u3002\uff0e\uff61]/g, '.')
  const domain = domainToAscii ? domainToAscii(unicodeDomain) : unicodeDomain
  if (!isDomain(unicodeDomain) || !isDomain(domain)) return invalid('bad_domain')
  const email = `${local}@${domain}`
  if (email.length > LONGEST_EMAIL) return invalid('too_long')
  return { kind: 'valid', email, lookup: lower(email), domain }
}

/**
 * What kind of mailbox a domain gives: disposable wins over free, everything else is business. A domain counts as
 * listed when it or a domain above it is (`mail.example.com` under `example.com`).
 *
 * With `gmail.com` in `free`, `emailKindOf('gmail.com', lists)` is `'free'` and `emailKindOf('acme.co.in', lists)`
 * is `'business'`.
 */
export const emailKindOf = (
  domain: string,
  lists: { readonly free: ReadonlySet<string>; readonly disposable: ReadonlySet<string> },
): EmailKind => {
  const above = domainAndAbove(domain.toLowerCase())
  if (above.some((each) => lists.disposable.has(each))) return 'disposable'
  return above.some((each) => lists.free.has(each)) ? 'free' : 'business'
}

const domainAndAbove = (domain: string): string[] => {
  const labels = domain.split('.')
  return labels.slice(0, -1).map((_, i) => labels.slice(i).join('.'))
}
