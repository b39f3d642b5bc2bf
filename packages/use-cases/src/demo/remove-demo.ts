import { AppError, type Done } from '@tributary/contracts'
import { sql } from 'kysely'
import { authDb } from '../entrance/auth-tables.ts'
import type { Context } from '../product.ts'

/**
 * Drops the demo's organization whole, with its people and its history. Only a demo can be dropped: the database
 * refuses for any other organization. Everybody who was signed in to it is signed out.
 */
export const removeDemo = async ({ product, organizationId }: Context): Promise<Done> => {
  const { rows } = await sql<{
    dropped: boolean
  }>`select drop_demo_organization(${organizationId}) as dropped`.execute(authDb(product))
  if (!rows[0]?.dropped) throw new AppError('CONFLICT', 'This organization is not a demo, so it stays.')
  return { done: true }
}
