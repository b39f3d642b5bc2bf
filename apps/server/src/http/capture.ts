import { AppError, type ReadCapture, readCaptureBody } from '@tributary/contracts'
import { type CaptureDoor, captureDoorOf } from '@tributary/use-cases/capture/capture-door'
import type { Caller, CaptureAnswer } from '@tributary/use-cases/capture/door-request'
import { presentedKey, readApiKey } from '@tributary/use-cases/entrance/read-api-key'
import type { Product } from '@tributary/use-cases/product'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Door } from '../build-server.ts'
import { openPublicApi, preflight } from './public-api.ts'

const headerOf = (request: FastifyRequest, name: string): string | null => {
  const value = request.headers[name]
  return typeof value === 'string' && value !== '' ? value : null
}

const callerOf = async (product: Product, request: FastifyRequest): Promise<Caller> => {
  const shown = { origin: headerOf(request, 'origin'), token: headerOf(request, 'x-campaign-token') }
  const key = presentedKey(request.headers)
  if (key === undefined) return { kind: 'public', ...shown }
  const holder = await readApiKey(product, key)
  if (!holder)
    throw new AppError('UNAUTHENTICATED', 'This API key is not known.', { field: 'headers.authorization' })
  if (!holder.scopes.has('capture'))
    throw new AppError('FORBIDDEN', 'This API key may not capture leads.', { field: 'headers.authorization' })
  return { kind: 'key', organizationId: holder.organizationId, keyId: holder.keyId, ...shown }
}

const LONGEST_KEY = 255

const idempotencyOf = (request: FastifyRequest) => {
  const key = headerOf(request, 'idempotency-key')
  if (key === null) return undefined
  if (key.length > LONGEST_KEY)
    throw new AppError('VALIDATION_ERROR', `An Idempotency-Key has at most ${LONGEST_KEY} characters.`, {
      field: 'headers.idempotency-key',
    })
  return { key, body: request.body }
}

const read = (door: CaptureDoor, request: FastifyRequest): ReadCapture => {
  try {
    return readCaptureBody(request.body)
  } catch (error) {
    door.countRefused(request.ip)
    throw error
  }
}

const tellLimit = (
  door: CaptureDoor,
  caller: Caller | null,
  request: FastifyRequest,
  reply: FastifyReply,
): void => {
  const window = caller?.kind === 'key' ? null : door.addressWindow(request.ip)
  if (window === null) return
  reply.header('ratelimit-limit', window.limit)
  reply.header('ratelimit-remaining', window.remaining)
  reply.header('ratelimit-reset', window.resetSeconds)
}

const send = (reply: FastifyReply, answer: CaptureAnswer): FastifyReply => {
  if (answer.replayed) reply.header('idempotent-replayed', 'true')
  if (answer.kind === 'duplicate')
    throw new AppError('DUPLICATE_SUBMISSION', 'We already have this request and will come back to you.', {
      field: 'contact.email',
      extra: { lead_id: answer.leadId },
    })
  return reply.code(answer.kind === 'quarantined' ? 202 : 201).send(answer.body)
}

/** `POST /v1/api/leads`: where every form, script and server outside hands in a submission. */
export const captureRoutes: Door = async (server, { product }) => {
  const door = captureDoorOf(product)
  await openPublicApi(server, product, (scope) => {
    scope.options('/v1/api/leads', { config: { quiet: true }, helmet: false }, preflight('POST'))
    scope.post('/v1/api/leads', { config: { quiet: true }, helmet: false }, async (request, reply) => {
      let caller: Caller | null = null
      let answer: CaptureAnswer
      try {
        const idempotency = idempotencyOf(request)
        const { body, warnings } = read(door, request)
        caller = await callerOf(product, request)
        answer = await door.submit({
          body,
          warnings,
          caller,
          ip: request.ip,
          userAgent: headerOf(request, 'user-agent'),
          idempotency,
        })
      } finally {
        tellLimit(door, caller, request, reply)
      }
      return send(reply, answer)
    })
  })
}
