import { randomBytes } from 'node:crypto'
import { join, resolve } from 'node:path'
import { startEmbedded } from '@tributary/db/embedded'
import { setPassword } from '@tributary/use-cases/accounts/set-password'
import { openProduct } from '@tributary/use-cases/open-product'
import { readConfig } from './config.ts'
import { productConfig, quietLog } from './product-config.ts'
import { readSecrets } from './secrets.ts'

const USAGE = `pnpm admin reset-password EMAIL
  Gives the account a new password, prints it once and ends every session of the account.
  It works on the instance in DATA_DIR (default .data), running or not, or on DATABASE_URL.`

const root = resolve(import.meta.dirname, '../../..')

const resetPassword = async (email: string): Promise<void> => {
  const config = readConfig(process.env, [], root)
  const secrets = await readSecrets(config.dataDir)
  const postgres = config.databaseUrl
    ? undefined
    : await startEmbedded({ folder: join(config.dataDir, 'postgres'), ...secrets })
  const product = await openProduct(productConfig(config, secrets, config.databaseUrl ?? postgres!.url), {
    log: quietLog,
  })
  try {
    const password = randomBytes(12).toString('base64url')
    await setPassword(product, email, password)
    console.log(`The new password of ${email} is ${password}`)
  } finally {
    await product.close()
    // One that ran before, for an instance that is up, is left alone.
    if (postgres?.startedHere) await postgres.stop()
  }
}

const [command, email] = process.argv.slice(2).filter((arg) => arg !== '--')
if (command !== 'reset-password' || !email) {
  console.error(USAGE)
  process.exit(2)
}
try {
  await resetPassword(email)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
