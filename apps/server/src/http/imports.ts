import { AppError, ImportSpend } from '@tributary/contracts'
import { requirePermission } from '@tributary/use-cases/accounts/require-permission'
import type { Context } from '@tributary/use-cases/product'
import { importSpend } from '@tributary/use-cases/spend/import-spend'
import type { Door } from '../build-server.ts'
import { refuseForeignPages } from './same-origin.ts'
import { openVisit } from './visitor.ts'

/** A file of four megabytes as JSON text, with its escapes. */
const LARGEST = 9 * 1024 * 1024

const readInput = (given: unknown): ImportSpend => {
  const read = ImportSpend.safeParse(given)
  if (read.success) return read.data
  const issue = read.error.issues[0]
  throw new AppError('VALIDATION_ERROR', issue?.message ?? 'This import cannot be read.', {
    field: issue?.path.join('.') ?? '',
  })
}

/** Files that people bring, larger than a procedure takes: signed-in people of this organization only. */
export const importsDoor: Door = async (server, { product }) => {
  const publicOrigin = new URL(product.config.publicUrl).origin
  server.post('/imports/spend', { bodyLimit: LARGEST }, async (request, reply) => {
    refuseForeignPages(request, publicOrigin)
    const { session } = await openVisit(product, request, reply)
    if (!session) throw new AppError('UNAUTHENTICATED', 'Sign in to go on.')
    requirePermission(session.role, 'campaigns.write')
    const { organizationId, memberId, userId, role } = session
    const ctx: Context = { product, organizationId, actor: { kind: 'member', memberId, userId, role } }
    return reply.header('cache-control', 'no-store').send(await importSpend(ctx, readInput(request.body)))
  })
}
