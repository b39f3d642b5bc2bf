import { CampaignAnalyticsAnswer } from '@tributary/contracts'
import { createApiKey } from '@tributary/use-cases/api-keys/manage-api-keys'
import { openTestProduct, type TestProduct } from '@tributary/use-cases/testing'
import { addCampaign, type TestCampaign } from '@tributary/use-cases/testing-capture'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildServer } from '../build-server.ts'

let house: TestProduct
let server: FastifyInstance
let campaign: TestCampaign
const keys: Record<'analytics' | 'capture' | 'foreign', string> = { analytics: '', capture: '', foreign: '' }

beforeAll(async () => {
  house = await openTestProduct()
  server = await buildServer({ product: house.product })
  campaign = await addCampaign(house)
  const other = await house.addOrganization('Elsewhere')
  const analytics = { name: 'figures', scopes: ['analytics.read' as const] }
  keys.analytics = (await createApiKey(house.as('owner'), analytics)).key
  keys.capture = (await createApiKey(house.as('owner'), { name: 'form', scopes: ['capture'] })).key
  keys.foreign = (await createApiKey(other.as('owner'), analytics)).key
})
afterAll(async () => {
  await server.close()
  await house.close()
})

const ask = (slug: string, headers: Record<string, string> = {}, query = '') =>
  server.inject({ method: 'GET', url: `/v1/api/campaigns/${slug}/analytics${query}`, headers })

describe('campaign analytics', () => {
  test('a key that may read analytics gets the documented answer', async () => {
    const answer = await ask(campaign.slug, { authorization: `Bearer ${keys.analytics}` })
    expect(answer.statusCode).toBe(200)
    expect(CampaignAnalyticsAnswer.strict().safeParse(answer.json()).error).toBeUndefined()
    expect(answer.json()).toMatchObject({
      campaign_id: campaign.slug,
      metrics: { total_leads: 0, conversion_rate: null, cost_per_lead: null, revenue_generated: null },
    })
  })
  test('without a key it is 401, with a key for something else 403, and a session is no key', async () => {
    expect((await ask(campaign.slug)).statusCode).toBe(401)
    expect((await ask(campaign.slug, { cookie: await house.cookieOf('owner') })).statusCode).toBe(401)
    const wrong = await ask(campaign.slug, { 'x-api-key': keys.capture })
    expect([wrong.statusCode, wrong.json().error]).toEqual([403, 'FORBIDDEN'])
  })
  test('a foreign campaign and an unknown one are the same 404', async () => {
    const foreign = await ask(campaign.slug, { 'x-api-key': keys.foreign })
    const unknown = await ask('never-existed', { 'x-api-key': keys.foreign })
    const told = ({ statusCode, json }: typeof foreign) => [statusCode, { ...json(), request_id: '' }]
    expect(told(foreign)).toEqual(told(unknown))
    expect(foreign.statusCode).toBe(404)
  })
  test('a date that is none is 400 and named, also when it was given twice', async () => {
    const headers = { 'x-api-key': keys.analytics }
    for (const query of ['?start=yesterday', '?start=2026-01-01&start=2026-01-02', '?start=2026-02-30']) {
      const answer = await ask(campaign.slug, headers, query)
      expect([answer.statusCode, answer.json().field]).toEqual([400, 'start'])
    }
  })
})
