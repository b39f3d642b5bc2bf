import { inOrganization } from '@tributary/use-cases/in-organization'
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
  // It holds the lock on purpose, however slow the machine is.
  await owner.query('set idle_in_transaction_session_timeout = 0')
})
afterAll(async () => {
  await owner.end()
  await server.close()
  await house.close()
})

// An injected request starts when it is waited for; this one starts at once.
const post = async (body: unknown, headers: Record<string, string> = {}) =>
  server.inject({
    method: 'POST',
    url: '/v1/api/leads',
    headers: { 'content-type': 'application/json', ...headers },
    payload: typeof body === 'string' ? body : JSON.stringify(body),
  })
const send = (body: unknown, headers: Record<string, string> = {}) =>
  post(body, { origin: campaign.origin, ...headers })

const rows = async (sql: string, values: unknown[] = []): Promise<Record<string, unknown>[]> =>
  (await owner.query(sql, values)).rows
const count = async (table: string, where = 'true', values: unknown[] = []): Promise<number> =>
  (await rows(`select count(*)::int as n from ${table} where ${where}`, values))[0]!['n'] as number
const of = (made: TestCampaign) => ({ where: 'campaign_id = $1', values: [made.id] })

const countryFrom = async (remoteAddress: string, more: Record<string, string> = {}) => {
  const made = await addCampaign(house)
  const body = submission(made)
  const answer = await server.inject({
    method: 'POST',
    url: '/v1/api/leads',
    remoteAddress,
    headers: { 'content-type': 'application/json', origin: made.origin, ...more },
    payload: JSON.stringify({
      ...body,
      contact: { ...body.contact, phone: undefined },
      tracking: { ip_address: '194.25.0.60' },
    }),
  })
  const [lead] = await rows('select country, region from lead where campaign_id = $1', [made.id])
  return [answer.statusCode, lead?.['country']]
}

const withEmail = (made: TestCampaign, email: string) => {
  const body = submission(made)
  return { ...body, contact: { ...body.contact, email } }
}

describe('the country of a lead', () => {
  test('is that of the connection, whatever the body or a header claims', async () => {
    expect(await countryFrom('8.8.8.8')).toEqual([201, 'US'])
    expect(await countryFrom('8.8.8.8', { 'x-forwarded-for': '194.25.0.60' })).toEqual([201, 'US'])
    expect(await countryFrom('2001:4860:4860::8888')).toEqual([201, 'US'])
  })

  test('is unknown, and the lead is taken, where the address says nothing or is nonsense', async () => {
    for (const address of [
      '127.0.0.1',
      '10.1.2.3',
      '203.0.113.9',
      '::1',
      'fe80::1%eth0',
      "'; drop table lead",
      '',
    ])
      expect(await countryFrom(address)).toEqual([201, null])
  })
})

describe('a submission', () => {
  test('is answered with the documented fields and stands in the ledger with its score and its owner', async () => {
    const body = submission(campaign)
    const answer = await send(body)
    expect(answer.statusCode).toBe(201)
    expect(answer.json()).toEqual({
      success: true,
      lead_id: expect.stringMatching(/^lead_[0-9a-z]{26}$/),
      message: expect.any(String),
      next_steps: { expected_response_time: '2 hours', contact_method: 'email', tracking_enabled: true },
      status_token: expect.any(String),
    })
    const [lead] = await rows('select * from lead where campaign_id = $1', [campaign.id])
    expect(lead).toMatchObject({ points: 85, grade: 'A', channel: 'paid_search', stage: 'new', via: 'form' })
    const [event] = await rows("select * from event where lead_id = $1 and type = 'lead.captured'", [
      lead!['id'],
    ])
    const payload = event!['payload'] as {
      score: { points: number }
      ownerId: string | null
      route: unknown[]
    }
    expect(payload.score.points).toBe(85)
    expect(payload.ownerId).toBe(lead!['owner_id'])
    expect(await count('routing_snapshot', 'hash = $1', [payload.route[0]])).toBe(1)
    const jobs = await rows("select data from pgboss.job where name = 'ledger.fold'")
    expect(jobs.some((job) => JSON.stringify(job['data']).includes(event!['id'] as string))).toBe(true)
  })

  test('leaves no personal data readable in the database', async () => {
    const body = submission(campaign)
    await send({
      ...body,
      contact: { ...body.contact, firstName: 'Zyxxenia', email: 'zyxxenia@planted.example.org' },
    })
    for (const table of ['contact', 'lead', 'event', 'held_submission', 'idempotency', 'pgboss.job'])
      expect(
        await count(`${table} as t`, "t::text ilike '%zyxxenia%' or t::text ilike '%heating stopped%'"),
      ).toBe(0)
  })

  test('drops keys that nobody knows, names them, and is taken', async () => {
    const body = submission(campaign)
    const answer = await send({ ...body, colour: 'blue', contact: { ...body.contact, title: 'Dr' } })
    expect(answer.statusCode).toBe(201)
    expect(answer.json().warnings).toEqual([
      'Unknown field ignored: contact.title',
      'Unknown field ignored: colour',
    ])
  })

  test('from a visitor who was here before scores as a returning one, in one session it does not', async () => {
    const own = await addCampaign(house)
    const tracking = { visitor_id: 'v-return', session_id: 's1' }
    await send(submission(own, { tracking }))
    await send(submission(own, { tracking }))
    await send(submission(own, { tracking: { ...tracking, session_id: 's2' } }))
    const leads = await rows('select facts from lead where campaign_id = $1 order by captured_at, id', [
      own.id,
    ])
    expect(leads.map((lead) => (lead['facts'] as { returnVisitor: boolean }).returnVisitor)).toEqual([
      false,
      false,
      true,
    ])
  })

  test('of a known person changes nothing about the person and keeps what it says differently', async () => {
    const first = await addCampaign(house)
    const second = await addCampaign(house)
    await send(withEmail(first, 'Anna@Known.example.com'))
    const before = await rows('select id, sealed from contact')
    const body = withEmail(second, 'anna@known.EXAMPLE.com')
    expect((await send({ ...body, contact: { ...body.contact, firstName: 'Annabel' } })).statusCode).toBe(201)
    expect(await rows('select id, sealed from contact')).toEqual(before)
    const [a] = await rows('select contact_id from lead where campaign_id = $1', [first.id])
    const [b] = await rows('select contact_id from lead where campaign_id = $1', [second.id])
    expect(b!['contact_id']).toBe(a!['contact_id'])
  })
})

describe('the credentials of a submission', () => {
  test('an origin that is not on the list is refused, in every disguise', async () => {
    const disguises = [
      'https://www.example.com.evil.io',
      'http://www.example.com',
      'https://www.example.com:444',
      'https://example.com',
      'null',
      'https://WWW.example.com',
      'https://www.example.com.',
      'https://evil.io',
      'https://www.example.com/path',
    ]
    for (const origin of disguises) {
      const answer = await post(submission(campaign), { origin })
      expect([origin, answer.statusCode, answer.json().error]).toEqual([origin, 403, 'ORIGIN_NOT_ALLOWED'])
      expect(answer.headers['access-control-allow-origin']).toBe(origin)
    }
  })

  test('without an origin the token of the campaign or a key is needed', async () => {
    const bare = await post(submission(campaign))
    expect([bare.statusCode, bare.json().error]).toEqual([401, 'INVALID_CAMPAIGN_TOKEN'])
    expect((await post(submission(campaign), { 'x-campaign-token': campaign.token })).statusCode).toBe(201)
    expect((await post(submission(campaign), { 'x-campaign-token': 'ct_wrong' })).statusCode).toBe(401)
    expect((await post(submission(campaign), { 'x-api-key': 'tb_wrong' })).statusCode).toBe(401)
  })

  test('a campaign that asks for its token asks every page for it', async () => {
    const strict = await addCampaign(house, { requireToken: true })
    expect((await send(submission(strict))).statusCode).toBe(401)
    expect((await send(submission(strict), { 'x-campaign-token': strict.token })).statusCode).toBe(201)
  })

  test('a preflight answers any page', async () => {
    const answer = await server.inject({
      method: 'OPTIONS',
      url: '/v1/api/leads',
      headers: { origin: 'https://anywhere.example', 'access-control-request-method': 'POST' },
    })
    expect(answer.statusCode).toBe(204)
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': 'https://anywhere.example',
      'access-control-allow-methods': 'POST',
    })
    expect(answer.headers['access-control-allow-credentials']).toBeUndefined()
  })
})

describe('a campaign', () => {
  test('that nobody knows is named as unknown', async () => {
    const answer = await send({ ...submission(campaign), campaign_id: 'nowhere' })
    expect([answer.statusCode, answer.json()]).toMatchObject([
      404,
      { error: 'UNKNOWN_CAMPAIGN', field: 'campaign_id' },
    ])
  })

  test('is believed as it stands now, not as it stood when the door last looked', async () => {
    const own = await addCampaign(house, { status: 'draft' })
    expect((await send(submission(own))).statusCode).toBe(409)
    const set = (status: string) =>
      inOrganization(
        house.system,
        async ({ em }) =>
          void (await em.execute('update campaign set status = ? where id = ?', [status, own.id])),
      )
    await set('active')
    expect((await send(submission(own))).statusCode).toBe(201)
    await set('paused')
    const answer = await send(submission(own))
    expect([answer.statusCode, answer.json().error]).toEqual([409, 'CAMPAIGN_NOT_ACTIVE'])
  })

  test('that needs consent says so', async () => {
    const own = await addCampaign(house, { requireConsent: true })
    const answer = await send(submission(own, { form_metadata: { consent_given: false } }))
    expect([answer.statusCode, answer.json()]).toMatchObject([
      400,
      { error: 'CONSENT_REQUIRED', field: 'form_metadata.consent_given', code: 400 },
    ])
    expect((await send(submission(own))).statusCode).toBe(201)
  })
})

describe('a second submission', () => {
  test('of the same person to the same campaign within a day is told of the first, and its touch counts', async () => {
    const own = await addCampaign(house)
    const first = await send(withEmail(own, 'twice@person.example.com'))
    const second = await send(withEmail(own, 'TWICE@person.example.com'))
    expect(second.statusCode).toBe(409)
    expect(second.json()).toMatchObject({
      success: false,
      error: 'DUPLICATE_SUBMISSION',
      field: 'contact.email',
      code: 409,
      lead_id: first.json().lead_id,
    })
    expect(second.json().status_token).toBeUndefined()
    expect(await count('event', "campaign_id = $1 and type = 'touch.repeated'", [own.id])).toBe(1)
    expect(await count('lead', of(own).where, of(own).values)).toBe(1)
  })

  test('a hundred people who each send three times at once make a hundred leads and two hundred touches', async () => {
    const own = await addCampaign(house)
    const bodies = Array.from({ length: 300 }, (_, i) => withEmail(own, `crowd${i % 100}@many.example.com`))
    const answers = await Promise.all(bodies.map((body) => send(body)))
    const codes = answers.map((answer) => answer.statusCode)
    expect(codes.filter((code) => code === 201)).toHaveLength(100)
    expect(codes.filter((code) => code === 409)).toHaveLength(200)
    expect(await count('lead', of(own).where, of(own).values)).toBe(100)
    expect(await count('event', "campaign_id = $1 and type = 'touch.repeated'", [own.id])).toBe(200)
    expect(await count('event', "campaign_id = $1 and type = 'lead.captured'", [own.id])).toBe(100)
    const [shares] = await rows(
      `select max(n)::int - min(n)::int as gap from (
         select owner_id, count(*) as n from lead where campaign_id = $1 group by owner_id) as each`,
      [own.id],
    )
    expect(shares!['gap']).toBeLessThanOrEqual(1)
  })
})

describe('an idempotency key', () => {
  test('answers the same request alike, another body not at all', async () => {
    const own = await addCampaign(house)
    const body = submission(own)
    const key = { 'idempotency-key': 'key-1' }
    const first = await send(body, key)
    const again = await send(JSON.stringify(body, null, 2), key)
    expect(again.statusCode).toBe(201)
    expect(again.json()).toEqual(first.json())
    expect(again.headers['idempotent-replayed']).toBe('true')
    expect(first.headers['idempotent-replayed']).toBeUndefined()
    const other = await send(submission(own), key)
    expect([other.statusCode, other.json().error]).toEqual([422, 'IDEMPOTENCY_MISMATCH'])
    expect(await count('lead', of(own).where, of(own).values)).toBe(1)
    expect(await count('event', of(own).where, of(own).values)).toBe(1)
  })

  test('of one sender is not another’s', async () => {
    const own = await addCampaign(house)
    const key = { 'idempotency-key': 'shared' }
    expect((await send(submission(own), key)).statusCode).toBe(201)
    expect((await post(submission(own), { ...key, 'x-campaign-token': own.token })).statusCode).toBe(201)
  })

  test('sent ten times at once makes one lead and ten equal answers', async () => {
    const own = await addCampaign(house)
    const body = submission(own)
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => send(body, { 'idempotency-key': 'at-once' })),
    )
    expect(new Set(answers.map((answer) => answer.body)).size).toBe(1)
    expect(answers.map((answer) => answer.statusCode)).toEqual(Array(10).fill(201))
    expect(await count('lead', of(own).where, of(own).values)).toBe(1)
  })

  test('repeats the answer to a duplicate, and forgets a refusal', async () => {
    const own = await addCampaign(house)
    await send(withEmail(own, 'again@idem.example.com'))
    const body = withEmail(own, 'again@idem.example.com')
    const key = { 'idempotency-key': 'dup' }
    expect((await send(body, key)).statusCode).toBe(409)
    const replayed = await send(body, key)
    expect([replayed.statusCode, replayed.headers['idempotent-replayed']]).toEqual([409, 'true'])
    expect(await count('event', "campaign_id = $1 and type = 'touch.repeated'", [own.id])).toBe(1)
    const bad = { ...submission(own), source: '' }
    expect((await send(bad, { 'idempotency-key': 'bad' })).statusCode).toBe(400)
    expect((await send(submission(own), { 'idempotency-key': 'bad' })).statusCode).toBe(201)
  })

  test('whose first request still runs after two seconds is told to ask again', async () => {
    const own = await addCampaign(house)
    const body = submission(own)
    await owner.query('begin')
    await owner.query('select 1 from capture_state where organization_id = $1 for update', [
      house.organizationId,
    ])
    const first = send(body, { 'idempotency-key': 'slow' })
    const second = await send(body, { 'idempotency-key': 'slow' })
    expect([second.statusCode, second.json().error, second.headers['retry-after']]).toEqual([
      409,
      'IDEMPOTENCY_IN_PROGRESS',
      '1',
    ])
    await owner.query('commit')
    expect((await first).statusCode).toBe(201)
  })
})

describe('what robots send', () => {
  test('is answered like any other, kept as spam, and becomes no lead', async () => {
    const own = await addCampaign(house)
    const answer = await send(submission(own, { form_metadata: { website_url: 'https://buy.example' } }))
    expect(answer.statusCode).toBe(201)
    expect(Object.keys(answer.json()).sort()).toEqual([
      'lead_id',
      'message',
      'next_steps',
      'status_token',
      'success',
    ])
    const fast = await send(submission(own, { form_metadata: { seconds_since_render: 1 } }))
    expect(fast.statusCode).toBe(201)
    expect(
      await rows('select kind, reason from held_submission where campaign_id = $1 order by id', [own.id]),
    ).toEqual([
      { kind: 'spam', reason: 'honeypot' },
      { kind: 'spam', reason: 'too_fast' },
    ])
    expect(await count('lead', of(own).where, of(own).values)).toBe(0)
  })
})

describe('trouble with the database', () => {
  test('four submissions that cannot be written fail alone among two hundred', async () => {
    const own = await addCampaign(house)
    await owner.query(`alter table lead add constraint poison check (capture_point <> 'poison')`)
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, i) =>
        send(submission(own, { source: i % 50 === 7 ? 'poison' : 'modal' })),
      ),
    )
    await owner.query('alter table lead drop constraint poison')
    const codes = answers.map((answer) => answer.statusCode)
    expect(codes.filter((code) => code === 201)).toHaveLength(196)
    expect(codes.filter((code) => code === 500)).toHaveLength(4)
    expect(await count('lead', of(own).where, of(own).values)).toBe(196)
    expect(await count('event', of(own).where, of(own).values)).toBe(196)
  })

  test('a connection that dies on the way is told as such, and nothing is half written or doubled', async () => {
    const own = await addCampaign(house)
    const superuser = new Client({ connectionString: house.database.superuserUrl })
    await superuser.connect()
    await owner.query('begin')
    await owner.query('select 1 from capture_state where organization_id = $1 for update', [
      house.organizationId,
    ])
    const sending = Array.from({ length: 20 }, () => send(submission(own)))
    await new Promise((resolve) => setTimeout(resolve, 200))
    await superuser.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where application_name = 'tributary-capture' and datname = current_database()`,
    )
    await owner.query('rollback')
    await superuser.end()
    const answers = await Promise.all(sending)
    const codes = answers.map((answer) => answer.statusCode)
    expect(codes.every((code) => code === 201 || code === 503)).toBe(true)
    const failed = answers.filter((answer) => answer.statusCode === 503)
    expect(failed.length).toBeGreaterThan(0)
    expect(failed[0]!.headers['retry-after']).toBe('2')
    const accepted = codes.filter((code) => code === 201).length
    expect(await count('lead', of(own).where, of(own).values)).toBe(accepted)
    expect((await send(submission(own))).statusCode).toBe(201)
  })
})
