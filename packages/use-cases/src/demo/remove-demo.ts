import { AppError, type Done } from '@tributary/contracts'
import type { Context } from '../product.ts'
import { dropDemo } from './drop-demo.ts'

/**
 * Drops the demo's organization whole, with its people and its history. Only a demo can be dropped: the database
 * refuses for any other organization. Everybody who was signed in to it is signed out.
 */
export const removeDemo = async ({ product, organizationId }: Context): Promise<Done> => {
  if (!(await dropDemo(product, organizationId)))
    throw new AppError('CONFLICT', 'This organization is not a demo, so it stays.')
  return { done: true }
}
