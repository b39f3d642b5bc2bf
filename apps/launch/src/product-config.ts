import { appUrl } from '@tributary/db'
import type { ProductConfig } from '@tributary/use-cases/product'
import type { LaunchConfig } from './config.ts'
import type { Secrets } from './secrets.ts'

/** What the launcher's own use-cases run with: no limits, no services outside. */
export const productConfig = (config: LaunchConfig, secrets: Secrets, ownerUrl: string): ProductConfig => ({
  databaseUrl: appUrl(ownerUrl, secrets.appPassword),
  encryptionKey: Buffer.from(secrets.encryptionKey, 'base64'),
  dataDir: config.dataDir,
  publicUrl: config.publicUrl,
  production: false,
  smtpUrl: null,
  mailFrom: 'Tributary <tributary@localhost>',
  slackBaseUrl: null,
  geoipPath: null,
  captureLimits: { perIpPerMinute: 0, perCampaignPerHour: 0 },
  openSignUp: false,
  poolSize: 4,
})

/** The launcher speaks to a person: it prints sentences, not lines of JSON. */
export const quietLog = { info: () => undefined, warn: () => undefined, error: () => undefined }
