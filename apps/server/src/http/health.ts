import { isReady } from '@tributary/use-cases/operations/is-ready'
import type { Door } from '../build-server.ts'

/** `/healthz`: this process answers. `/readyz`: it can also reach the database. */
export const healthDoor: Door = async (server, { product }) => {
  server.get('/healthz', { config: { quiet: true } }, async () => ({ status: 'ok' }))
  server.get('/readyz', { config: { quiet: true } }, async (_request, reply) => {
    const ready = await isReady(product)
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'database away' })
  })
}
