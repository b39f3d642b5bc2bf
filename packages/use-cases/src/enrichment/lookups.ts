import {
  type ClassifyEmailDomain,
  createEmailDomainClassifier,
  createMxLookup,
  type LookUpMx,
} from '@tributary/connectors'
import type { Product } from '../product.ts'

/** What enrichment asks, of lists and of name servers. */
export type Lookups = { readonly classify: ClassifyEmailDomain; readonly lookUpMx: LookUpMx }

const opened = new WeakMap<Product, Lookups>()

export const lookupsOf = (product: Product): Lookups => {
  const lookups = opened.get(product) ?? {
    classify: createEmailDomainClassifier(),
    lookUpMx: createMxLookup(),
  }
  opened.set(product, lookups)
  return lookups
}

/** Lets a product ask somebody else: a name server that stands in for the real ones. */
export const replaceLookups = (product: Product, lookups: Partial<Lookups>): void =>
  void opened.set(product, { ...lookupsOf(product), ...lookups })
