import { connect, createServer, type Server, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Orm, openDatabase } from './open-database.ts'
import { createTestDatabase, type TestDatabase } from './testing.ts'

const PLACES = 2

let database: TestDatabase
let way: Server
let orm: Orm
const open = new Set<Socket>()

/** A way to the database that can be cut, as a crash cuts it: without a word. */
const openWay = async ({ port, hostname }: URL): Promise<number> => {
  way = createServer((near) => {
    const far = connect(Number(port), hostname)
    for (const [from, into] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(from)
      from.pipe(into)
      from.on('error', () => undefined)
      from.on('close', () => {
        open.delete(from)
        into.destroy()
      })
    }
  })
  await new Promise<void>((resolve) => way.listen(0, '127.0.0.1', resolve))
  const address = way.address()
  return typeof address === 'object' && address ? address.port : 0
}

beforeAll(async () => {
  database = await createTestDatabase()
  const url = new URL(database.url)
  url.port = String(await openWay(url))
  orm = await openDatabase({ url: url.href, poolSize: PLACES })
})
afterAll(async () => {
  await orm.close(true)
  for (const socket of open) socket.destroy()
  way.close()
  await database.drop()
})

const ask = () => orm.em.fork().transactional((em) => em.execute('select 1 as one'))

test('transactions whose connection is cut give their places in the pool back', async () => {
  for (let i = 0; i < 2 * PLACES; i++) {
    const cut = orm.em.fork().transactional(async (em) => {
      await em.execute('select 1')
      const answer = em.execute('select pg_sleep(10)')
      setTimeout(() => {
        for (const socket of open) socket.destroy()
      }, 20)
      await answer
    })
    await expect(cut).rejects.toThrow(/terminated|ECONNRESET/)
  }
  expect(await ask()).toEqual([{ one: 1 }])
}, 15_000)
