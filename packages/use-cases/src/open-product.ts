import { notFound } from '@tributary/contracts'
import {
  type Em,
  type OrganizationKeys,
  OrganizationSchema,
  openDatabase,
  openOrganizationKeys,
} from '@tributary/db'
import { openAnnouncer, openQueue } from '@tributary/jobs'
import { Pool } from 'pg'
import { setOrganization } from './in-organization.ts'
import type { Log, Product, ProductConfig } from './product.ts'

export type OpenOptions = { readonly log: Log; readonly consumer?: boolean; readonly clock?: () => number }

/** The composition that server, worker, launcher and measurements share: everything is built here and nowhere else. */
export const openProduct = async (
  config: ProductConfig,
  { log, consumer = false, clock = Date.now }: OpenOptions,
): Promise<Product> => {
  const orm = await openDatabase({
    url: config.databaseUrl,
    poolSize: config.poolSize,
    applicationName: consumer ? 'tributary-worker' : 'tributary-server',
  })
  const onError = (error: unknown) =>
    log.warn({ error: String(error) }, 'the database connection was disturbed')
  const pool = new Pool({
    connectionString: config.databaseUrl,
    max: 1,
    application_name: 'tributary-announce',
    // What is announced was committed before, and losing an announcement costs a moment: no wait for the disk.
    options: '-c synchronous_commit=off',
  })
  pool.on('error', onError)
  const queue = openQueue({ url: config.databaseUrl, consumer, onError })
  await queue.start()

  const closers: (() => Promise<void>)[] = []
  const keys = new Map<string, OrganizationKeys>()
  const keysOf = async (organizationId: string, em?: Em): Promise<OrganizationKeys> => {
    const known = keys.get(organizationId)
    if (known) return known
    const read = async (inside: Em) =>
      inside.findOne(OrganizationSchema, { id: organizationId }, { fields: ['wrappedKey'] })
    const row = em
      ? await read(em)
      : await orm.em.fork().transactional(async (inside) => {
          await inside.execute(setOrganization(organizationId))
          return read(inside as Em)
        })
    if (!row) throw notFound('organization')
    const opened = openOrganizationKeys(config.encryptionKey, organizationId, row.wrappedKey)
    keys.set(organizationId, opened)
    return opened
  }

  return {
    config,
    orm,
    queue,
    announce: openAnnouncer(pool, onError),
    log,
    clock,
    keysOf,
    onClose: (run) => void closers.push(run),
    close: async () => {
      for (const run of closers.splice(0)) await run()
      await queue.stop()
      await pool.end()
      await orm.close()
    },
  }
}
