import { createServer } from 'node:http'
import { isReady } from '@tributary/use-cases/operations/is-ready'
import type { Product } from '@tributary/use-cases/product'
import type { Metrics } from './metrics.ts'

/** `/healthz` for whoever watches the process, `/metrics` for whoever measures it. Loopback only. */
export const openHealth = async (
  port: number,
  product: Product,
  metrics: Metrics,
): Promise<{ close(): Promise<void> }> => {
  const server = createServer((request, response) => {
    const answer = async (): Promise<void> => {
      if (request.url === '/healthz') {
        const ready = await isReady(product)
        response
          .writeHead(ready ? 200 : 503, { 'content-type': 'application/json' })
          .end(JSON.stringify({ status: ready ? 'ok' : 'database away' }))
      } else if (request.url === '/metrics')
        response.writeHead(200, { 'content-type': metrics.contentType }).end(await metrics.text())
      else response.writeHead(404).end()
    }
    answer().catch(() => response.destroy())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
