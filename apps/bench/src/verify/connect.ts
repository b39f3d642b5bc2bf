import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { type OrganizationKeys, openOrganizationKeys } from '@tributary/db'
import { startEmbedded } from '@tributary/db/embedded'
import { auditPublicKey } from '@tributary/use-cases/audit/chain'
import { Client, types } from 'pg'
import type { VerifyOptions } from './options.ts'

/** What one look at a database needs: it sees every tenant, and one state of all of them. */
export type House = {
  readonly client: Client
  readonly organizations: readonly VerifiedOrganization[]
  readonly options: VerifyOptions
  /** Where an embedded database keeps its log. */
  readonly logFolders: readonly string[]
}

export type VerifiedOrganization = {
  readonly id: string
  readonly name: string
  readonly timeZone: string
  readonly currency: string
  /** Null when the instance key is not at hand, or does not open them. */
  readonly keys: OrganizationKeys | null
  readonly isKeyBroken: boolean
  /** What checks the signed heads of the audit trail; null when nobody told it. */
  readonly auditKey: string | null
}

export type Reached = {
  readonly url: string
  readonly instanceKey: Buffer | null
  readonly logFolders: readonly string[]
  /** Stops a database that was started only to be looked at. */
  leave(): Promise<void>
}

const secretIn = async (dataDir: string, name: string): Promise<string | null> => {
  const path = join(dataDir, 'secrets', name)
  return existsSync(path) ? (await readFile(path, 'utf8')).trim() : null
}

const isRunning = async (folder: string): Promise<boolean> => {
  const pid = Number(
    (await readFile(join(folder, 'cluster', 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')[0],
  )
  if (!(pid > 0)) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** The same server, another database. */
export const databaseOf = (url: string, database: string): string => {
  const parsed = new URL(url)
  parsed.pathname = `/${database}`
  return parsed.toString()
}

/** Finds the database, and starts the embedded one when nobody else has. */
export const reachDatabase = async (
  { databaseUrl, dataDir: given }: Pick<VerifyOptions, 'databaseUrl' | 'dataDir'>,
  env: NodeJS.ProcessEnv,
): Promise<Reached> => {
  const dataDir = resolve(given)
  const key = env['ENCRYPTION_KEY'] || (await secretIn(dataDir, 'encryptionKey'))
  const instanceKey = key ? Buffer.from(key, 'base64') : null
  const logFolders = [join(dataDir, 'logs'), join(dataDir, 'postgres')].filter((folder) => existsSync(folder))
  if (databaseUrl !== null) return { url: databaseUrl, instanceKey, logFolders, leave: async () => undefined }
  const folder = join(dataDir, 'postgres')
  const superuserPassword = await secretIn(dataDir, 'superuserPassword')
  const migratorPassword = await secretIn(dataDir, 'migratorPassword')
  if (
    superuserPassword === null ||
    migratorPassword === null ||
    !existsSync(join(folder, 'cluster', 'PG_VERSION'))
  )
    throw new Error(
      `There is no database in ${dataDir}. Start Tributary once, or name another folder with --data-dir.`,
    )
  const wasRunning = await isRunning(folder)
  const postgres = await startEmbedded({ folder, superuserPassword, migratorPassword })
  return {
    url: databaseOf(postgres.superuserUrl, 'tributary'),
    instanceKey,
    logFolders,
    leave: async () => {
      if (!wasRunning) await postgres.stop()
    },
  }
}

const INT8 = 20
const DATE = 1082

/** A connection that reads whole numbers as numbers and dates as text. */
export const openClient = async (url: string): Promise<Client> => {
  const client = new Client({
    connectionString: url,
    application_name: 'tributary-verify',
    types: {
      getTypeParser: ((oid: number, format?: 'text') => {
        if (oid === INT8) return Number
        if (oid === DATE) return String
        return types.getTypeParser(oid, format)
      }) as typeof types.getTypeParser,
    },
  })
  client.on('error', () => undefined)
  await client.connect()
  return client
}

const openKeys = (
  instanceKey: Buffer | null,
  id: string,
  wrapped: Buffer,
): Pick<VerifiedOrganization, 'keys' | 'isKeyBroken'> => {
  if (!instanceKey) return { keys: null, isKeyBroken: false }
  try {
    return { keys: openOrganizationKeys(instanceKey, id, wrapped), isKeyBroken: false }
  } catch {
    return { keys: null, isKeyBroken: true }
  }
}

/** Opens one state of the whole database, in which nothing changes while it is looked at. */
export const openHouse = async (
  client: Client,
  options: VerifyOptions,
  { instanceKey, logFolders }: Pick<Reached, 'instanceKey' | 'logFolders'>,
): Promise<House> => {
  await client.query(
    "set time zone 'UTC'; set idle_in_transaction_session_timeout = 0; set statement_timeout = 0; set work_mem = '128MB'",
  )
  await client.query('begin isolation level repeatable read read only')
  const { rows } = await client.query<{
    id: string
    name: string
    time_zone: string
    currency: string
    wrapped_key: Buffer
  }>('select id, name, time_zone, currency, wrapped_key from organization order by id')
  const told = options.auditKeys
    ? (JSON.parse(await readFile(options.auditKeys, 'utf8')) as Record<string, string | undefined>)
    : {}
  const organizations = rows.map(({ id, name, time_zone, currency, wrapped_key }) => {
    const opened = openKeys(instanceKey, id, wrapped_key)
    const auditKey = told[id] ?? (opened.keys ? auditPublicKey(opened.keys.auditSigning) : null)
    return { id, name, timeZone: time_zone, currency, ...opened, auditKey }
  })
  return { client, organizations, options, logFolders }
}

export const closeHouse = async ({ client }: House): Promise<void> => {
  await client.query('commit')
}
