import type { ServerResponse } from 'node:http'
import { AppError } from '@tributary/contracts'
import { type FastifyTRPCPluginOptions, fastifyTRPCPlugin } from '@trpc/server/adapters/fastify'
import type { Door } from '../build-server.ts'
import { type AppRouter, appRouter } from '../router.ts'
import { onTheWire } from '../trpc.ts'
import { describe } from './errors.ts'
import { refuseForeignPages } from './same-origin.ts'
import { openVisit } from './visitor.ts'

const MAX_BATCH = 20

/** The app's own API. Live streams are subscriptions of the same router. */
export const rpcDoor: Door = async (server, { product }) => {
  const publicOrigin = new URL(product.config.publicUrl).origin
  // A live stream would keep the server from stopping; browsers open it again by themselves.
  const streams = new Set<ServerResponse>()
  server.addHook('preClose', async () => {
    for (const stream of streams) stream.destroy()
  })
  await server.register(async (scope) => {
    scope.addHook('onRequest', async (request, reply) => {
      if (!request.headers.accept?.includes('text/event-stream')) return
      streams.add(reply.raw)
      reply.raw.once('close', () => streams.delete(reply.raw))
    })
    scope.addHook('onRequest', async (request) => {
      refuseForeignPages(request, publicOrigin)
      const { batch } = request.query as { batch?: string }
      const path = (request.params as { path?: string }).path ?? ''
      if (batch === '1' && path.split(',').length > MAX_BATCH)
        throw new AppError('PAYLOAD_TOO_LARGE', `Send at most ${MAX_BATCH} calls at once.`)
    })
    await scope.register(fastifyTRPCPlugin, {
      prefix: '/api/trpc',
      trpcOptions: {
        router: appRouter,
        createContext: ({ req, res }) =>
          openVisit(product, req, res).catch((error: unknown) => {
            throw onTheWire(error) ?? error
          }),
        onError: ({ error, path, ctx }) => {
          if (error.code === 'INTERNAL_SERVER_ERROR')
            product.log.error(
              { requestId: ctx?.requestId, path, error: describe(error.cause ?? error) },
              'a procedure failed',
            )
        },
      } satisfies FastifyTRPCPluginOptions<AppRouter>['trpcOptions'],
    })
  })
}
