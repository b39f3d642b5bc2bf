import { readFileSync } from 'node:fs'
import type { ProductEnvironment } from '@tributary/contracts/environment'
import type { ProductConfig } from './product.ts'

/** 32 bytes as base64 or hexadecimal digits. */
const readKey = (text: string): Buffer => {
  const trimmed = text.trim()
  const key = /^[0-9a-f]{64}$/i.test(trimmed) ? Buffer.from(trimmed, 'hex') : Buffer.from(trimmed, 'base64')
  if (key.length !== 32) throw new Error('ENCRYPTION_KEY is not 32 bytes in base64 or hexadecimal digits.')
  if (new Set(key).size < 8) throw new Error('ENCRYPTION_KEY is too regular to be a secret.')
  return key
}

/** What differs between the processes of an instance. */
export type OwnConfig = Pick<ProductConfig, 'openSignUp' | 'poolSize'> & { readonly perIpPerMinute: number }

/** What the environment comes to, its standard values filled in. Without a public address, links lead to `PORT` on this machine. */
export const productConfig = (
  env: ProductEnvironment,
  { openSignUp, poolSize, perIpPerMinute }: OwnConfig,
): ProductConfig => {
  const dataDir = env.DATA_DIR ?? '.data'
  const key =
    env.ENCRYPTION_KEY ?? readFileSync(env.ENCRYPTION_KEY_FILE ?? `${dataDir}/secrets/encryptionKey`, 'utf8')
  const publicUrl = (env.PUBLIC_URL ?? `http://localhost:${env.PORT ?? 3000}`).replace(/\/+$/, '')
  return {
    databaseUrl: env.DATABASE_URL,
    encryptionKey: readKey(key),
    dataDir,
    publicUrl,
    production: env.NODE_ENV === 'production',
    smtpUrl: env.SMTP_URL ?? null,
    mailFrom: env.MAIL_FROM ?? `Tributary <tributary@${new URL(publicUrl).hostname}>`,
    slackBaseUrl: env.SLACK_BASE_URL ?? null,
    geoipPath: env.GEOIP_DB_PATH ?? null,
    captureLimits: { perIpPerMinute, perCampaignPerHour: env.CAPTURE_PER_CAMPAIGN_PER_HOUR ?? 1000 },
    openSignUp,
    poolSize,
  }
}
