import { randomBytes } from 'node:crypto'
import { Client } from 'pg'
import { inject } from 'vitest'
import { appUrl } from './migrate.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    postgres: { superuserUrl: string; migratorUrl: string; appPassword: string }
  }
}

export type TestDatabase = {
  /** As the application connects: bound by row-level security. */
  readonly url: string
  /** As the owner connects: sees everything. */
  readonly migratorUrl: string
  readonly superuserUrl: string
  drop(): Promise<void>
}

const administer = async (sql: string, url = inject('postgres').migratorUrl): Promise<void> => {
  const client = new Client({ connectionString: url.replace(/\/[^/]*$/, '/postgres') })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

/** A database of this test file's own, cloned from the migrated one. */
export const createTestDatabase = async (): Promise<TestDatabase> => {
  const { migratorUrl, superuserUrl, appPassword } = inject('postgres')
  const name = `test_${randomBytes(6).toString('hex')}`
  // Two files cloning at once collide on the template's lock: wait for each other.
  for (let attempt = 1; ; attempt++) {
    try {
      await administer(`create database ${name} template tributary`)
      break
    } catch (error) {
      if (attempt === 40) throw error
      await new Promise((resolve) => setTimeout(resolve, 50 + attempt * 10))
    }
  }
  const at = (url: string, database = name) => {
    const parsed = new URL(url)
    parsed.pathname = `/${database}`
    return parsed.toString()
  }
  return {
    url: appUrl(at(migratorUrl), appPassword),
    migratorUrl: at(migratorUrl),
    superuserUrl: at(superuserUrl),
    // A vacuum may be at work in it, which only the superuser can end.
    drop: () => administer(`drop database if exists ${name} with (force)`, superuserUrl),
  }
}
