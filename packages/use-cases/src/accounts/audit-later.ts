import type { Product } from '../product.ts'

/** Writes what nobody should wait for: the time of a refusal must not tell whether the account exists. */
export const auditLater = (product: Product, write: () => Promise<void>): void => {
  write().catch((error: unknown) =>
    product.log.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'a refusal was not audited'),
  )
}
