import { rm } from 'node:fs/promises'
import { AppError, type Done } from '@tributary/contracts'
import type { Context } from '../product.ts'
import { demoFileIn } from './demo-file.ts'
import { dropDemo } from './drop-demo.ts'

/**
 * Drops the demo's organization whole, with its people and its history, and what told how to enter it. Only a demo can
 * be dropped: the database refuses for any other organization. Everybody who was signed in to it is signed out.
 */
export const removeDemo = async ({ product, organizationId }: Context): Promise<Done> => {
  if (!(await dropDemo(product, organizationId)))
    throw new AppError('CONFLICT', 'This organization is not a demo, so it stays.')
  // The demo is gone either way: a file that could not be taken away now is at the next start.
  await rm(demoFileIn(product.config.dataDir), { force: true }).catch((error: unknown) =>
    product.log.warn({ error: String(error) }, 'the file that tells how to enter the demo stayed'),
  )
  return { done: true }
}
