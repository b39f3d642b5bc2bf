import { CLICK_IDS, type ClickId } from './lists.ts'

const endOfHost = /[/?#\\]/
/** An address as browsers write it: nothing in its host needs a second look. */
const plainAddress = /^https?:\/\/([a-z0-9_-]+(?:\.[a-z0-9_-]+)+)(?:[/?#]|$)/
const bareHost = (host: string): string => (host.startsWith('www.') ? host.slice(4) : host)

/**
 * The host of a web address in lower case, without `www.`, port, user and final dots; `''` when there is none.
 * Never throws; it only reads, it does not validate.
 *
 * `hostOf('https://www.Google.co.in/search?q=x')` is `'google.co.in'`.
 */
export const hostOf = (address: string): string => {
  const plain = address.length <= 500 ? plainAddress.exec(address) : null
  if (plain) return bareHost(plain[1]!)
  const scheme = address.indexOf('://')
  const start = scheme >= 0 ? scheme + 3 : address.startsWith('//') ? 2 : 0
  const rest = address.slice(start, start + 512)
  const end = rest.search(endOfHost)
  const authority = end < 0 ? rest : rest.slice(0, end)
  const host = authority
    .slice(authority.lastIndexOf('@') + 1)
    .replace(/:\d*$/, '')
    .replace(/\.+$/, '')
    .toLowerCase()
  const bare = bareHost(host)
  if (!/^[\p{L}\p{N}\p{M}._-]+$/u.test(bare)) return ''
  return bare.includes('.') || scheme >= 0 ? bare : ''
}

const known: ReadonlySet<string> = new Set(CLICK_IDS)
const isClickId = (name: string): name is ClickId => known.has(name)

/**
 * The click ids an address carries with a value, in their order, without repeats. Never throws.
 *
 * `clickIdsIn('https://a.example/?utm_source=x&gclid=abc&fbclid=')` is `['gclid']`.
 */
export const clickIdsIn = (address: string): ClickId[] => {
  const start = address.indexOf('?')
  if (start < 0) return []
  const found = new Set<ClickId>()
  for (const pair of address
    .slice(start + 1)
    .split('#', 1)[0]!
    .split('&')) {
    const equals = pair.indexOf('=')
    const name = pair.slice(0, Math.max(equals, 0)).toLowerCase()
    if (equals > 0 && equals < pair.length - 1 && isClickId(name)) found.add(name)
  }
  return [...found]
}
