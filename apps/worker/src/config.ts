import { readFileSync } from 'node:fs'
import { z } from 'zod'

/** An empty variable is one that is not set. */
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional())

const count = z.coerce.number().int().min(0)

export const workerEnvironment = z.object({
  NODE_ENV: optional(z.enum(['production', 'development', 'test'])),
  PORT: optional(z.coerce.number().int().min(0).max(65535)),
  WORKER_HEALTH_PORT: optional(z.coerce.number().int().min(0).max(65535)),
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
  CAPTURE_PER_CAMPAIGN_PER_HOUR: optional(count),
  LOG_LEVEL: optional(z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])),
})

/** 32 bytes as base64 or hexadecimal digits. */
const readKey = (text: string): Buffer => {
  const trimmed = text.trim()
  const key = /^[0-9a-f]{64}$/i.test(trimmed) ? Buffer.from(trimmed, 'hex') : Buffer.from(trimmed, 'base64')
  if (key.length !== 32) throw new Error('ENCRYPTION_KEY is not 32 bytes in base64 or hexadecimal digits.')
  return key
}

/** Reads the environment once. Nothing else in the worker does. */
export const readConfig = (env: Readonly<Record<string, string | undefined>>) => {
  const read = workerEnvironment.parse(env)
  const dataDir = read.DATA_DIR ?? '.data'
  const key =
    read.ENCRYPTION_KEY ??
    readFileSync(read.ENCRYPTION_KEY_FILE ?? `${dataDir}/secrets/encryptionKey`, 'utf8')
  // PORT is the server's: without a public address, links in mails lead there.
  const publicUrl = (read.PUBLIC_URL ?? `http://localhost:${read.PORT ?? 3000}`).replace(/\/+$/, '')
  return {
    healthPort: read.WORKER_HEALTH_PORT ?? null,
    logLevel: read.LOG_LEVEL ?? 'info',
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
        perIpPerMinute: 0,
        perCampaignPerHour: read.CAPTURE_PER_CAMPAIGN_PER_HOUR ?? 1000,
      },
      openSignUp: false,
      poolSize: 8,
    },
  }
}
export type WorkerConfig = ReturnType<typeof readConfig>

export const configOfThisProcess = (): WorkerConfig => readConfig(process.env)
