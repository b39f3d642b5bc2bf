import { Client, type QueryResult } from 'pg'
import { setOrganization } from '../in-organization.ts'
import type { Row, Statement } from './group-facts.ts'

/**
 * A connection of the hot door's own. Statements go out without waiting for the answers before them, so a flight of many
 * statements costs one round trip. A lane that saw any error is thrown away.
 */
export type Lane = {
  /** Opens the transaction of a flight inside an organization's world. */
  begin(organizationId: string): Promise<unknown>
  send(statement: Statement | string): Promise<QueryResult<Row>>
  /** Holds back what is sent inside, and lets it go in one piece. */
  together<T>(sending: () => T): T
  close(): void
}

// Groups are small beside the tables, and a plan made while a table is empty is kept by the connection: only indexes are
// ever right here, for the reference checks too.
const SESSION = `set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off;
  set enable_material = off; set enable_bitmapscan = off; set jit = off; set plan_cache_mode = force_generic_plan;
  set lock_timeout = '8s'; set statement_timeout = '15s'; set idle_in_transaction_session_timeout = '15s'`

// A connection keeps its plans, those of the reference checks too, until the tables are analysed. Made while a table was
// empty, such a plan reads the whole organization for each row: so plans are thrown away as the first flights pass.
const isPowerOfTwo = (n: number): boolean => (n & (n - 1)) === 0

export const openLane = async (url: string, onLost: () => void): Promise<Lane> => {
  const client = new Client({
    connectionString: url,
    application_name: 'tributary-capture',
    connectionTimeoutMillis: 3000,
    keepAlive: true,
    pipeline: true,
  } as ConstructorParameters<typeof Client>[0])
  let open = true
  const lost = () => {
    if (open) onLost()
    open = false
  }
  client.on('error', lost)
  client.on('end', lost)
  await client.connect()
  await client.query(SESSION)
  let flights = 0
  const { stream } = (client as unknown as { connection: { stream: { cork(): void; uncork(): void } } })
    .connection
  return {
    send: (statement) => client.query<Row>(statement as Statement),
    together: (sending) => {
      stream.cork()
      try {
        return sending()
      } finally {
        stream.uncork()
      }
    },
    begin: (organizationId) => {
      flights++
      const replan = isPowerOfTwo(flights) || flights % 4096 === 0 ? 'discard plans; ' : ''
      return client.query(`${replan}begin; ${setOrganization(organizationId)}`)
    },
    close: () => {
      open = false
      void client.end().catch(() => undefined)
    },
  }
}

/** The database, or the way to it, is away: nothing is wrong with what was sent. */
export const isDatabaseAway = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false
  const { code } = error as { code?: unknown }
  if (typeof code !== 'string') return /connection|terminated|timeout|not queryable/i.test(error.message)
  return (
    code.startsWith('08') ||
    code.startsWith('57') ||
    code.startsWith('53') ||
    code.startsWith('E') ||
    code === '55P03' ||
    code === '25P03'
  )
}

/** Another transaction came between: the same group has a good chance now. */
export const isPassing = (error: unknown): boolean =>
  ['23505', '40001', '40P01'].includes((error as { code?: string }).code ?? '')
