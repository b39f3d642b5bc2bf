import { AppError } from '@tributary/contracts'
import { isDatabaseAway } from '@tributary/use-cases/operations/is-database-away'
import type { Door } from '../build-server.ts'

const codes: Record<number, string> = {
  400: 'VALIDATION_ERROR',
  404: 'NOT_FOUND',
  413: 'PAYLOAD_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
}

const away = (): AppError =>
  new AppError('UNAVAILABLE', 'Tributary cannot reach its database now. Try again in a moment.', {
    retryAfter: 2,
  })

/** Errors of the doors that are not RPC: the brief's own body, and never the text of a bug. */
export const errorDoor: Door = async (server, { product }) => {
  server.setErrorHandler((thrown: Error & { statusCode?: number }, request, reply) => {
    const error = isDatabaseAway(thrown) ? away() : thrown
    if (error instanceof AppError) {
      const { field, retryAfter, extra } = error.details
      if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter))
      return reply.code(error.status).send({
        success: false,
        error: error.code,
        message: error.message,
        field,
        code: error.code,
        ...extra,
      })
    }
    const status = thrown.statusCode ?? 500
    if (status < 500) {
      const code = codes[status] ?? 'VALIDATION_ERROR'
      return reply.code(status).send({ success: false, error: code, message: error.message, code })
    }
    product.log.error({ requestId: request.id, error: describe(error) }, 'a request failed')
    return reply.code(500).send({
      success: false,
      error: 'INTERNAL',
      message: `Something went wrong on our side. Mention ${request.id} when you report it.`,
      code: 'INTERNAL',
    })
  })
}

/** Name, place and stack, without the message: a message of the database can repeat what somebody typed. */
export const describe = (error: unknown): { name: string; code?: string; stack?: string } => {
  if (!(error instanceof Error)) return { name: typeof error }
  const { code } = error as { code?: unknown }
  const stack = error.stack
    ?.split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 12)
    .join('\n')
  return { name: error.name, ...(typeof code === 'string' ? { code } : {}), ...(stack ? { stack } : {}) }
}
