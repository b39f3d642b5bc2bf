import { Client } from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from './testing.ts'

let database: TestDatabase
let owner: Client
beforeAll(async () => {
  database = await createTestDatabase()
  owner = new Client({ connectionString: database.superuserUrl })
  await owner.connect()
})
afterAll(async () => {
  await owner.end()
  await database.drop()
})

/** The tables that the function empties by name, as its source in the database says. */
const emptiedByName = async (): Promise<string[]> => {
  const { rows } = await owner.query<{ source: string }>(
    `select pg_get_functiondef('drop_demo_organization(uuid)'::regprocedure) as source`,
  )
  const list = /foreach tenant_table in array array\[([^\]]+)\]/.exec(rows[0]!.source)?.[1] ?? ''
  return [...list.matchAll(/'([a-z_]+)'/g)].map(([, name]) => name!)
}

/**
 * Tables that keep rows of an organization that is gone: neither emptied by name nor reached by references that cascade.
 * A reference that may be null reaches nothing: the row whose reference is null would stay.
 */
const leftBehind = async (): Promise<string[]> => {
  const { rows } = await owner.query<{ name: string }>(
    `with recursive cascade as (
       select k.conrelid, k.confrelid from pg_constraint k
       where k.contype = 'f' and k.confdeltype = 'c' and not exists (
         select 1 from pg_attribute a where a.attrelid = k.conrelid and a.attnum = any(k.conkey) and not a.attnotnull)
     ), emptied as (
       select c.oid from pg_class c
       where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
         and (c.relname = 'organization' or c.relname = any($1))
       union
       select cascade.conrelid from cascade join emptied on emptied.oid = cascade.confrelid
     )
     select c.relname as name from pg_class c
     join pg_attribute a on a.attrelid = c.oid and a.attname = 'organization_id' and not a.attisdropped
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.oid not in (select oid from emptied)
     order by 1`,
    [await emptiedByName()],
  )
  return rows.map(({ name }) => name)
}

it('a demo that is dropped leaves no table of a tenant behind', async () => {
  expect(await leftBehind()).toEqual([])
})

it('every table that a dropped demo empties by name is there', async () => {
  const names = await emptiedByName()
  expect(names.length).toBeGreaterThan(10)
  const { rows } = await owner.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relname = any($1)`,
    [names],
  )
  expect(rows.map(({ name }) => name).sort()).toEqual([...names].sort())
})

it('a new table of a tenant that nothing empties is noticed, and so is one whose reference may be null', async () => {
  await owner.query('begin')
  try {
    await owner.query(`
      create table forgotten (organization_id uuid not null, id uuid not null, primary key (organization_id, id));
      create table loosely_tied (
        organization_id uuid not null, id uuid not null, lead_id uuid, primary key (organization_id, id),
        foreign key (organization_id, lead_id) references lead (organization_id, id) on delete cascade);
      create table stubborn (
        organization_id uuid not null references organization (id), id uuid not null, primary key (organization_id, id));
      create table tied (
        organization_id uuid not null, id uuid not null, lead_id uuid not null, primary key (organization_id, id),
        foreign key (organization_id, lead_id) references lead (organization_id, id) on delete cascade);
      create table twice_tied (
        organization_id uuid not null, id uuid not null, primary key (organization_id, id),
        foreign key (organization_id, id) references tied (organization_id, id) on delete cascade)`)
    expect(await leftBehind()).toEqual(['forgotten', 'loosely_tied', 'stubborn'])
  } finally {
    await owner.query('rollback')
  }
})
