import { type Em, kyselyOf } from '@tributary/db'
import { sql } from 'kysely'
import { authDb } from '../entrance/auth-tables.ts'
import type { Product } from '../product.ts'

/**
 * Drops a demo's organization whole, with its people, its history and the jobs that wait for it. The database refuses
 * for any other organization: then nothing happens, and the answer is no.
 */
export const dropDemo = (product: Product, organizationId: string): Promise<boolean> =>
  product.orm.em.fork().transactional(async (em) => {
    const db = kyselyOf(em as Em)
    const { rows } = await sql<{
      dropped: boolean
    }>`select drop_demo_organization(${organizationId}) as dropped`.execute(db)
    if (!rows[0]?.dropped) return false
    await product.queue.forget(db as never, organizationId)
    return true
  })

/** Drops whatever demo there is. Whether there was one is the answer. */
export const dropEveryDemo = async (product: Product): Promise<boolean> => {
  const demos = await authDb(product)
    .selectFrom('auth_organization')
    .select('id')
    .where('is_demo', '=', true)
    .execute()
  for (const { id } of demos) await dropDemo(product, id)
  return demos.length > 0
}
