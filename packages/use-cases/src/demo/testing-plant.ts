import { type Client, escapeIdentifier } from 'pg'

/** Accounts stand outside the organizations, but members of one refer to them. */
const accountTables = ['auth_user', 'auth_account']

type TenantColumn = { readonly table: string; readonly column: string }

/** Each column that says to which organization a row belongs, by the catalogue: a table made tomorrow is among them. */
export const readTenantColumns = async (owner: Client): Promise<TenantColumn[]> => {
  const { rows } = await owner.query<TenantColumn>(`
    select c.relname as table, a.attname as column from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      and (a.attname = 'organization_id' or (c.relname = 'organization' and a.attname = 'id')
        or exists (select 1 from pg_constraint k where k.contype = 'f' and k.conrelid = c.oid
          and k.conkey = array[a.attnum] and k.confrelid in ('organization'::regclass, 'auth_organization'::regclass)))
    order by 1, 2`)
  return rows
}

/** Every row of an organization as text, by table and column. */
export const rowsOf = async (owner: Client, organizationId: string): Promise<Record<string, string[]>> => {
  const found: Record<string, string[]> = {}
  for (const { table, column } of await readTenantColumns(owner)) {
    const { rows } = await owner.query<{ row: string }>(
      `select t::text as row from ${escapeIdentifier(table)} t where ${escapeIdentifier(column)} = $1 order by 1`,
      [organizationId],
    )
    found[`${table}.${column}`] = rows.map(({ row }) => row)
  }
  return found
}

type Planted = {
  readonly id: string
  /** What every text says, so that what is unique in the instance differs. */
  readonly letter: string
  readonly isDemo: boolean
}

type Column = {
  readonly name: string
  readonly type: string
  readonly standard: boolean
  /** The first word of a closed list, where the column is one. */
  readonly word: string | null
}

const readColumns = async (owner: Client, table: string): Promise<Column[]> => {
  const { rows } = await owner.query<Column>(
    `select a.attname as name, t.typname as type, a.atthasdef as standard, (
       select substring(pg_get_constraintdef(k.oid) from '''([^'']+)''::text') from pg_constraint k
       where k.contype = 'c' and k.conrelid = a.attrelid and k.conkey = array[a.attnum] limit 1) as word
     from pg_attribute a join pg_type t on t.oid = a.atttypid
     where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''`,
    [table],
  )
  return rows
}

/** All ids of an organization are the same one, so every reference finds its row. */
const valueOf = ({ name, type, word }: Column, { id, letter, isDemo }: Planted): unknown => {
  if (name === 'is_demo') return isDemo
  switch (type) {
    case 'uuid':
      return id
    case 'text':
    case 'varchar':
    case 'bpchar':
      return word ?? letter
    case 'bytea':
      return Buffer.from(letter)
    case 'jsonb':
      return '{}'
    case 'date':
    case 'timestamptz':
      return '2026-01-05'
    case 'int2':
    case 'int4':
    case 'int8':
    case 'float8':
      return 1
    case 'bool':
      return true
    default:
      throw new Error(`Nobody has said yet what stands in a column of the type ${type}.`)
  }
}

const plantRow = async (owner: Client, table: string, planted: Planted): Promise<void> => {
  const columns = (await readColumns(owner, table)).filter(
    ({ name, standard }) => !standard || name === 'is_demo',
  )
  const names = columns.map(({ name }) => escapeIdentifier(name)).join(', ')
  const places = columns.map((_, i) => `$${i + 1}`).join(', ')
  await owner.query(
    `insert into ${escapeIdentifier(table)} (${names}) values (${places})`,
    columns.map((column) => valueOf(column, planted)),
  )
}

const readReferences = async (owner: Client): Promise<{ from: string; to: string }[]> => {
  const { rows } = await owner.query<{ from: string; to: string }>(`
    select f.relname as from, t.relname as to from pg_constraint k
    join pg_class f on f.oid = k.conrelid join pg_class t on t.oid = k.confrelid
    where k.contype = 'f' and f.oid <> t.oid and f.relnamespace = 'public'::regnamespace`)
  return rows
}

/**
 * Plants one row of an organization in every table that there is, also where references may be null: what a row could
 * hold on to, it holds on to.
 */
export const plantOrganization = async (owner: Client, planted: Planted): Promise<void> => {
  const references = await readReferences(owner)
  const waiting = new Set([...accountTables, ...(await readTenantColumns(owner)).map(({ table }) => table)])
  while (waiting.size > 0) {
    const ready = [...waiting].filter(
      (table) => !references.some(({ from, to }) => from === table && waiting.has(to)),
    )
    if (ready.length === 0)
      throw new Error(`These tables refer to each other in a circle: ${[...waiting].join(', ')}`)
    for (const table of ready) {
      await plantRow(owner, table, planted)
      waiting.delete(table)
    }
  }
}
