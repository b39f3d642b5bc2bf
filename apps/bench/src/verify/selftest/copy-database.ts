import { randomBytes } from 'node:crypto'
import { openDatabase } from '@tributary/db'
import { Client } from 'pg'
import { databaseOf, openClient } from '../connect.ts'

export type Copy = { readonly url: string; drop(): Promise<void> }

const IN_USE = '55006'
const PAGE = 2_000

/**
 * A copy of the database beside it. Where nobody uses it PostgreSQL clones it; where somebody does, it is built anew
 * and its rows are read over in one state.
 */
export const copyDatabase = async (url: string, say: (line: string) => void): Promise<Copy> => {
  const source = new URL(url).pathname.slice(1)
  const name = `verify_${randomBytes(5).toString('hex')}`
  const admin = new Client({ connectionString: databaseOf(url, 'postgres') })
  await admin.connect()
  const copyUrl = databaseOf(url, name)
  const drop = async () => {
    await admin.query(`drop database if exists ${name} with (force)`)
    await admin.end()
  }
  try {
    await admin.query(`create database ${name} template "${source}"`)
  } catch (error) {
    if ((error as { code?: string }).code !== IN_USE) {
      await admin.end()
      throw error
    }
    say('The database is in use: its rows are copied one page after another.')
    try {
      await admin.query(`create database ${name}`)
      await buildSchema(copyUrl)
      await copyRows(url, copyUrl)
    } catch (failure) {
      await drop()
      throw failure
    }
  }
  return { url: copyUrl, drop }
}

const buildSchema = async (url: string): Promise<void> => {
  const orm = await openDatabase({ url, poolSize: 1, applicationName: 'tributary-verify' })
  try {
    await orm.migrator.up()
  } finally {
    await orm.close()
  }
}

const copyRows = async (from: string, to: string): Promise<void> => {
  const source = await openClient(from)
  const target = await openClient(to)
  try {
    await source.query("set time zone 'UTC'; set idle_in_transaction_session_timeout = 0")
    await source.query('begin isolation level repeatable read read only')
    // Triggers and references are asked when a row comes in by itself, not when a whole state is carried over.
    await target.query("set time zone 'UTC'; set session_replication_role = replica")
    const { rows } = await source.query<{ name: string }>(
      `select relname::text as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
        and relname <> 'migration' order by 1`,
    )
    for (const { name } of rows) await copyTable(source, target, name)
    await source.query('commit')
    await target.query('analyze')
  } finally {
    await source.end()
    await target.end()
  }
}

const copyTable = async (source: Client, target: Client, name: string): Promise<void> => {
  await source.query(`declare copied no scroll cursor for select to_jsonb(t)::text as row from "${name}" t`)
  for (;;) {
    const { rows } = await source.query<{ row: string }>(`fetch ${PAGE} from copied`)
    if (rows.length > 0)
      await target.query(
        `insert into "${name}" select * from jsonb_populate_recordset(null::"${name}", $1::jsonb)`,
        [`[${rows.map(({ row }) => row).join()}]`],
      )
    if (rows.length < PAGE) break
  }
  await source.query('close copied')
}
