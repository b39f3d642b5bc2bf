import { openTestProduct, type TestProduct } from '@tributary/use-cases/testing'
import { addCampaign, submission, type TestCampaign } from '@tributary/use-cases/testing-capture'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { Client } from 'pg'
import { buildServer } from '../build-server.ts'

type Headers = Record<string, string>

export type CaptureDoor = {
  readonly house: TestProduct
  readonly server: FastifyInstance
  readonly campaign: TestCampaign
  /** A connection of its own that sees every row. */
  readonly owner: Client
  post(body: unknown, headers?: Headers): Promise<LightMyRequestResponse>
  /** From a page that the campaign allows. */
  send(body: unknown, headers?: Headers): Promise<LightMyRequestResponse>
  rows(sql: string, values?: unknown[]): Promise<Record<string, unknown>[]>
  count(table: string, where?: string, values?: unknown[]): Promise<number>
  close(): Promise<void>
}

/** The public door of a house with one campaign, and a look behind it. */
export const openCaptureDoor = async (): Promise<CaptureDoor> => {
  const house = await openTestProduct()
  const server = await buildServer({ product: house.product })
  const campaign = await addCampaign(house)
  const owner = new Client({ connectionString: house.database.migratorUrl })
  await owner.connect()
  // It holds the lock on purpose, however slow the machine is.
  await owner.query('set idle_in_transaction_session_timeout = 0')
  // An injected request starts when it is waited for; this one starts at once.
  const post: CaptureDoor['post'] = async (body, headers = {}) =>
    server.inject({
      method: 'POST',
      url: '/v1/api/leads',
      headers: { 'content-type': 'application/json', ...headers },
      payload: typeof body === 'string' ? body : JSON.stringify(body),
    })
  const rows: CaptureDoor['rows'] = async (sql, values = []) => (await owner.query(sql, values)).rows
  return {
    house,
    server,
    campaign,
    owner,
    post,
    send: (body, headers = {}) => post(body, { origin: campaign.origin, ...headers }),
    rows,
    count: async (table, where = 'true', values = []) =>
      (await rows(`select count(*)::int as n from ${table} where ${where}`, values))[0]!['n'] as number,
    close: async () => {
      await owner.end()
      await server.close()
      await house.close()
    },
  }
}

/** The rows of one campaign. */
export const of = (made: TestCampaign) => ({ where: 'campaign_id = $1', values: [made.id] })

export const withEmail = (made: TestCampaign, email: string) => {
  const body = submission(made)
  return { ...body, contact: { ...body.contact, email } }
}
