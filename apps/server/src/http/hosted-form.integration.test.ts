import { inOrganization } from '@tributary/use-cases/in-organization'
import { openTestProduct, type TestProduct } from '@tributary/use-cases/testing'
import { addCampaign, type TestCampaign } from '@tributary/use-cases/testing-capture'
import type { FastifyInstance } from 'fastify'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildServer } from '../build-server.ts'

let now = Date.UTC(2026, 2, 2, 10)
let house: TestProduct
let server: FastifyInstance
let owner: Client
let people = 0

beforeAll(async () => {
  house = await openTestProduct({ clock: () => now })
  server = await buildServer({ product: house.product })
  owner = new Client({ connectionString: house.database.migratorUrl })
  await owner.connect()
})
afterAll(async () => {
  await owner.end()
  await server.close()
  await house.close()
})

const setForm = (made: TestCampaign, form: unknown) =>
  inOrganization(house.system, ({ db }) =>
    db
      .updateTable('campaign')
      .set({ form: JSON.stringify(form) } as never)
      .where('id', '=', made.id)
      .execute(),
  )
const open = (made: Pick<TestCampaign, 'slug'>, query = '') =>
  server.inject({ url: `/f/${made.slug}${query}`, headers: { accept: 'text/html' } })
const shownIn = (page: string): string => /name="shown" value="([^"]+)"/.exec(page)?.[1] ?? ''
const person = () => ({
  first_name: 'Divya',
  last_name: 'Rao',
  email: `divya${++people}@acme.example`,
  website_url: '',
})
const post = (
  made: Pick<TestCampaign, 'slug'>,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
  query = '',
) =>
  server.inject({
    method: 'POST',
    url: `/f/${made.slug}${query}`,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      origin: 'http://localhost:3000',
      ...headers,
    },
    payload: new URLSearchParams(fields).toString(),
  })
/** What a person does: opens the page, reads for a while, and sends it. */
const fillIn = async (made: TestCampaign, fields: Record<string, string>, seconds = 30) => {
  const shown = shownIn((await open(made)).body)
  now += seconds * 1000
  return post(made, { ...fields, shown })
}
const leadsOf = async (made: TestCampaign): Promise<Record<string, unknown>[]> =>
  (await owner.query('select * from lead where campaign_id = $1', [made.id])).rows
const heldOf = async (made: TestCampaign): Promise<Record<string, unknown>[]> =>
  (await owner.query('select * from held_submission where campaign_id = $1', [made.id])).rows

describe('the hosted form of a campaign', () => {
  test('shows the fields, the words and the services that the campaign chose', async () => {
    const made = await addCampaign(house)
    await setForm(made, {
      title: 'Warm again <today>',
      intro: 'Tell us what is cold.',
      button: 'Ask for help',
      fields: ['phone', 'urgency'],
    })
    const page = await open(made)
    expect(page.statusCode).toBe(200)
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8')
    expect(page.headers['cache-control']).toBe('no-store')
    expect(page.body).toContain('<h1>Warm again &lt;today&gt;</h1>')
    expect(page.body).toContain('Tell us what is cold.')
    expect(page.body).toContain('>Ask for help</button>')
    const names = [...page.body.matchAll(/<(?:input|select|textarea)[^>]* name="([^"]+)"/g)].map(
      ([, name]) => name,
    )
    expect(names).toEqual(['first_name', 'last_name', 'email', 'phone', 'urgency', 'website_url', 'shown'])
    expect(page.body).not.toContain(made.token)
  })

  test('becomes a lead without any script', async () => {
    const made = await addCampaign(house)
    const sent = await fillIn(made, { ...person(), phone: '+1 555 123 4567', message: 'One\r\ntwo' })
    expect(sent.statusCode).toBe(303)
    expect(sent.headers.location).toBe(`/f/${made.slug}?sent`)
    const [lead, ...others] = await leadsOf(made)
    expect(others).toEqual([])
    expect(lead).toMatchObject({ via: 'hosted_form', capture_point: 'landing-page', consent: null })
    const thanks = await open(made, '?sent')
    expect(thanks.body).toContain('Thank you')
    expect(thanks.body).not.toContain('<form')
  })

  test('is one lead when somebody presses twice', async () => {
    const made = await addCampaign(house)
    const shown = shownIn((await open(made)).body)
    now += 30_000
    const fields = { ...person(), shown }
    const answers = await Promise.all([post(made, fields), post(made, fields)])
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([303, 303])
    expect(await leadsOf(made)).toHaveLength(1)
  })

  test('thanks somebody who sends the same request again the next hour', async () => {
    const made = await addCampaign(house)
    const fields = person()
    await fillIn(made, fields)
    expect((await fillIn(made, { ...fields, message: 'Any news?' })).statusCode).toBe(303)
    expect(await leadsOf(made)).toHaveLength(1)
  })

  test('marks the field at fault and keeps everything that was typed', async () => {
    const made = await addCampaign(house)
    const answer = await fillIn(made, { ...person(), email: 'divya@acme', message: 'Two <b>lines</b>' })
    expect(answer.statusCode).toBe(400)
    expect(answer.body).toMatch(/id="email"[^>]*aria-invalid="true" aria-describedby="email-fault"/)
    expect(answer.body).toMatch(/id="email-fault"[^>]*>Please give an e-mail address/)
    expect(answer.body).toContain('value="divya@acme"')
    expect(answer.body).toContain('>Two &lt;b&gt;lines&lt;/b&gt;</textarea>')
    expect(await leadsOf(made)).toEqual([])
    // Who corrects one letter at once is no robot: the form is as old as when it was first shown.
    now += 1000
    const again = await post(made, { ...person(), shown: shownIn(answer.body) })
    expect(again.statusCode).toBe(303)
    expect(await leadsOf(made)).toHaveLength(1)
    expect(await heldOf(made)).toEqual([])
  })

  test('thanks a robot and keeps what it sent aside', async () => {
    const trapped = await addCampaign(house)
    expect((await fillIn(trapped, { ...person(), website_url: 'https://spam.example' })).statusCode).toBe(303)
    const hasty = await addCampaign(house)
    expect((await fillIn(hasty, person(), 1)).statusCode).toBe(303)
    expect([await leadsOf(trapped), await leadsOf(hasty)]).toEqual([[], []])
    expect((await heldOf(trapped))[0]).toMatchObject({ kind: 'spam', reason: 'honeypot' })
    expect((await heldOf(hasty))[0]).toMatchObject({ kind: 'spam', reason: 'too_fast' })
  })

  test('shows itself again when its signed moment is missing, forged or of another form', async () => {
    const made = await addCampaign(house)
    const other = await addCampaign(house)
    for (const shown of ['', 'A'.repeat(42), shownIn((await open(other)).body)]) {
      const answer = await post(made, { ...person(), shown })
      expect(answer.statusCode).toBe(400)
      expect(answer.body).toContain('role="alert"')
      expect(answer.body).toContain('value="Divya"')
      expect((await post(made, { ...person(), shown: shownIn(answer.body) })).statusCode).toBe(303)
    }
    expect(await leadsOf(made)).toHaveLength(3)
  })

  test('asks for consent where the campaign requires it, and stores it', async () => {
    const made = await addCampaign(house, { requireConsent: true })
    const page = await open(made)
    expect(page.body).toMatch(/id="consent"[^>]* required/)
    expect(page.body).toContain('data-consent="required"')
    const refused = await fillIn(made, person())
    expect(refused.statusCode).toBe(400)
    expect(refused.body).toContain('id="consent-fault"')
    expect((await fillIn(made, { ...person(), consent: 'yes' })).statusCode).toBe(303)
    expect(await leadsOf(made)).toMatchObject([{ consent: true }])
  })

  test('works for a campaign that requires its token', async () => {
    const made = await addCampaign(house, { requireToken: true })
    expect((await open(made)).body).toContain(`data-tributary-token="${made.token}"`)
    expect((await fillIn(made, person())).statusCode).toBe(303)
    expect(await leadsOf(made)).toHaveLength(1)
  })

  test('is not sent from the page of somebody else', async () => {
    const made = await addCampaign(house)
    const shown = shownIn((await open(made)).body)
    const answer = await post(made, { ...person(), shown }, { origin: 'https://evil.example' })
    expect(answer.statusCode).toBe(403)
    expect(await leadsOf(made)).toEqual([])
  })
})

test('what cannot be read is answered with a page', async () => {
  const made = await addCampaign(house)
  const huge = await post(made, { ...person(), message: 'x'.repeat(300 * 1024) })
  expect([huge.statusCode, huge.headers['content-type']]).toEqual([413, 'text/html; charset=utf-8'])
  const strange = await post(made, person(), { 'content-type': 'application/pdf' })
  expect([strange.statusCode, strange.headers['content-type']]).toEqual([415, 'text/html; charset=utf-8'])
})

describe('there is no form', () => {
  test('where no campaign is, nor where one was never opened', async () => {
    const draft = await addCampaign(house, { status: 'draft' })
    for (const made of [{ slug: 'nobody-knows' }, { slug: '%3Cscript%3E' }, draft]) {
      const page = await open(made)
      expect(page.statusCode).toBe(404)
      expect(page.body).toContain('There is no form at this address')
      expect((await post(made, person())).statusCode).toBe(404)
    }
  })

  test('while the campaign rests, and the page says so', async () => {
    const made = await addCampaign(house, { status: 'paused' })
    const page = await open(made)
    expect(page.statusCode).toBe(404)
    expect(page.body).toContain('This campaign does not take submissions now.')
    expect(page.body).not.toContain('<form')
  })
})

describe('the security policy of the form', () => {
  const policyOf = (page: { headers: Record<string, unknown> }) =>
    String(page.headers['content-security-policy'])

  test('allows its own script and sheet and no frame', async () => {
    const page = await open(await addCampaign(house))
    expect(policyOf(page)).toMatch(
      /^default-src 'none'; script-src 'self'; style-src 'sha256-[^']+'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
    )
    expect(page.headers['x-frame-options']).toBeDefined()
    expect(page.body).not.toMatch(/<script(?! src="\/t\.js")|style="|\son[a-z]+="/)
  })

  test('allows the websites of the campaign to frame it when it is embedded', async () => {
    const made = await addCampaign(house)
    const page = await open(made, '?embed=1')
    expect(policyOf(page)).toContain(`frame-ancestors ${made.origin}`)
    expect(page.headers['x-frame-options']).toBeUndefined()
    expect(page.body).toContain(`action="/f/${made.slug}?embed=1"`)
    const sent = await post(made, { ...person(), shown: shownIn(page.body) }, {}, '?embed=1')
    expect(sent.headers.location).toBe(`/f/${made.slug}?sent&embed=1`)
  })
})

test('while the database is away, people and pages are asked to come back', async () => {
  const lonely = await openTestProduct()
  const at = await buildServer({ product: lonely.product })
  const { slug, origin } = await addCampaign(lonely)
  const { superuserUrl } = lonely.database
  const name = new URL(superuserUrl).pathname.slice(1)
  const superuser = new Client({ connectionString: superuserUrl.replace(/\/[^/]*$/, '/postgres') })
  await superuser.connect()
  try {
    await superuser.query(`alter database ${name} allow_connections false`)
    await superuser.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name])
    const page = await at.inject({ url: `/f/${slug}` })
    expect([page.statusCode, page.headers['content-type']]).toEqual([503, 'text/html; charset=utf-8'])
    expect(Number(page.headers['retry-after'])).toBeGreaterThan(0)
    const seen = { campaign_id: slug, visitor_id: 'v1', page_url: `${origin}/` }
    const touch = await at.inject({
      method: 'POST',
      url: '/v1/api/touches',
      headers: { origin },
      payload: seen,
    })
    expect(touch.json()).toMatchObject({ code: 503, error: 'UNAVAILABLE' })
  } finally {
    await superuser.query(`alter database ${name} allow_connections true`)
    await superuser.end()
    await at.close()
    await lonely.close()
  }
})
