import { type ApiError, AppError } from '@tributary/contracts'
import type { Product } from '@tributary/use-cases/product'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { describe } from './errors.ts'
import { readJson } from './read-json.ts'

/** Larger than any honest submission, small enough to read and to name the field at fault. */
const LARGEST_BODY = 2 * 1024 * 1024

const EXPOSED =
  'Retry-After, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, Idempotent-Replayed, X-Request-Id'
const ALLOWED = 'Content-Type, Authorization, X-Api-Key, X-Campaign-Token, X-Status-Token, Idempotency-Key'

/** Browsers of any page may ask; what is answered is decided by the request itself. Cookies are never read here. */
const allowAnyPage = (request: FastifyRequest, reply: FastifyReply, done: () => void): void => {
  const { origin } = request.headers
  reply.raw.setHeader('vary', 'Origin')
  reply.raw.setHeader('x-content-type-options', 'nosniff')
  reply.raw.setHeader('cache-control', 'no-store')
  if (origin !== undefined) {
    reply.raw.setHeader('access-control-allow-origin', origin)
    reply.raw.setHeader('access-control-expose-headers', EXPOSED)
  }
  done()
}

const answerError = (error: AppError, requestId: string): ApiError => ({
  success: false,
  error: error.code,
  message: error.message,
  field: error.details.field,
  code: error.status,
  request_id: requestId,
  ...error.details.extra,
})

/** What the HTTP layer itself refuses, in the words of this API. */
const fromFramework = (error: { readonly statusCode?: number }): AppError | null => {
  const { statusCode = 500 } = error
  if (statusCode === 413)
    return new AppError('PAYLOAD_TOO_LARGE', 'The body is too large. Two megabytes are the most.', {
      field: 'body',
    })
  if (statusCode === 415)
    return new AppError('UNSUPPORTED_MEDIA_TYPE', 'Send JSON, with Content-Type: application/json.', {
      field: 'headers.content-type',
    })
  return statusCode < 500
    ? new AppError('VALIDATION_ERROR', 'The request cannot be read.', { field: 'body' })
    : null
}

/** Opens a scope of doors for the public: any page may ask, errors have the one documented body. */
export const openPublicApi = async (
  server: FastifyInstance,
  product: Product,
  addRoutes: (scope: FastifyInstance) => void,
): Promise<void> => {
  await server.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser(
      'application/json',
      { parseAs: 'buffer', bodyLimit: LARGEST_BODY },
      (_, body, done) => {
        try {
          done(null, readJson(body as Buffer))
        } catch (error) {
          done(error as Error)
        }
      },
    )
    scope.addHook('onRequest', allowAnyPage)
    scope.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
      const known = error instanceof AppError ? error : fromFramework(error)
      // The framework closes after a body it could not read; ours was read to its end before it was refused.
      if (error instanceof AppError) reply.removeHeader('connection')
      if (known === null)
        product.log.error({ requestId: request.id, error: describe(error) }, 'a request failed')
      const told =
        known ??
        new AppError(
          'INTERNAL',
          `Something went wrong on our side. Mention ${request.id} when you report it.`,
        )
      if (told.details.retryAfter !== undefined) reply.header('retry-after', String(told.details.retryAfter))
      return reply.code(told.status).send(answerError(told, request.id))
    })
    addRoutes(scope)
  })
}

/** The answer to a browser that asks whether it may ask. */
export const preflight =
  (methods: string) =>
  async (_request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    await reply
      .code(204)
      .header('access-control-allow-methods', methods)
      .header('access-control-allow-headers', ALLOWED)
      .header('access-control-max-age', '600')
      .send()
  }
