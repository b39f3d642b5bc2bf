import { sql } from 'kysely'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inOrganization } from './in-organization.ts'
import { openTestProduct, type TestProduct } from './testing.ts'

let house: TestProduct
let owner: Client

beforeAll(async () => {
  house = await openTestProduct()
  owner = new Client({ connectionString: house.database.migratorUrl })
  await owner.connect()
})
afterAll(async () => {
  await owner.end()
  await house.close()
})

const MORE_THAN_THE_POOL_HOLDS = 30

test('a connection that dies in the middle of a transaction is given back: the next ones are served', async () => {
  for (let i = 0; i < MORE_THAN_THE_POOL_HOLDS; i++) {
    const cut = inOrganization(house.system, async ({ db }) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db)
      await owner.query('select pg_terminate_backend($1)', [rows[0]!.pid])
      await sql`select 1`.execute(db)
    })
    await expect(cut).rejects.toThrow()
  }
  const answer = await inOrganization(
    house.system,
    async ({ db }) => (await sql`select 1 as one`.execute(db)).rows,
  )
  expect(answer).toEqual([{ one: 1 }])
}, 20_000)

test('connections that die while many wait for their answer, their beginning or their turn are replaced', async () => {
  const busy = () =>
    Promise.allSettled(
      Array.from({ length: MORE_THAN_THE_POOL_HOLDS }, (_, i) =>
        inOrganization(house.system, async ({ db }) => {
          if (i % 2 === 0) await sql`select pg_sleep(0.02)`.execute(db)
          return (await sql`select 1`.execute(db)).rows
        }),
      ),
    )
  for (let i = 0; i < 20; i++) {
    const asked = busy()
    for (let j = 0; j < 4; j++) {
      await owner.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()
          and backend_type = 'client backend' and application_name like 'tributary%'`,
      )
      await new Promise((resolve) => setTimeout(resolve, i))
    }
    await asked
  }
  const answered = (await busy()).filter(({ status }) => status === 'fulfilled')
  expect(answered.length).toBe(MORE_THAN_THE_POOL_HOLDS)
}, 30_000)
