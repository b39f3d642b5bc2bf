import type { ClientBase, QueryResult } from 'pg'

type Send = (query: unknown, values?: readonly unknown[], ...rest: unknown[]) => Promise<QueryResult>

const begun = { command: 'BEGIN', rowCount: null, oid: 0, fields: [], rows: [] } satisfies QueryResult

/**
 * `begin` waits and travels with the statement after it, which is nearly always the one that opens a tenant's world: a
 * journey to the database less in every transaction.
 */
export const beginWithTheNext = (client: ClientBase): void => {
  const send = client.query.bind(client) as unknown as Send
  let waiting = false
  const query: Send = async (text, values, ...rest) => {
    if (text === 'begin') {
      waiting = true
      return begun
    }
    if (!waiting) return send(text, values, ...rest)
    waiting = false
    if (typeof text === 'string' && (values === undefined || values.length === 0)) {
      const results = (await send(`begin; ${text}`)) as unknown as readonly QueryResult[]
      return results.at(-1) ?? begun
    }
    const [, result] = await Promise.all([send('begin'), send(text, values, ...rest)])
    return result
  }
  const sendAtOnce = (text: unknown, ...rest: unknown[]): unknown => {
    if (waiting) void send('begin').catch(() => undefined)
    waiting = false
    return (send as (...all: unknown[]) => unknown)(text, ...rest)
  }
  Object.assign(client, {
    // What is no text, such as a cursor, answers in its own way, and so does a call with a callback.
    query: (text: unknown, ...rest: unknown[]) =>
      typeof text === 'string' && typeof rest.at(-1) !== 'function'
        ? query(text, ...(rest as [readonly unknown[]]))
        : sendAtOnce(text, ...rest),
  })
}
