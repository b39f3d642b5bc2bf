import { Readable } from 'node:stream'
import { AppError, ExportLeads } from '@tributary/contracts'
import { requirePermission } from '@tributary/use-cases/accounts/require-permission'
import { exportLeads } from '@tributary/use-cases/leads/export-leads'
import type { Context } from '@tributary/use-cases/product'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Door } from '../build-server.ts'
import { describe } from './errors.ts'
import { refuseForeignPages } from './same-origin.ts'
import { openVisit } from './visitor.ts'

const readInput = (given: unknown): ExportLeads => {
  const read = ExportLeads.safeParse(given)
  if (read.success) return read.data
  const issue = read.error.issues[0]
  throw new AppError('VALIDATION_ERROR', issue?.message ?? 'This export cannot be read.', {
    field: issue?.path.join('.') ?? '',
  })
}

/** A link carries the export as JSON in `q`; what is too long for a link is posted. */
const inputOf = (request: FastifyRequest): ExportLeads => {
  if (request.method === 'POST') return readInput(request.body)
  const { q = '{}' } = request.query as { q?: string }
  try {
    return readInput(JSON.parse(q))
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError('VALIDATION_ERROR', 'This export cannot be read.', { field: 'q' })
  }
}

/** The list of leads as a file, written while it is read: signed-in people of this organization only. */
export const exportsDoor: Door = async (server, { product }) => {
  const publicOrigin = new URL(product.config.publicUrl).origin

  const answer = async (request: FastifyRequest, reply: FastifyReply) => {
    refuseForeignPages(request, publicOrigin)
    const { session } = await openVisit(product, request, reply)
    if (!session) throw new AppError('UNAUTHENTICATED', 'Sign in to go on.')
    requirePermission(session.role, 'leads.export')
    const { organizationId, memberId, userId, role } = session
    const ctx: Context = { product, organizationId, actor: { kind: 'member', memberId, userId, role } }
    const text = Readable.from(await exportLeads(ctx, inputOf(request)))
    text.on('error', (error) =>
      product.log.error({ requestId: request.id, error: describe(error) }, 'an export failed'),
    )
    const day = new Date(product.clock()).toISOString().slice(0, 10)
    return reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="leads-${day}.csv"`)
      .header('cache-control', 'no-store')
      .send(text)
  }

  server.get('/exports/leads.csv', answer)
  server.post('/exports/leads.csv', answer)
}
