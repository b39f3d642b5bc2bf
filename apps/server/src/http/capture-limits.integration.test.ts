import { decideHeld } from '@tributary/use-cases/capture/decide-held'
import { drainQuarantine } from '@tributary/use-cases/capture/drain-quarantine'
import { listHeld } from '@tributary/use-cases/capture/list-held'
import { openTestProduct, type TestProduct } from '@tributary/use-cases/testing'
import { addCampaign, submission, type TestCampaign } from '@tributary/use-cases/testing-capture'
import type { FastifyInstance } from 'fastify'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildServer } from '../build-server.ts'

const START = Date.parse('2026-03-02T10:00:00Z')
const MINUTE = 60_000
let now = START
let house: TestProduct
let server: FastifyInstance
let owner: Client

beforeAll(async () => {
  house = await openTestProduct({
    clock: () => now,
    config: { captureLimits: { perIpPerMinute: 10, perCampaignPerHour: 0 } },
  })
  server = await buildServer({ product: house.product, trustProxy: ['10.0.0.0/8'] })
  owner = new Client({ connectionString: house.database.migratorUrl })
  await owner.connect()
})
afterAll(async () => {
  await owner.end()
  await server.close()
  await house.close()
})

let address = 0
const nextAddress = (): string => `203.0.113.${++address}`

const send = async (
  made: TestCampaign,
  { ip = nextAddress(), token = false, headers = {}, body = submission(made) as unknown } = {},
) =>
  server.inject({
    method: 'POST',
    url: '/v1/api/leads',
    remoteAddress: ip,
    headers: {
      'content-type': 'application/json',
      ...(token ? { 'x-campaign-token': made.token } : { origin: made.origin }),
      ...headers,
    },
    payload: JSON.stringify(body),
  })

const count = async (table: string, made: TestCampaign): Promise<number> =>
  (await owner.query(`select count(*)::int as n from ${table} where campaign_id = $1`, [made.id])).rows[0].n

describe('an address', () => {
  test('may send its number of requests in a minute, is told what is left, and may send again after it', async () => {
    const made = await addCampaign(house)
    const ip = nextAddress()
    for (let i = 1; i <= 10; i++) {
      const answer = await send(made, { ip })
      expect([answer.statusCode, answer.headers['ratelimit-remaining']]).toEqual([201, String(10 - i)])
      expect(answer.headers['ratelimit-limit']).toBe('10')
    }
    const refused = await send(made, { ip })
    expect([refused.statusCode, refused.json().error]).toEqual([429, 'RATE_LIMITED'])
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    expect((await send(made)).statusCode).toBe(201)
    now += MINUTE + 1
    expect((await send(made, { ip })).statusCode).toBe(201)
  })

  test('that goes over its number again and again is kept out twice as long each time, and told how long', async () => {
    const made = await addCampaign(house)
    const ip = nextAddress()
    for (const minutes of [1, 2, 4]) {
      for (let i = 0; i < 10; i++) expect((await send(made, { ip })).statusCode).toBe(201)
      const refused = await send(made, { ip })
      expect([refused.statusCode, refused.headers['retry-after']]).toEqual([429, String(minutes * 60)])
      expect([refused.headers['ratelimit-remaining'], refused.headers['ratelimit-reset']]).toEqual([
        '0',
        String(minutes * 60),
      ])
      now += minutes * MINUTE - 1000
      const early = await send(made, { ip })
      expect([early.statusCode, early.headers['retry-after']]).toEqual([429, '1'])
      now += 1001
    }
    expect((await send(made, { ip })).statusCode).toBe(201)
    expect((await send(made)).statusCode).toBe(201)
  })

  test('is the one of the connection: a forwarded address counts only behind a trusted proxy', async () => {
    const made = await addCampaign(house)
    const ip = nextAddress()
    for (let i = 0; i < 10; i++) await send(made, { ip, headers: { 'x-forwarded-for': `198.51.100.${i}` } })
    expect((await send(made, { ip, headers: { 'x-forwarded-for': '198.51.100.99' } })).statusCode).toBe(429)
    for (let i = 0; i < 12; i++) {
      const answer = await send(made, { ip: '10.1.2.3', headers: { 'x-forwarded-for': `198.51.100.${i}` } })
      expect(answer.statusCode).toBe(201)
    }
  })

  test('shares one count over several processes', async () => {
    const made = await addCampaign(house)
    const second = await buildServer({ product: { ...house.product } })
    const ip = nextAddress()
    const codes: number[] = []
    for (let i = 0; i < 14; i++) {
      const to = i % 2 === 0 ? server : second
      const answer = await to.inject({
        method: 'POST',
        url: '/v1/api/leads',
        remoteAddress: ip,
        headers: { 'content-type': 'application/json', origin: made.origin },
        payload: JSON.stringify(submission(made)),
      })
      codes.push(answer.statusCode)
    }
    expect(codes.filter((code) => code === 201)).toHaveLength(10)
    await second.close()
  })

  test('that sends many at once is counted exactly', async () => {
    const made = await addCampaign(house)
    const ip = nextAddress()
    const answers = await Promise.all(Array.from({ length: 30 }, () => send(made, { ip })))
    expect(answers.filter((answer) => answer.statusCode === 201)).toHaveLength(10)
    expect(await count('lead', made)).toBe(10)
  })

  test('that guesses with broken requests is limited too', async () => {
    const made = await addCampaign(house)
    const ip = nextAddress()
    for (let i = 0; i < 10; i++) expect((await send(made, { ip, body: {} })).statusCode).toBe(400)
    expect((await send(made, { ip, body: {} })).statusCode).toBe(429)
  })
})

describe('a campaign over its hour', () => {
  test('asks the anonymous to come back and keeps what shows the token, until there is room again', async () => {
    const made = await addCampaign(house, { hourlyCap: 5 })
    for (let i = 0; i < 5; i++) expect((await send(made)).statusCode).toBe(201)
    const anonymous = await send(made)
    expect([anonymous.statusCode, anonymous.json().error]).toEqual([429, 'RATE_LIMITED'])
    expect(Number(anonymous.headers['retry-after'])).toBeGreaterThan(3000)
    const kept = []
    for (let i = 0; i < 7; i++) kept.push(await send(made, { token: true }))
    expect(kept.map((answer) => answer.statusCode)).toEqual(Array(7).fill(202))
    expect(kept[0]!.json()).toMatchObject({
      success: true,
      quarantined: true,
      status_token: expect.any(String),
    })
    expect(await count('lead', made)).toBe(5)

    expect(await drainQuarantine(house.system)).toEqual({ released: 0 })
    now += 61 * MINUTE
    expect(await drainQuarantine(house.system)).toEqual({ released: 5 })
    expect(await count('lead', made)).toBe(10)
    now += 61 * MINUTE
    expect(await drainQuarantine(house.system)).toEqual({ released: 2 })

    const { lead_id: leadId, status_token: token } = kept[0]!.json()
    const status = await server.inject({ url: `/v1/api/leads/${leadId}/status?token=${token}` })
    expect([status.statusCode, status.json().status]).toEqual([200, 'new'])
  })

  test('leaves other campaigns alone', async () => {
    const full = await addCampaign(house, { hourlyCap: 1 })
    await send(full)
    expect((await send(full)).statusCode).toBe(429)
    expect((await send(await addCampaign(house))).statusCode).toBe(201)
  })
})

describe('a held submission', () => {
  test('is let in by a person once, whatever the limits say', async () => {
    const made = await addCampaign(house)
    await send(made, { body: submission(made, { form_metadata: { website_url: 'x' } }) })
    const { items, total } = await listHeld(house.as('manager'), { campaignId: made.id, limit: 10 })
    expect(total).toBe(1)
    expect(items[0]).toMatchObject({ kind: 'spam', reason: 'honeypot', firstName: 'Divya' })
    const ids = [items[0]!.id]
    const [first, second] = await Promise.all([
      decideHeld(house.as('manager'), { ids, decision: 'release' }),
      decideHeld(house.as('manager'), { ids, decision: 'release' }),
    ])
    expect([first[0]!.result, second[0]!.result].sort()).toEqual(['already_decided', 'released'])
    expect(await count('lead', made)).toBe(1)
  })

  test('that is thrown away becomes nothing', async () => {
    const made = await addCampaign(house)
    await send(made, { body: submission(made, { form_metadata: { website_url: 'x' } }) })
    const { items } = await listHeld(house.system, { campaignId: made.id, limit: 10 })
    const ids = [items[0]!.id]
    expect(await decideHeld(house.as('manager'), { ids, decision: 'discard' })).toMatchObject([
      { result: 'discarded' },
    ])
    expect(await decideHeld(house.as('manager'), { ids, decision: 'release' })).toMatchObject([
      { result: 'already_decided' },
    ])
    expect(await count('lead', made)).toBe(0)
  })
})

describe('the status of a lead', () => {
  test('is told to whoever holds its token, and never names an address', async () => {
    const made = await addCampaign(house)
    const { lead_id: leadId, status_token: token, next_steps: steps } = (await send(made)).json()
    const ask = (path: string, headers = {}) => server.inject({ url: `/v1/api/leads/${path}`, headers })
    const answer = await ask(`${leadId}/status`, { 'x-status-token': token })
    expect(answer.json()).toEqual({
      lead_id: leadId,
      status: 'new',
      last_updated: expect.any(String),
      assigned_to: expect.stringMatching(/^[A-Z][a-z]+$/),
      next_action: 'initial_contact',
      estimated_response_time: steps.expected_response_time,
    })
    const other = (await send(made)).json()
    const unknown = `lead_${'0'.repeat(26)}`
    const refused = await Promise.all([
      ask(`${leadId}/status`),
      ask(`${leadId}/status?token=${other.status_token}`),
      ask(`${unknown}/status?token=${token}`),
      ask('lead_x/status', { 'x-status-token': token }),
    ])
    for (const each of refused) {
      const { request_id: _, ...body } = each.json()
      expect([each.statusCode, body]).toEqual([
        404,
        { success: false, error: 'LEAD_NOT_FOUND', message: expect.any(String), field: 'lead_id', code: 404 },
      ])
    }
    now += 91 * 24 * 60 * MINUTE
    expect((await ask(`${leadId}/status?token=${token}`)).statusCode).toBe(404)
  })
})
