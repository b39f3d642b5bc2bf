import { inOrganization } from '@tributary/use-cases/in-organization'
import { addCampaign, submission } from '@tributary/use-cases/testing-capture'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CaptureDoor, of, openCaptureDoor, withEmail } from './testing-capture-door.ts'

let door: CaptureDoor
let house: CaptureDoor['house']
let server: CaptureDoor['server']
let campaign: CaptureDoor['campaign']
let send: CaptureDoor['send']
let post: CaptureDoor['post']
let rows: CaptureDoor['rows']
let count: CaptureDoor['count']
beforeAll(async () => {
  door = await openCaptureDoor()
  ;({ house, server, campaign, post, send, rows, count } = door)
})
afterAll(() => door.close())

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
