import type { MxOutcome } from '@tributary/connectors'
import type { EmailKind } from '@tributary/contracts'
import type { Product } from '../product.ts'
import { lookupsOf } from './lookups.ts'

export type DomainFacts = { readonly kind: EmailKind; readonly mx: MxOutcome }

const DAY = 86_400_000
const MOST_REMEMBERED = 20_000
/** What the name servers may take for one batch; a domain not answered by then is not known. */
const PATIENCE = 4_000

type Remembered = { readonly mx: MxOutcome; readonly until: number }
const memories = new WeakMap<Product, Map<string, Remembered>>()

const memoryOf = (product: Product): Map<string, Remembered> => {
  const memory = memories.get(product) ?? new Map<string, Remembered>()
  memories.set(product, memory)
  return memory
}

/**
 * What kind of mailbox each domain gives and whether it takes mail. An answer of the name servers is remembered for a
 * day; no answer is not. Never call it inside a transaction.
 */
export const lookUpDomains = async (
  product: Product,
  domains: readonly string[],
): Promise<Map<string, DomainFacts>> => {
  const { classify, lookUpMx } = lookupsOf(product)
  const memory = memoryOf(product)
  const now = product.clock()
  const look = async (domain: string): Promise<readonly [string, DomainFacts]> => {
    const kind = classify(domain)
    if (kind !== 'business') return [domain, { kind, mx: 'unknown' }]
    const known = memory.get(domain)
    if (known && known.until > now) return [domain, { kind, mx: known.mx }]
    const mx = await inTime(lookUpMx(domain))
    if (mx !== 'unknown') {
      if (memory.size >= MOST_REMEMBERED) memory.clear()
      memory.set(domain, { mx, until: now + DAY })
    }
    return [domain, { kind, mx }]
  }
  return new Map(await Promise.all([...new Set(domains)].map(look)))
}

const inTime = async (answer: Promise<MxOutcome>): Promise<MxOutcome> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<MxOutcome>((resolve) => {
    timer = setTimeout(resolve, PATIENCE, 'unknown')
  })
  try {
    return await Promise.race([answer, late])
  } finally {
    clearTimeout(timer)
  }
}
