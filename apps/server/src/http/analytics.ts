import { AppError } from '@tributary/contracts'
import { publicAnalytics } from '@tributary/use-cases/dashboard/public-analytics'
import { presentedKey, readApiKey } from '@tributary/use-cases/entrance/read-api-key'
import type { Product } from '@tributary/use-cases/product'
import type { FastifyRequest } from 'fastify'
import type { Door } from '../build-server.ts'
import { openPublicApi, preflight } from './public-api.ts'

const PATH = '/v1/api/campaigns/:campaign_id/analytics'
const field = 'headers.authorization'

const askerOf = async (product: Product, request: FastifyRequest) => {
  const holder = await readApiKey(product, presentedKey(request.headers))
  if (!holder) throw new AppError('UNAUTHENTICATED', 'Send an API key that may read analytics.', { field })
  if (!holder.scopes.has('analytics.read'))
    throw new AppError('FORBIDDEN', 'This API key may not read analytics.', { field })
  return {
    organizationId: holder.organizationId,
    actor: { kind: 'key', keyId: holder.keyId },
  } as const
}

/** A date that was given twice or as something else than text is no date. */
const dateIn = (query: unknown, name: 'start' | 'end'): string | undefined => {
  const value = (query as Record<string, unknown>)[name]
  return value === undefined || typeof value === 'string' ? value : ''
}

/** `GET /v1/api/campaigns/{campaign_id}/analytics?start&end`: the figures of a campaign, for an API key. */
export const analyticsRoutes: Door = (server, { product }) =>
  openPublicApi(server, product, (scope) => {
    scope.options(PATH, { config: { quiet: true }, helmet: false }, preflight('GET'))
    scope.get(PATH, { config: { quiet: true }, helmet: false }, async (request) => {
      const asker = await askerOf(product, request)
      const { campaign_id: slug } = request.params as { campaign_id: string }
      const { query } = request
      return publicAnalytics(product, asker, {
        slug,
        start: dateIn(query, 'start'),
        end: dateIn(query, 'end'),
      })
    })
  })
