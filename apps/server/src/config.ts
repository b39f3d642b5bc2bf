import {
  countSetting,
  optionalSetting,
  productEnvironment,
  readEnvironment,
} from '@tributary/contracts/environment'
import { productConfig } from '@tributary/use-cases/product-config'
import { z } from 'zod'

const onOff = z
  .enum(['on', 'off', 'true', 'false', '1', '0'])
  .transform((word) => ['on', 'true', '1'].includes(word))

export const serverEnvironment = productEnvironment.extend({
  HOST: optionalSetting(z.string()),
  TRUST_PROXY: optionalSetting(z.string()),
  CAPTURE_PER_IP_PER_MINUTE: optionalSetting(countSetting),
  OPEN_SIGN_UP: optionalSetting(onOff),
})

const cidrList = (text: string | undefined): string[] =>
  (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')

/** Reads the environment once. Nothing else in the server does. */
export const readConfig = (env: Readonly<Record<string, string | undefined>>) => {
  const read = readEnvironment(serverEnvironment, env)
  return {
    port: read.PORT ?? 3000,
    host: read.HOST ?? 'localhost',
    logLevel: read.LOG_LEVEL ?? 'info',
    trustProxy: cidrList(read.TRUST_PROXY),
    product: productConfig(read, {
      perIpPerMinute: read.CAPTURE_PER_IP_PER_MINUTE ?? 100,
      openSignUp: read.OPEN_SIGN_UP ?? false,
      poolSize: 10,
    }),
  }
}
export type ServerConfig = ReturnType<typeof readConfig>

export const configOfThisProcess = (): ServerConfig => readConfig(process.env)
