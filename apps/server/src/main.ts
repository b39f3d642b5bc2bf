import { fileURLToPath } from 'node:url'
import { openProduct } from '@tributary/use-cases/open-product'
import pino from 'pino'
import { buildServer } from './build-server.ts'
import { configOfThisProcess } from './config.ts'
import { describe } from './http/errors.ts'

/** Whoever watches over this process reads lines of JSON, the last one too. */
const die = (error: unknown): never => {
  const reason = error instanceof Error ? error.message : String(error)
  pino({ base: { process: 'server' }, timestamp: pino.stdTimeFunctions.isoTime }).fatal(
    { reason, ...describe(error) },
    'the server stopped',
  )
  process.exit(1)
}
process.on('uncaughtException', die)
process.on('unhandledRejection', die)

const config = configOfThisProcess()
const log = pino({
  level: config.logLevel,
  base: { process: 'server' },
  timestamp: pino.stdTimeFunctions.isoTime,
})
const product = await openProduct(config.product, { log })
const server = await buildServer({
  product,
  trustProxy: config.trustProxy,
  webFolder: fileURLToPath(new URL('../../web/dist', import.meta.url)),
})

let stopping = false
const stop = async (signal: string): Promise<void> => {
  if (stopping) return
  stopping = true
  log.info({ signal }, 'stopping')
  // An answer under way is finished; what hangs is cut off.
  setTimeout(() => process.exit(1), 10_000).unref()
  await server.close()
  await product.close()
  process.exit(0)
}
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal))

await server.listen({ port: config.port, host: config.host })
log.info({ port: config.port, host: config.host }, 'listening')
