import { addCampaign, submission } from '@tributary/use-cases/testing-capture'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CaptureDoor, of, openCaptureDoor, withEmail } from './testing-capture-door.ts'

let door: CaptureDoor
let house: CaptureDoor['house']
let owner: CaptureDoor['owner']
let send: CaptureDoor['send']
let post: CaptureDoor['post']
let rows: CaptureDoor['rows']
let count: CaptureDoor['count']
beforeAll(async () => {
  door = await openCaptureDoor()
  ;({ house, owner, post, send, rows, count } = door)
})
afterAll(() => door.close())

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
    // Which of them the door takes first is not decided here.
    const sending = [1, 2].map(() => send(body, { 'idempotency-key': 'slow' }))
    try {
      const told = await Promise.race(sending)
      expect([told.statusCode, told.json().error, told.headers['retry-after']]).toEqual([
        409,
        'IDEMPOTENCY_IN_PROGRESS',
        '1',
      ])
    } finally {
      await owner.query('commit')
    }
    const codes = (await Promise.all(sending)).map((answer) => answer.statusCode)
    expect(new Set(codes)).toEqual(new Set([201, 409]))
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
