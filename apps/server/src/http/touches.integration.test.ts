import { openTestProduct, type TestProduct } from '@tributary/use-cases/testing'
import { addCampaign, submission, type TestCampaign } from '@tributary/use-cases/testing-capture'
import type { FastifyInstance } from 'fastify'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildServer } from '../build-server.ts'

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

let visitors = 0
const view = (made: TestCampaign, changes: Record<string, unknown> = {}) => ({
  campaign_id: made.slug,
  visitor_id: `visitor${++visitors}`,
  session_id: 'session1',
  page_url: 'https://www.example.com/pricing',
  ...changes,
})
const post = (body: unknown, headers: Record<string, string> = {}, at: FastifyInstance = server) =>
  at.inject({
    method: 'POST',
    url: '/v1/api/touches',
    headers: { 'content-type': 'text/plain', origin: campaign.origin, ...headers },
    payload: typeof body === 'string' ? body : JSON.stringify(body),
  })
const recorded = async (visitorId: unknown): Promise<Record<string, unknown>[]> =>
  (await owner.query('select * from event where visitor_id = $1 order by id', [visitorId])).rows

describe('a page view', () => {
  test('is a touch of the visitor in the ledger, with its channel and without the query of the address', async () => {
    const seen = view(campaign, {
      page_url: 'https://www.example.com/pricing?email=divya@acme.example&gclid=xyz',
      landing_page_url: 'https://www.example.com/?gclid=xyz&name=Divya',
      referrer_url: 'https://www.google.com/search?q=secret',
      utm_source: 'google',
      utm_medium: 'cpc',
      utm_campaign: 'spring',
    })
    const answer = await post(seen)
    expect(answer.statusCode).toBe(202)
    expect(answer.json()).toEqual({ success: true })
    expect(answer.headers['access-control-allow-origin']).toBe(campaign.origin)
    const [event, ...others] = await recorded(seen.visitor_id)
    expect(others).toEqual([])
    expect(event).toMatchObject({
      organization_id: house.organizationId,
      type: 'touch.viewed',
      campaign_id: campaign.id,
      lead_id: null,
      contact_id: null,
      sealed: null,
      payload: {
        channel: 'paid_search',
        source: 'google',
        medium: 'paid',
        utm: { source: 'google', medium: 'cpc', campaign: 'spring' },
        referrerHost: 'google.com',
        path: '/pricing',
        sessionId: 'session1',
      },
    })
    expect(JSON.stringify(event)).not.toMatch(/divya|secret|xyz/i)
  })

  test('that ends says how long the page was seen, as a fact of its own and no further view', async () => {
    const seen = view(campaign)
    expect((await post(seen)).statusCode).toBe(202)
    expect((await post({ ...seen, seconds_on_page: 42 })).statusCode).toBe(202)
    expect((await recorded(seen.visitor_id)).map(({ type, payload }) => [type, payload])).toEqual([
      ['touch.viewed', expect.objectContaining({ path: '/pricing' })],
      ['touch.left', { path: '/pricing', sessionId: 'session1', secondsOnPage: 42 }],
    ])
    for (const seconds of [-1, 1.5, 1e9, '42']) {
      const refused = await post({ ...seen, seconds_on_page: seconds })
      expect([refused.statusCode, refused.json().field]).toEqual([400, 'seconds_on_page'])
    }
  })

  test('drops an e-mail address that a link carries in its tags or its path', async () => {
    const seen = view(campaign, {
      page_url: 'https://www.example.com/u/divya%40acme.example/plans',
      utm_source: 'newsletter',
      utm_content: 'divya@acme.example',
    })
    expect((await post(seen)).statusCode).toBe(202)
    const [event] = await recorded(seen.visitor_id)
    expect(event!['payload']).toMatchObject({ path: '/u/-/plans', utm: { source: 'newsletter' } })
    expect(JSON.stringify(event)).not.toMatch(/divya/)
  })

  test('makes its visitor a returning one when they submit a form later', async () => {
    const visitorId = 'visitor-who-returns'
    await post(view(campaign, { visitor_id: visitorId, session_id: 'monday' }))
    const body = submission(campaign)
    const answer = await server.inject({
      method: 'POST',
      url: '/v1/api/leads',
      headers: { origin: campaign.origin },
      payload: { ...body, tracking: { visitor_id: visitorId, session_id: 'tuesday' } },
    })
    expect(answer.statusCode).toBe(201)
    const { rows } = await owner.query(
      `select l.facts from lead l join event e on e.organization_id = l.organization_id and e.lead_id = l.id
       where e.visitor_id = $1 and e.type = 'lead.captured'`,
      [visitorId],
    )
    expect(rows[0].facts.returnVisitor).toBe(true)
  })
})

describe('a page view is refused', () => {
  test.each([
    [
      'from a website that is not on the list',
      {},
      { origin: 'https://evil.example' },
      403,
      'ORIGIN_NOT_ALLOWED',
      'headers.origin',
    ],
    [
      'for a campaign nobody knows',
      { campaign_id: 'nobody-knows' },
      {},
      404,
      'UNKNOWN_CAMPAIGN',
      'campaign_id',
    ],
    ['without a visitor', { visitor_id: undefined }, {}, 400, 'VALIDATION_ERROR', 'visitor_id'],
    [
      'with an e-mail address for an id',
      { visitor_id: 'divya@acme.example' },
      {},
      400,
      'VALIDATION_ERROR',
      'visitor_id',
    ],
    ['with a field that is not known', { email: 'divya@acme.example' }, {}, 400, 'VALIDATION_ERROR', 'email'],
    [
      'with a wrong token',
      { campaign_token: 'wrong' },
      {},
      401,
      'INVALID_CAMPAIGN_TOKEN',
      'headers.x-campaign-token',
    ],
    ['from a visitor who said no', { consent_given: false }, {}, 400, 'CONSENT_REQUIRED', 'consent_given'],
    [
      'as a web form',
      {},
      { 'content-type': 'application/x-www-form-urlencoded' },
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      'headers.content-type',
    ],
  ])('%s', async (_, changes, headers, status, error, field) => {
    const seen = view(campaign, changes)
    const answer = await post(seen, headers)
    expect(answer.statusCode).toBe(status)
    expect(answer.json()).toMatchObject({ success: false, error, field, code: status })
    if (seen.visitor_id) expect(await recorded(seen.visitor_id)).toEqual([])
  })

  test.each([
    ['not JSON', '{'],
    ['a list', '[]'],
    ['nothing', ''],
    ['null', 'null'],
    ['NUL', '{"campaign_id":"a\\u0000"}'],
  ])('as %s', async (_, body) => {
    const answer = await post(body)
    expect(answer.statusCode).toBe(400)
    expect(answer.json()).toMatchObject({ error: 'VALIDATION_ERROR' })
  })

  test('without an origin and without the token of the campaign, and taken with it', async () => {
    const bare = await post(view(campaign), { origin: '' })
    expect(bare.statusCode).toBe(401)
    expect((await post(view(campaign, { campaign_token: campaign.token }), { origin: '' })).statusCode).toBe(
      202,
    )
  })

  test('when the campaign does not run', async () => {
    const paused = await addCampaign(house, { status: 'paused' })
    expect((await post(view(paused))).json()).toMatchObject({ code: 409, error: 'CAMPAIGN_NOT_ACTIVE' })
  })

  test('where consent is required and was not given, and taken when it was', async () => {
    const careful = await addCampaign(house, { requireConsent: true })
    expect((await post(view(careful))).json()).toMatchObject({ code: 400, error: 'CONSENT_REQUIRED' })
    expect((await post(view(careful, { consent_given: true }))).statusCode).toBe(202)
  })
})

test('a browser that asks first is told that any page may ask', async () => {
  const answer = await server.inject({
    method: 'OPTIONS',
    url: '/v1/api/touches',
    headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
  })
  expect(answer.statusCode).toBe(204)
  expect(answer.headers['access-control-allow-origin']).toBe('https://evil.example')
})

test('page views have a limit of their own: an address that looks a lot can still send its form', async () => {
  const narrow = await openTestProduct({
    config: { captureLimits: { perIpPerMinute: 2, perCampaignPerHour: 0 } },
  })
  const at = await buildServer({ product: narrow.product })
  try {
    const made = await addCampaign(narrow)
    const answers = []
    for (let i = 0; i < 7; i++) answers.push(await post(view(made), {}, at))
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([202, 202, 202, 202, 202, 202, 429])
    expect(Number(answers[6]!.headers['retry-after'])).toBeGreaterThan(0)
    const sent = await at.inject({
      method: 'POST',
      url: '/v1/api/leads',
      headers: { origin: made.origin },
      payload: submission(made),
    })
    expect(sent.statusCode).toBe(201)
  } finally {
    await at.close()
    await narrow.close()
  }
})
