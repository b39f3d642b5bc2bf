import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { Door } from '../build-server.ts'

const APIS = /^\/(api|v1|assets)\//

/** The built web app; its addresses all answer with the one page that finds its way by itself. */
export const webDoor: Door = async (server, { webFolder }) => {
  const built = webFolder !== undefined && existsSync(join(webFolder, 'index.html'))
  if (built)
    await server.register(fastifyStatic, {
      root: webFolder,
      wildcard: false,
      preCompressed: true,
      cacheControl: false,
      setHeaders: (reply, path) =>
        reply.header(
          'cache-control',
          /[\\/]assets[\\/]/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
        ),
    })
  server.setNotFoundHandler(async (request, reply) => {
    const page =
      request.method === 'GET' &&
      !APIS.test(request.url) &&
      (request.headers.accept ?? '').includes('text/html')
    if (page && built) return reply.sendFile('index.html')
    const message = page
      ? 'The web app is not built. Run `npx pnpm start`.'
      : 'There is nothing at this address.'
    return reply.code(404).send({ success: false, error: 'NOT_FOUND', message, code: 'NOT_FOUND' })
  })
}
