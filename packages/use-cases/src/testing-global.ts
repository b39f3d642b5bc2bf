import { appRole } from '@tributary/db'
import '@tributary/db/testing'
import { installQueue } from '@tributary/jobs'
import type { TestProject } from 'vitest/node'

/** Adds the queue's tables to the database that each test file clones. Runs after the database has started. */
export default async (project: TestProject): Promise<void> => {
  const { migratorUrl } = project.getProvidedContext().postgres
  await installQueue(migratorUrl, appRole)
}
