import { AppError, SpendBody } from '@tributary/contracts'
import { presentedKey, readApiKey } from '@tributary/use-cases/entrance/read-api-key'
import type { Product } from '@tributary/use-cases/product'
import { putSpend } from '@tributary/use-cases/spend/put-spend'
import type { FastifyRequest } from 'fastify'
import type { Door } from '../build-server.ts'
import { openPublicApi, preflight } from './public-api.ts'

const PATH = '/v1/api/campaigns/:campaign_id/spend'
const field = 'headers.authorization'

const askerOf = async (product: Product, request: FastifyRequest) => {
  const holder = await readApiKey(product, presentedKey(request.headers))
  if (!holder) throw new AppError('UNAUTHENTICATED', 'Send an API key that may record spend.', { field })
  if (!holder.scopes.has('spend.write'))
    throw new AppError('FORBIDDEN', 'This API key may not record spend.', { field })
  return {
    organizationId: holder.organizationId,
    actor: { kind: 'key', keyId: holder.keyId },
  } as const
}

const bodyOf = (given: unknown): SpendBody => {
  const read = SpendBody.safeParse(given)
  if (read.success) return read.data
  const issue = read.error.issues[0]
  throw new AppError('VALIDATION_ERROR', issue?.message ?? 'The body cannot be read.', {
    field: issue && issue.path.length > 0 ? issue.path.join('.') : 'body',
  })
}

/** `PUT /v1/api/campaigns/{campaign_id}/spend`: what days of a campaign cost, from a program. */
export const spendRoutes: Door = (server, { product }) =>
  openPublicApi(server, product, (scope) => {
    scope.options(PATH, { config: { quiet: true }, helmet: false }, preflight('PUT'))
    scope.put(PATH, { helmet: false }, async (request) => {
      const asker = await askerOf(product, request)
      const { campaign_id: slug } = request.params as { campaign_id: string }
      return putSpend(product, asker, slug, bodyOf(request.body))
    })
  })
