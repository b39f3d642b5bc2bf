import type { Visitor } from '@tributary/use-cases/accounts/visitor'
import { readSession } from '@tributary/use-cases/entrance/read-session'
import type { Product } from '@tributary/use-cases/product'
import type { FastifyReply, FastifyRequest } from 'fastify'

/**
 * Whether a person did something: each change is an act, a query only when the browser says that its person was active
 * just now. So live streams and refetching keep no session alive.
 */
const isActive = (request: FastifyRequest): boolean =>
  request.method === 'POST' || request.headers['x-tributary-active'] === '1'

export const openVisit = async (
  product: Product,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Visitor> => ({
  product,
  session: await readSession(product, request.headers.cookie, { active: isActive(request) }),
  requestId: request.id,
  ip: request.ip,
  userAgent: (request.headers['user-agent'] ?? '').slice(0, 300),
  cookie: request.headers.cookie,
  setCookie: (header) => void reply.header('set-cookie', header),
})
