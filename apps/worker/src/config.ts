import {
  optionalSetting,
  portSetting,
  productEnvironment,
  readEnvironment,
} from '@tributary/contracts/environment'
import { productConfig } from '@tributary/use-cases/product-config'

const workerEnvironment = productEnvironment.extend({
  WORKER_HEALTH_PORT: optionalSetting(portSetting),
})

/** Reads the environment once. Nothing else in the worker does. `PORT` is the server's: links in mails lead there. */
export const readConfig = (env: Readonly<Record<string, string | undefined>>) => {
  const read = readEnvironment(workerEnvironment, env)
  return {
    healthPort: read.WORKER_HEALTH_PORT ?? null,
    logLevel: read.LOG_LEVEL ?? 'info',
    // Nobody submits or signs up here.
    product: productConfig(read, { perIpPerMinute: 0, openSignUp: false, poolSize: 8 }),
  }
}
export type WorkerConfig = ReturnType<typeof readConfig>

export const configOfThisProcess = (): WorkerConfig => readConfig(process.env)
