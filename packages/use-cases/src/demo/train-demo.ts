import { authDb } from '../entrance/auth-tables.ts'
import { trainModels } from '../probability/train-models.ts'
import type { Product } from '../product.ts'

/** Trains the demo's first model on the deals of its history, once the worker has counted what was fed in. */
export const trainDemo = async (product: Product): Promise<void> => {
  const demo = await authDb(product)
    .selectFrom('auth_organization')
    .select('id')
    .where('is_demo', '=', true)
    .limit(1)
    .executeTakeFirst()
  if (demo) await trainModels({ product, organizationId: demo.id, actor: { kind: 'system' } })
}
