import { Client } from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from './testing.ts'

/** Tables that stand before a tenant is known: they name organizations and hold nothing that belongs to one. */
const beforeTenants = ['auth_invitation', 'auth_member', 'entrance_campaign']

let database: TestDatabase
let owner: Client
let app: Client
const connect = async (connectionString: string) => {
  const client = new Client({ connectionString })
  await client.connect()
  return client
}
beforeAll(async () => {
  database = await createTestDatabase()
  owner = await connect(database.superuserUrl)
  app = await connect(database.url)
})
afterAll(async () => {
  await Promise.all([owner.end(), app.end()])
  await database.drop()
})

const tenantTables = async (): Promise<string[]> => {
  const { rows } = await owner.query<{ name: string }>(`
    select distinct c.relname as name from pg_class c
    join pg_attribute a on a.attrelid = c.oid and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      and (a.attname = 'organization_id' or c.relname = 'organization')`)
  return rows.map(({ name }) => name).filter((name) => !beforeTenants.includes(name))
}

it('every table of a tenant has row-level security, on and forced, with the one policy for reading and writing', async () => {
  const tables = await tenantTables()
  expect(tables.length).toBeGreaterThan(20)
  const { rows } = await owner.query(
    `select c.relname as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
       (select count(*)::int from pg_policies p where p.tablename = c.relname
          and p.cmd = 'ALL' and p.permissive = 'PERMISSIVE' and p.qual = p.with_check
          and p.qual like '%NULLIF(current_setting(''app.organization_id''%') as sound,
       (select count(*)::int from pg_policies p where p.tablename = c.relname) as policies
     from pg_class c where c.relnamespace = 'public'::regnamespace and c.relname = any($1)`,
    [tables],
  )
  for (const row of rows) expect(row).toMatchObject({ enabled: true, forced: true, sound: 1, policies: 1 })
})

it('every key and unique index of a tenant table contains the tenant', async () => {
  const { rows } = await owner.query<{ index: string }>(
    `select i.indexrelid::regclass::text as index from pg_index i join pg_class c on c.oid = i.indrelid
     where i.indisunique and c.relnamespace = 'public'::regnamespace and c.relname = any($1) and c.relname <> 'organization'
       and not exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'organization_id'
         and a.attnum = any(i.indkey))`,
    [await tenantTables()],
  )
  expect(rows).toEqual([])
})

it('a reference between tables of a tenant carries the tenant on both sides', async () => {
  const { rows } = await owner.query<{ name: string }>(
    `select k.conname as name from pg_constraint k
     join pg_class f on f.oid = k.conrelid join pg_class t on t.oid = k.confrelid
     where k.contype = 'f' and f.relname = any($1) and t.relname = any($1) and t.relname <> 'organization'
       and not exists (select 1 from pg_attribute a, pg_attribute b
         where a.attrelid = f.oid and a.attname = 'organization_id' and a.attnum = any(k.conkey)
           and b.attrelid = t.oid and b.attname = 'organization_id' and b.attnum = any(k.confkey))`,
    [await tenantTables()],
  )
  expect(rows).toEqual([])
})

it('the role of server and worker owns nothing, bypasses nothing and belongs to no other role', async () => {
  const { rows } = await owner.query(
    `select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication,
       (select count(*)::int from pg_class c where c.relowner = r.oid) as owned,
       (select count(*)::int from pg_auth_members m where m.member = r.oid) as memberships
     from pg_roles r where rolname = 'tributary_app'`,
  )
  expect(rows).toEqual([
    {
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: false,
      rolcreatedb: false,
      rolreplication: false,
      owned: 0,
      memberships: 0,
    },
  ])
})

it('without a tenant the application sees no row and writes none', async () => {
  await owner.query(
    "insert into organization (id, name, wrapped_key) values ('01890000-0000-7000-8000-000000000001', 'One', '')",
  )
  for (const table of await tenantTables()) {
    const { rows } = await app.query(`select * from "${table}" limit 1`)
    expect({ table, rows }).toEqual({ table, rows: [] })
  }
  await expect(
    app.query(
      "insert into organization (id, name, wrapped_key) values ('01890000-0000-7000-8000-000000000002', 'Two', '')",
    ),
  ).rejects.toThrow(/row-level security/)
})

it('with one tenant set, the rows of another cannot be read, changed or written', async () => {
  await app.query('begin')
  await app.query("set local app.organization_id = '01890000-0000-7000-8000-000000000003'")
  expect((await app.query('select 1 from organization')).rows).toEqual([])
  expect((await app.query("update organization set name = 'mine'")).rowCount).toBe(0)
  expect((await app.query('delete from organization')).rowCount).toBe(0)
  await expect(
    app.query(
      "insert into member (organization_id, id, auth_user_id, name, email, role) values ('01890000-0000-7000-8000-000000000001', '01890000-0000-7000-8000-000000000009', 'x', 'x', 'x', 'owner')",
    ),
  ).rejects.toThrow(/row-level security/)
  await app.query('rollback')
})

it('the ledger cannot be rewritten by the application', async () => {
  for (const sql of ["update event set type = 'x'", 'delete from event', 'truncate event', 'truncate audit'])
    await expect(app.query(sql)).rejects.toThrow(/permission denied/)
})
