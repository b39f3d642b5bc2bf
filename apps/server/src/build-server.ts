import { randomUUID } from 'node:crypto'
import type { Product } from '@tributary/use-cases/product'
import Fastify, { type FastifyInstance } from 'fastify'
import { analyticsRoutes } from './http/analytics.ts'
import { apiDocsRoutes } from './http/api-docs.ts'
import { authDoor } from './http/auth.ts'
import { captureRoutes } from './http/capture.ts'
import { errorDoor } from './http/errors.ts'
import { exportsDoor } from './http/exports.ts'
import { healthDoor } from './http/health.ts'
import { hostedFormDoor } from './http/hosted-form.ts'
import { importsDoor } from './http/imports.ts'
import { metricsDoor } from './http/metrics.ts'
import { rpcDoor } from './http/rpc.ts'
import { securityHeaders } from './http/security-headers.ts'
import { spendRoutes } from './http/spend.ts'
import { statusRoutes } from './http/status.ts'
import { touchesDoor } from './http/touches.ts'
import { trackerDoor } from './http/tracker.ts'
import { webDoor } from './http/web.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Not logged while all is well: asked too often to be worth a line. */
    quiet?: boolean
  }
}

export type ServerOptions = {
  readonly product: Product
  /** Addresses and networks whose `X-Forwarded-For` is believed. */
  readonly trustProxy?: readonly string[]
  /** The built web app; the server runs without it. */
  readonly webFolder?: string
  /** Told every route as it is added; a test holds its table against them. */
  readonly onRoute?: (route: { readonly method: string | string[]; readonly url: string }) => void
}

export type Door = (server: FastifyInstance, options: ServerOptions) => Promise<void>

/** Every door of the server, the web app last: it answers what no other door does. */
const doors: readonly Door[] = [
  securityHeaders,
  errorDoor,
  metricsDoor,
  healthDoor,
  authDoor,
  rpcDoor,
  captureRoutes,
  statusRoutes,
  apiDocsRoutes,
  analyticsRoutes,
  spendRoutes,
  touchesDoor,
  trackerDoor,
  hostedFormDoor,
  exportsDoor,
  importsDoor,
  webDoor,
]

const BODY_LIMIT = 256 * 1024

export const buildServer = async (options: ServerOptions): Promise<FastifyInstance> => {
  const { product, trustProxy = [] } = options
  const server = Fastify({
    // What is logged is chosen here: the standard lines carry addresses and query strings.
    logger: false,
    bodyLimit: BODY_LIMIT,
    requestTimeout: 10_000,
    connectionTimeout: 0,
    keepAliveTimeout: 65_000,
    trustProxy: trustProxy.length > 0 ? [...trustProxy] : false,
    requestIdHeader: false,
    genReqId: () => randomUUID(),
    routerOptions: { maxParamLength: 5000 },
    // What is being answered is finished; live streams are ended by their own door.
    forceCloseConnections: 'idle',
    http: { maxHeaderSize: 16 * 1024 },
  })
  if (options.onRoute) server.addHook('onRoute', options.onRoute)
  server.addHook('onSend', (request, reply, payload, done) => {
    reply.header('x-request-id', request.id)
    done(null, payload)
  })
  server.addHook('onResponse', (request, reply, done) => {
    if (!request.routeOptions.config?.quiet || reply.statusCode >= 400)
      product.log.info(
        {
          requestId: request.id,
          method: request.method,
          route: request.routeOptions.url ?? 'none',
          status: reply.statusCode,
          ms: Math.round(reply.elapsedTime),
        },
        'request',
      )
    done()
  })
  for (const open of doors) await open(server, options)
  return server
}
