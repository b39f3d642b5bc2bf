import type { ClientBase, QueryResult } from 'pg'

type Send = (text: unknown, ...rest: unknown[]) => Promise<QueryResult>

const rolledBack = { command: 'ROLLBACK', rowCount: null, oid: 0, fields: [], rows: [] } satisfies QueryResult

/**
 * A transaction whose connection is lost has been rolled back by the database itself. The query builder gives a
 * connection back to its pool only after a rollback that succeeded: were it to fail here, each lost connection would take
 * a place in the pool for ever, and after a crash of the database the process would wait for a free one without end.
 */
export const acceptLostRollbacks = (client: ClientBase): void => {
  const send = client.query.bind(client) as unknown as Send
  let lost = false
  const lose = () => {
    lost = true
  }
  client.on('error', lose)
  client.on('end', lose)
  const query: Send = (text, ...rest) => {
    if (text !== 'rollback' || typeof rest.at(-1) === 'function') return send(text, ...rest)
    if (lost) return Promise.resolve(rolledBack)
    return send(text, ...rest).catch((error: unknown) => {
      if (lost) return rolledBack
      throw error
    })
  }
  Object.assign(client, { query })
}
