import { ApiError } from '@tributary/contracts'
import { hostileRequests } from '@tributary/use-cases/capture/hostile-requests'
import { openTestProduct } from '@tributary/use-cases/testing'
import { addCampaign } from '@tributary/use-cases/testing-capture'
import { Client } from 'pg'
import { expect, test } from 'vitest'
import { buildServer } from '../build-server.ts'

/** `pnpm bench hostile` sends five times as many, over the network. */
const REQUESTS = 2000
const TABLES = ['contact', 'lead', 'event', 'held_submission', 'idempotency']

test(`${REQUESTS} hostile requests are refused, each with the field at fault, and leave nothing behind`, async () => {
  const house = await openTestProduct()
  const server = await buildServer({ product: house.product })
  const campaign = await addCampaign(house)
  const next = hostileRequests(1, campaign)
  const wrong: unknown[] = []
  for (let i = 0; i < REQUESTS; i++) {
    const { why, headers, payload } = next()
    const answer = await server.inject({ method: 'POST', url: '/v1/api/leads', headers, payload })
    const body = ApiError.safeParse(answer.json())
    const told = body.success && (body.data.field ?? '') !== '' && body.data.code === answer.statusCode
    if (!told || answer.statusCode < 400 || answer.statusCode >= 500)
      wrong.push([why, answer.statusCode, answer.body])
  }
  expect(wrong.slice(0, 10)).toEqual([])
  const owner = new Client({ connectionString: house.database.migratorUrl })
  await owner.connect()
  for (const table of TABLES) expect((await owner.query(`select * from ${table}`)).rows).toEqual([])
  await owner.end()
  expect(house.logged.filter((line) => line.includes('"level":"error"'))).toEqual([])
  await server.close()
  await house.close()
}, 60_000)
