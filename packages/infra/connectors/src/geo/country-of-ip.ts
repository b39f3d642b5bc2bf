import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import ipaddr from 'ipaddr.js'
import { Reader, type Response } from 'mmdb-lib'

/** The country (ISO 3166, two letters) an address is registered in, null when there is none to tell. Never a city. */
export type CountryOfIp = (ip: string) => string | null

const DATA = '@ip-location-db/geo-whois-asn-country-mmdb/geo-whois-asn-country.mmdb'

/**
 * Only addresses of the public internet have a country: the table answers AU for 192.168.1.1 and for documentation
 * ranges, so private, loopback, link-local, shared, reserved and tunnelled ones are sorted out before it is asked.
 */
const publicAddress = (ip: string): string | null => {
  if (!ipaddr.isValid(ip)) return null
  const address = ipaddr.process(ip)
  return address.range() === 'unicast' ? address.toString() : null
}

/** Both layouts in use: `country_code` (the table we ship) and `country.iso_code` (MaxMind's and its like). */
const readCountry = (record: unknown): string | null => {
  if (typeof record !== 'object' || record === null) return null
  const nested = 'country' in record ? record.country : null
  const code =
    'country_code' in record
      ? record.country_code
      : typeof nested === 'object' && nested !== null && 'iso_code' in nested
        ? nested.iso_code
        : null
  return typeof code === 'string' && /^[A-Z]{2}$/.test(code) ? code : null
}

/** Reads the table once (8 MB, CC0, comes with the package); `path` names a better one of the operator's. */
export const openCountryOfIp = (path?: string): CountryOfIp => {
  const reader = new Reader<Response>(readFileSync(path ?? createRequire(import.meta.url).resolve(DATA)))
  return (ip) => {
    const address = publicAddress(ip)
    return address === null ? null : readCountry(reader.get(address))
  }
}
