import type { DnsResolver } from '../domains/look-up-mx.ts'

export type FakeZone = {
  mx?: { exchange: string; priority: number }[]
  a?: string[]
  aaaa?: string[]
  ns?: string[]
  /** The name answers nothing but this error, as `ETIMEOUT` or `ESERVFAIL`. */
  error?: string
}

const fail = (code: string, name: string): never => {
  throw Object.assign(new Error(`query ${code} ${name}`), { code })
}

/** A resolver that knows these zones and denies all others, with the error codes of the real one. */
export const createFakeDns = (zones: Record<string, FakeZone>): DnsResolver & { asked: string[] } => {
  const asked: string[] = []
  const answer = async <T>(
    type: string,
    name: string,
    read: (zone: FakeZone) => T[] | undefined,
  ): Promise<T[]> => {
    asked.push(`${type} ${name}`)
    const zone = zones[name]
    if (zone === undefined) return fail('ENOTFOUND', name)
    if (zone.error !== undefined) return fail(zone.error, name)
    return read(zone) ?? fail('ENODATA', name)
  }
  return {
    asked,
    resolveMx: (name) => answer('MX', name, ({ mx }) => mx),
    resolve4: (name) => answer('A', name, ({ a }) => a),
    resolve6: (name) => answer('AAAA', name, ({ aaaa }) => aaaa),
    resolveNs: (name) => answer('NS', name, ({ ns }) => ns),
  }
}
