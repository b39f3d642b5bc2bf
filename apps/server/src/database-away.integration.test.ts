import { Client } from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestServer, type TestServer } from './testing.ts'

let test: TestServer
beforeAll(async () => {
  test = await openTestServer()
})
afterAll(() => test.close())

/** Nobody can connect to this file's database while something is done, and who was connected no longer is. */
const whileAway = async (work: () => Promise<void>): Promise<void> => {
  const name = new URL(test.database.superuserUrl).pathname.slice(1)
  const client = new Client({ connectionString: test.database.superuserUrl.replace(/\/[^/]*$/, '/postgres') })
  await client.connect()
  try {
    await client.query(`alter database ${name} allow_connections false`)
    await client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name])
    await work()
  } finally {
    await client.query(`alter database ${name} allow_connections true`)
    await client.end()
  }
}

it('without its database nobody signs in, everybody is told to come back, and it comes back by itself', async () => {
  const cookie = await test.cookieOf('owner')
  await whileAway(async () => {
    const answer = await test.call('accounts.signIn', { email: 'a@example.com', password: 'x' })
    expect(answer.status).toBeGreaterThanOrEqual(500)
    expect(answer.cookie).toBeUndefined()
    const list = await test.call('members.list', undefined, { cookie })
    expect(list.status).toBeGreaterThanOrEqual(500)
    expect((await test.server.inject({ url: '/readyz' })).statusCode).toBe(503)
    expect((await test.server.inject({ url: '/healthz' })).statusCode).toBe(200)
  })
  await expect
    .poll(async () => (await test.call('members.list', undefined, { cookie })).status, { timeout: 10_000 })
    .toBe(200)
})
