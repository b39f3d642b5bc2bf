import { readFileSync } from 'node:fs'
import { z } from 'zod'

/** An empty variable is one that is not set. */
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional())

const count = z.coerce.number().int().min(0)
const onOff = z
  .enum(['on', 'off', 'true', 'false', '1', '0'])
  .transform((word) => ['on', 'true', '1'].includes(word))

export const serverEnvironment = z.object({
  NODE_ENV: optional(z.enum(['production', 'development', 'test'])),
  PORT: optional(z.coerce.number().int().min(0).max(65535)),
  HOST: optional(z.string()),
  DATA_DIR: optional(z.string()),
  DATABASE_URL: z
    .string()
    .min(1, 'DATABASE_URL is missing: the address of PostgreSQL as the role of the application'),
  ENCRYPTION_KEY: optional(z.string()),
  ENCRYPTION_KEY_FILE: optional(z.string()),
  PUBLIC_URL: optional(z.url({ protocol: /^https?$/ })),
  SMTP_URL: optional(z.url({ protocol: /^smtps?$/ })),
  MAIL_FROM: optional(z.string()),
  SLACK_BASE_URL: optional(z.url()),
  GEOIP_DB_PATH: optional(z.string()),
  TRUST_PROXY: optional(z.string()),
  CAPTURE_PER_IP_PER_MINUTE: optional(count),
  CAPTURE_PER_CAMPAIGN_PER_HOUR: optional(count),
  OPEN_SIGN_UP: optional(onOff),
  LOG_LEVEL: optional(z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])),
})

/** 32 bytes as base64 or hexadecimal digits. */
const readKey = (text: string): Buffer => {
  const trimmed = text.trim()
  const key = /^[0-9a-f]{64}$/i.test(trimmed) ? Buffer.from(trimmed, 'hex') : Buffer.from(trimmed, 'base64')
  if (key.length !== 32) throw new Error('ENCRYPTION_KEY is not 32 bytes in base64 or hexadecimal digits.')
  if (new Set(key).size < 8) throw new Error('ENCRYPTION_KEY is too regular to be a secret.')
  return key
}

const cidrList = (text: string | undefined): string[] =>
  (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')

/** Reads the environment once. Nothing else in the server does. */
export const readConfig = (env: Readonly<Record<string, string | undefined>>) => {
  const parsed = serverEnvironment.safeParse(env)
  if (!parsed.success) throw new Error(`The environment is not complete.\n${z.prettifyError(parsed.error)}`)
  const read = parsed.data
  const dataDir = read.DATA_DIR ?? '.data'
  const port = read.PORT ?? 3000
  const host = read.HOST ?? 'localhost'
  const key =
    read.ENCRYPTION_KEY ??
    readFileSync(read.ENCRYPTION_KEY_FILE ?? `${dataDir}/secrets/encryptionKey`, 'utf8')
  const publicUrl = (read.PUBLIC_URL ?? `http://localhost:${port}`).replace(/\/+$/, '')
  return {
    port,
    host,
    logLevel: read.LOG_LEVEL ?? 'info',
    trustProxy: cidrList(read.TRUST_PROXY),
    product: {
      databaseUrl: read.DATABASE_URL,
      encryptionKey: readKey(key),
      dataDir,
      publicUrl,
      production: read.NODE_ENV === 'production',
      smtpUrl: read.SMTP_URL ?? null,
      mailFrom: read.MAIL_FROM ?? `Tributary <tributary@${new URL(publicUrl).hostname}>`,
      slackBaseUrl: read.SLACK_BASE_URL ?? null,
      geoipPath: read.GEOIP_DB_PATH ?? null,
      captureLimits: {
        perIpPerMinute: read.CAPTURE_PER_IP_PER_MINUTE ?? 100,
        perCampaignPerHour: read.CAPTURE_PER_CAMPAIGN_PER_HOUR ?? 1000,
      },
      openSignUp: read.OPEN_SIGN_UP ?? false,
      poolSize: 10,
    },
  }
}
export type ServerConfig = ReturnType<typeof readConfig>

export const configOfThisProcess = (): ServerConfig => readConfig(process.env)
