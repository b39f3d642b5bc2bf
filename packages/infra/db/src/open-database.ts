import { Migrator } from '@mikro-orm/migrations'
import { defineConfig, MikroORM, UnderscoreNamingStrategy } from '@mikro-orm/postgresql'
import type { Pool } from 'pg'
import { beginWithTheNext } from './begin-with-the-next.ts'
import { entities, tenantEntities } from './entities/index.ts'
import { acceptLostRollbacks } from './lost-rollbacks.ts'
import { migrationsList } from './migrations/index.ts'

export type DatabaseOptions = {
  readonly url: string
  readonly poolSize?: number
  readonly applicationName?: string
}

const configure = ({ url, poolSize = 10, applicationName = 'tributary' }: DatabaseOptions) =>
  defineConfig({
    entities: [...entities],
    clientUrl: url,
    namingStrategy: UnderscoreNamingStrategy,
    forceUtcTimezone: true,
    allowGlobalContext: false,
    pool: { min: 0, max: poolSize, idleTimeoutMillis: 30_000 },
    driverOptions: {
      application_name: applicationName,
      // Every answer here is small: two more processes take longer to start than to read with.
      options: '-c max_parallel_workers_per_gather=0',
      onPoolCreated: (pool: Pool) =>
        void pool.on('connect', acceptLostRollbacks).on('connect', beginWithTheNext),
    },
    filters: {
      organization: {
        cond: (args: { organizationId?: string }) => ({ organizationId: args.organizationId }),
        entity: tenantEntities.map((entity) => entity.meta.className),
        default: true,
      },
    },
    extensions: [Migrator],
    migrations: { migrationsList, tableName: 'migration', snapshot: false, silent: true },
  })

export type Orm = Awaited<ReturnType<typeof openDatabase>>
export type Em = Orm['em']

/** The query builder inside the manager's transaction, typed from the entities. */
export const kyselyOf = (em: Em) => em.getKysely()
export type Db = ReturnType<typeof kyselyOf>

/** Opens the database without connecting: the first query connects. */
export const openDatabase = async (options: DatabaseOptions) => MikroORM.init(configure(options))
