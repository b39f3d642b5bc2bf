import { Client } from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { beginWithTheNext } from './begin-with-the-next.ts'
import { createTestDatabase, type TestDatabase } from './testing.ts'

let database: TestDatabase
let client: Client

beforeAll(async () => {
  database = await createTestDatabase()
  client = new Client({ connectionString: database.migratorUrl })
  await client.connect()
  await client.query('create table note (text text not null)')
  beginWithTheNext(client)
})
afterAll(async () => {
  await client.end()
  await database.drop()
})
beforeEach(() => client.query('delete from note'))

const notes = async () =>
  (await client.query<{ text: string }>('select text from note order by text')).rows.map(({ text }) => text)

test('what was rolled back is gone, whether its first statement had parameters or not', async () => {
  await client.query('begin')
  await client.query("insert into note values ('plain')")
  await client.query('rollback')
  await client.query('begin')
  await client.query('insert into note values ($1)', ['with parameters'])
  await client.query('rollback')
  expect(await notes()).toEqual([])
})

test('what was committed is there, and a statement after it stands alone', async () => {
  await client.query('begin')
  const { rows } = await client.query("insert into note values ('kept') returning text")
  expect(rows).toEqual([{ text: 'kept' }])
  await client.query('commit')
  await client.query("insert into note values ('alone')")
  await client.query('begin')
  await client.query('rollback')
  expect(await notes()).toEqual(['alone', 'kept'])
})

test('a setting of the transaction ends with it', async () => {
  await client.query('begin')
  await client.query("set local app.organization_id = 'x'")
  const read = "select current_setting('app.organization_id', true) as id"
  expect((await client.query(read)).rows).toEqual([{ id: 'x' }])
  await client.query('commit')
  expect((await client.query(read)).rows).toEqual([{ id: '' }])
})

test('a first statement that fails spoils its transaction and no other', async () => {
  await client.query('begin')
  await expect(client.query('select no_such_thing')).rejects.toThrow('no_such_thing')
  await expect(client.query("insert into note values ('late')")).rejects.toThrow('aborted')
  await client.query('rollback')
  await client.query("insert into note values ('fine')")
  expect(await notes()).toEqual(['fine'])
})
