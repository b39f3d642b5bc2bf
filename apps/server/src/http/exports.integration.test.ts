import { addCampaign } from '@tributary/use-cases/testing-capture'
import { capture, foldAll, hotSubmission } from '@tributary/use-cases/testing-leads'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestServer, type TestServer } from '../testing.ts'

let test: TestServer
beforeAll(async () => {
  test = await openTestServer()
  const campaign = await addCampaign(test)
  for (let n = 0; n < 3; n++) await capture(test, hotSubmission(campaign))
  await capture(test, hotSubmission(campaign, { company: '+cmd|calc' }))
  await foldAll(test)
})
afterAll(() => test.close())

const download = async (q: unknown, headers: Record<string, string>) =>
  test.server.inject({
    url: `/exports/leads.csv?q=${encodeURIComponent(JSON.stringify(q))}`,
    headers,
  })

describe('the list as a file', () => {
  it('is downloaded by whoever may export, safe for spreadsheets', async () => {
    const answer = await download(
      { columns: ['email', 'company'] },
      { cookie: await test.cookieOf('analyst') },
    )
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(answer.headers['content-disposition']).toMatch(
      /^attachment; filename="leads-\d{4}-\d\d-\d\d\.csv"$/,
    )
    const lines = answer.body.split('\r\n')
    expect(lines[0]).toBe('\ufeff"E-mail","Company"')
    expect(lines.length).toBe(6)
    expect(answer.body).toContain(`"'+cmd|calc"`)
  })

  it('is posted where the choice is too long for a link', async () => {
    const answer = await test.server.inject({
      method: 'POST',
      url: '/exports/leads.csv',
      headers: { cookie: await test.cookieOf('manager') },
      payload: { filter: { text: 'alvarez' }, columns: ['name'], raw: true },
    })
    expect(answer.statusCode).toBe(200)
    expect(answer.body.split('\r\n').slice(0, -1).length).toBe(5)
  })

  it('is refused to reps and viewers, and to nobody in particular', async () => {
    for (const role of ['rep', 'viewer'] as const)
      expect((await download({}, { cookie: await test.cookieOf(role) })).statusCode).toBe(403)
    expect((await download({}, {})).statusCode).toBe(401)
  })

  it('is refused to pages of other websites', async () => {
    const cookie = await test.cookieOf('owner')
    expect((await download({}, { cookie, 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403)
  })

  it('says what is wrong with what was asked', async () => {
    const cookie = await test.cookieOf('owner')
    const odd = await download({ columns: ['password'] }, { cookie })
    expect(odd.statusCode).toBe(400)
    expect(odd.json()).toMatchObject({ error: 'VALIDATION_ERROR', field: 'columns.0' })
    const broken = await test.server.inject({ url: '/exports/leads.csv?q={', headers: { cookie } })
    expect(broken.statusCode).toBe(400)
  })
})
