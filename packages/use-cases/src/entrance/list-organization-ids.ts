import type { Product } from '../product.ts'
import { authDb } from './auth-tables.ts'

/** Every organization of this instance, for what is done in turn for each: sweeping, sealing. */
export const listOrganizationIds = async (product: Product): Promise<string[]> => {
  const rows = await authDb(product).selectFrom('auth_organization').select('id').orderBy('id').execute()
  return rows.map(({ id }) => id)
}
