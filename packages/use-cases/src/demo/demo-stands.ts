import { authDb } from '../entrance/auth-tables.ts'
import type { Product } from '../product.ts'

/** Whether a demo is there to be entered. */
export const demoStands = async (product: Product): Promise<boolean> =>
  (await authDb(product)
    .selectFrom('auth_organization')
    .select('id')
    .where('is_demo', '=', true)
    .limit(1)
    .executeTakeFirst()) !== undefined
