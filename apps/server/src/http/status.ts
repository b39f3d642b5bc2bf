import { type StatusCaller, statusDeskOf } from '@tributary/use-cases/capture/status-desk'
import { presentedKey, readApiKey } from '@tributary/use-cases/entrance/read-api-key'
import type { Product } from '@tributary/use-cases/product'
import type { FastifyRequest } from 'fastify'
import type { Door } from '../build-server.ts'
import { openPublicApi, preflight } from './public-api.ts'

const tokenOf = (request: FastifyRequest): string | null => {
  const header = request.headers['x-status-token']
  if (typeof header === 'string' && header !== '') return header
  const { token } = request.query as { token?: unknown }
  return typeof token === 'string' && token !== '' ? token : null
}

const callerOf = async (product: Product, request: FastifyRequest): Promise<StatusCaller | null> => {
  const token = tokenOf(request)
  if (token !== null) return { kind: 'token', token }
  const holder = await readApiKey(product, presentedKey(request.headers))
  return holder?.scopes.has('leads.read') ? { kind: 'key', organizationId: holder.organizationId } : null
}

/** `GET /v1/api/leads/{lead_id}/status`: unknown, foreign and unauthorised leads look alike. */
export const statusRoutes: Door = async (server, { product }) => {
  const desk = statusDeskOf(product)
  const options = { config: { quiet: true }, helmet: false } as const
  await openPublicApi(server, product, (scope) => {
    scope.options('/v1/api/leads/:leadId/status', options, preflight('GET'))
    scope.get('/v1/api/leads/:leadId/status', options, async (request) => {
      const { leadId } = request.params as { leadId: string }
      return desk.status(leadId, await callerOf(product, request))
    })
  })
}
