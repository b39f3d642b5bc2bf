import { openTestProduct, type TestProduct } from '@tributary/use-cases/testing'
import type { FastifyInstance } from 'fastify'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildServer } from '../build-server.ts'
import { addCampaign, submission, type TestCampaign } from './capture-testing.ts'

let house: TestProduct
let server: FastifyInstance
let campaign: TestCampaign
let owner: Client

beforeAll(async () => {
  house = await openTestProduct()
  server = await buildServer({ product: house.product })
  campaign = await addCampaign(house)
  owner = new Client({ connectionString: house.database.migratorUrl })
  await owner.connect()
})
afterAll(async () => {
  await owner.end()
  await server.close()
  await house.close()
})

const send = (body: unknown, headers: Record<string, string> = {}, url = '/v1/api/leads') =>
  server.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/json', origin: campaign.origin, ...headers },
    payload: typeof body === 'string' ? body : JSON.stringify(body),
  })

const rows = async (sql: string, values: unknown[] = []) => (await owner.query(sql, values)).rows

describe('a submission', () => {
  test('is answered with the brief’s fields and stands in the ledger with its score and owner', async () => {
    const answer = await send(submission(campaign))
    expect(answer.json()).toMatchObject({ success: true })
    expect(answer.statusCode).toBe(201)
    const leads = await rows('select * from lead')
    expect(leads).toHaveLength(1)
  })
})
