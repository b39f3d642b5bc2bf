import { listen, WAKE } from '@tributary/jobs'
import { openProduct } from '@tributary/use-cases/open-product'
import { workJobs } from '@tributary/use-cases/operations/work-jobs'
import pino from 'pino'
import { configOfThisProcess } from './config.ts'
import { handlers } from './handlers.ts'
import { openHealth } from './health.ts'
import { openMetrics } from './metrics.ts'
import { startSchedule } from './schedule.ts'

const config = configOfThisProcess()
const log = pino({
  level: config.logLevel,
  base: { process: 'worker' },
  timestamp: pino.stdTimeFunctions.isoTime,
})
const product = await openProduct(config.product, { log, consumer: true })
const metrics = openMetrics(product)
await workJobs(product, handlers, metrics.countJobs)

const wakeAll = () => {
  for (const name of Object.keys(handlers)) product.queue.wake(name)
}
const ears = listen({
  url: config.product.databaseUrl,
  topics: [WAKE],
  onText: (_topic, name) => product.queue.wake(name),
  onListening: wakeAll,
  onError: (error) => log.warn({ error: String(error) }, 'listening was disturbed'),
})
const schedule = startSchedule(product)
const health = config.healthPort === null ? null : await openHealth(config.healthPort, product, metrics)

let stopping = false
const stop = async (reason: string): Promise<void> => {
  if (stopping) return
  stopping = true
  log.info({ reason }, 'stopping')
  // What is under way is finished; what hangs is cut off, and its jobs come back.
  setTimeout(() => process.exit(1), 24_000).unref()
  await Promise.all([schedule.stop(), ears.close(), health?.close()])
  // Handlers first: what they call with is closed after them.
  await product.queue.stop()
  await product.close()
  process.exit(0)
}
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal))
// The launcher that kept this process is gone.
process.on('disconnect', () => void stop('disconnect'))

log.info({}, 'working')
