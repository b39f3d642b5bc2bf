import { setTimeout as wait } from 'node:timers/promises'
import type { Product } from '../product.ts'

/** Whether the database answers within two seconds. */
export const isReady = async ({ orm }: Product): Promise<boolean> => {
  const asked = orm.em
    .fork()
    .execute('select 1')
    .then(
      () => true,
      () => false,
    )
  return Promise.race([asked, wait(2_000, false, { ref: false })])
}
