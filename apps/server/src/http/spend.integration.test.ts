import { createApiKey } from '@tributary/use-cases/api-keys/manage-api-keys'
import { addCampaign, type TestCampaign } from '@tributary/use-cases/testing-capture'
import { capture, foldAll, hotSubmission } from '@tributary/use-cases/testing-leads'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestServer, type TestServer } from '../testing.ts'

let test: TestServer
let campaign: TestCampaign
let writer: string
let reader: string
beforeAll(async () => {
  test = await openTestServer()
  campaign = await addCampaign(test)
  writer = (await createApiKey(test.as('owner'), { name: 'Spend', scopes: ['spend.write'] })).key
  reader = (await createApiKey(test.as('owner'), { name: 'Figures', scopes: ['analytics.read'] })).key
})
afterAll(() => test.close())

const put = (payload: object, key = writer) =>
  test.server.inject({
    method: 'PUT',
    url: `/v1/api/campaigns/${campaign.slug}/spend`,
    headers: { authorization: `Bearer ${key}` },
    payload,
  })
const today = () => new Date().toISOString().slice(0, 10)

describe('PUT /v1/api/campaigns/{campaign_id}/spend', () => {
  it('records days once however often they are sent, and the analytics divide them by the leads', async () => {
    const body = { source: 'google', days: [{ date: today(), spend: '25.50', impressions: 900, clicks: 12 }] }
    expect((await put(body)).json()).toEqual({
      campaign_id: campaign.slug,
      ...{ added: 1, replaced: 0, removed: 0, unchanged: 0 },
    })
    expect((await put(body)).json()).toMatchObject({ added: 0, unchanged: 1 })
    await capture(test, hotSubmission(campaign))
    await capture(test, hotSubmission(campaign))
    await foldAll(test)
    const figures = await test.server.inject({
      url: `/v1/api/campaigns/${campaign.slug}/analytics`,
      headers: { 'x-api-key': reader },
    })
    expect(figures.json()).toMatchObject({
      currency: 'USD',
      metrics: { total_leads: 2, cost_per_lead: 12.75 },
    })
  })
  it('names the field that is wrong, and writes nothing of the request', async () => {
    const days = [
      { date: today(), spend: 1 },
      { date: today(), spend: '1.005', content: 'b' },
    ]
    const refused = await put({ days })
    expect(refused.statusCode).toBe(400)
    expect(refused.json()).toMatchObject({ error: 'VALIDATION_ERROR', field: 'days.1.spend' })
    expect((await put({ days: [{ date: '2099-01-01', spend: 1 }] })).json().field).toBe('days.0.date')
    expect((await put({ days: [{ date: today(), spend: 1, cost: 2 }] })).statusCode).toBe(400)
    expect((await put({ days: days.slice(0, 1) })).json()).toMatchObject({ added: 1 })
  })
  it('needs a key with the right to it', async () => {
    expect((await put({ days: [{ date: today(), spend: 1 }] }, reader)).statusCode).toBe(403)
    expect((await put({ days: [{ date: today(), spend: 1 }] }, 'tb_none')).statusCode).toBe(401)
  })
})

describe('POST /imports/spend', () => {
  it('takes the file of somebody who is signed in and may change campaigns', async () => {
    const csv = `campaign_id,date,spend\n${campaign.slug},2026-03-01,12.50\n`
    const post = async (role: 'manager' | 'viewer') =>
      test.server.inject({
        method: 'POST',
        url: '/imports/spend',
        headers: { cookie: await test.cookieOf(role) },
        payload: { csv },
      })
    expect((await post('viewer')).statusCode).toBe(403)
    expect((await post('manager')).json()).toMatchObject({ written: true, added: 1 })
  })
})
