import { Client, escapeIdentifier, escapeLiteral } from 'pg'
import { appRole } from './migrations/isolation.ts'
import { openDatabase } from './open-database.ts'

/**
 * Brings a database to the newest schema. `url` connects as the migrator, who owns the tables and may bypass row-level
 * security; the role of server and worker is made here, with the password given, and can do neither.
 */
export const migrate = async (url: string, appPassword: string): Promise<void> => {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [appRole])
    // Only a superuser may name the superuser attribute of a role that exists; the migrator is none.
    const limits = rowCount ? '' : 'nosuperuser nobypassrls nocreatedb nocreaterole'
    await client.query(
      `${rowCount ? 'alter' : 'create'} role ${appRole} login ${limits} password ${escapeLiteral(appPassword)}`,
    )
    await client.query(`grant connect on database ${escapeIdentifier(client.database ?? '')} to ${appRole}`)
    await client.query(`grant usage on schema public to ${appRole}`)
  } finally {
    await client.end()
  }
  const orm = await openDatabase({ url, poolSize: 1, applicationName: 'tributary-migrate' })
  try {
    await orm.migrator.up()
  } finally {
    await orm.close()
  }
}

/** The same address for the application's role. */
export const appUrl = (migratorUrl: string, appPassword: string): string => {
  const url = new URL(migratorUrl)
  url.username = appRole
  url.password = encodeURIComponent(appPassword)
  return url.toString()
}
