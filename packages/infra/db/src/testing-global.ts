import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from './embedded.ts'
import { migrate } from './migrate.ts'

/** One PostgreSQL a test run; each test file clones the migrated database `tributary` (see testing.ts). */
export default async (project: TestProject): Promise<() => Promise<void>> => {
  const folder = await mkdtemp(join(tmpdir(), 'tributary-test-'))
  const postgres = await startEmbedded({
    folder,
    superuserPassword: 'superuser',
    migratorPassword: 'migrator',
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', shared_buffers: '128MB' },
  })
  await migrate(postgres.url, 'app')
  project.provide('postgres', {
    superuserUrl: postgres.superuserUrl,
    migratorUrl: postgres.url,
    appPassword: 'app',
  })
  return async () => {
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
