import { appRole, migrate } from '@tributary/db'
import { installQueue } from '@tributary/jobs'

/**
 * Brings an outside database to the newest schema, once, as the owner. The role of server and worker gets the password that
 * stands in their own address.
 */
const migrateOnce = async (ownerUrl: string | undefined, appUrl: string | undefined): Promise<void> => {
  if (!ownerUrl || !appUrl)
    throw new Error('Set MIGRATOR_DATABASE_URL (the owner) and DATABASE_URL (the application).')
  await migrate(ownerUrl, decodeURIComponent(new URL(appUrl).password))
  await installQueue(ownerUrl, appRole)
  console.log('The database has the newest schema.')
}

await migrateOnce(process.env['MIGRATOR_DATABASE_URL'], process.env['DATABASE_URL'])
