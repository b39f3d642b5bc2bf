import { randomBytes } from 'node:crypto'
import { foldEvents } from '@tributary/use-cases/ledger/fold-events'
import { runEffects } from '@tributary/use-cases/notifications/run-effects'
import { addCampaign, submission, type TestCampaign } from '@tributary/use-cases/testing-capture'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestServer, type TestServer } from './testing.ts'

const IP = '198.51.100.177'
const mark = () => `q${randomBytes(5).toString('hex')}`
const letters = () => mark().replaceAll(/\d/g, (digit) => 'ghijklmnop'[Number(digit)]!)

/** A person nobody has heard of, so that every trace of them comes from here. */
const newPerson = () => {
  const [first, last] = [letters(), letters()]
  const number = 2_000_000 + Math.floor(Math.random() * 7_000_000)
  return {
    contact: {
      firstName: first,
      lastName: last,
      email: `${first}.${last}@${letters()}.example.com`,
      phone: `+1512${number}`,
    },
    message: `My name is ${mark()} and my door code is ${mark()}`,
  }
}
type Person = ReturnType<typeof newPerson>

let test: TestServer
let campaign: TestCampaign
let superuser: Client
beforeAll(async () => {
  test = await openTestServer()
  campaign = await addCampaign(test)
  superuser = new Client({ connectionString: test.database.superuserUrl })
  await superuser.connect()
})
afterAll(async () => {
  await superuser.end()
  await test.close()
})

const send = (
  { contact, message }: Person,
  changes: Record<string, unknown> = {},
  headers: Record<string, string> = {},
) => {
  const standard = submission(campaign)
  return test.server.inject({
    method: 'POST',
    url: '/v1/api/leads',
    remoteAddress: IP,
    headers: {
      origin: campaign.origin,
      'x-campaign-token': campaign.token,
      'user-agent': 'Mozilla/5.0',
      ...headers,
    },
    payload: {
      ...standard,
      contact: { ...standard.contact, ...contact },
      lead_details: { ...standard.lead_details, message },
      ...changes,
    },
  })
}

/** Every row of every table of every schema, as a dump would hold it. */
const dump = async (): Promise<string> => {
  const { rows: tables } = await superuser.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema')`,
  )
  const parts: string[] = []
  for (const { name } of tables) {
    const { rows } = await superuser.query<{ line: string }>(`select t::text as line from ${name} t`)
    parts.push(...rows.map(({ line }) => `${name} ${line}`))
  }
  return parts.join('\n').toLowerCase()
}

/** Each word of a person, as it is and as bytes are printed. */
const tracesOf = ({ contact, message }: Person): string[] => {
  const words = [
    contact.firstName,
    contact.lastName,
    contact.email,
    contact.phone,
    contact.phone.slice(2),
    ...message.split(' ').filter((word) => word.length > 8),
  ]
  return words.flatMap((word) => {
    const bytes = Buffer.from(word)
    // The middle of the base64 form, whatever stood before and after it.
    return [word, bytes.toString('hex'), bytes.toString('base64').slice(1, -4)]
  })
}

const found = (text: string, people: readonly Person[]): string[] =>
  people.flatMap(tracesOf).filter((trace) => trace.length > 6 && text.includes(trace.toLowerCase()))

/** What the worker derives and sends, done here and now. */
const workEverything = async (): Promise<void> => {
  const events = await superuser.query<{ id: string }>('select id from event')
  await foldEvents(test.system, { eventIds: events.rows.map(({ id }) => id) })
  const effects = await superuser.query<{ id: string }>('select id from effect')
  await runEffects(test.system, { effectIds: effects.rows.map(({ id }) => id) })
}

it('finds what is written plainly, so that finding nothing means something', async () => {
  const person = newPerson()
  await superuser.query('create table planted (note text)')
  await superuser.query('insert into planted values ($1)', [`call ${person.contact.firstName} now`])
  expect(found(await dump(), [person])).toEqual([person.contact.firstName])
  await superuser.query('drop table planted')
})

it('a dump of everything, the queue included, and the logs name nobody who was captured', async () => {
  const people = Array.from({ length: 25 }, newPerson)
  for (const person of people) expect((await send(person)).statusCode).toBe(201)
  const [twice, spammer, refused, odd] = [people[0]!, newPerson(), newPerson(), newPerson()]
  await send(twice)
  await send(twice, {}, { 'idempotency-key': 'the same key' })
  await send(spammer, { website: 'https://spam.example' })
  await send(refused, { contact: { ...refused.contact, email: `${refused.contact.email} not an address` } })
  await send(odd, { [odd.contact.lastName]: 'a field nobody asked for' })
  await workEverything()
  const text = await dump()
  expect(text).toContain('lead.captured')
  expect(text).toMatch(/effect .*succeeded/)
  const everyone = [...people, spammer, refused, odd]
  expect(found(text, everyone)).toEqual([])
  expect(found(test.logged.join('\n').toLowerCase(), everyone)).toEqual([])
})

it('neither the dump nor the logs hold the address somebody came from', async () => {
  const text = `${await dump()}\n${test.logged.join('\n')}`
  expect(text).not.toContain(IP)
  expect(text).not.toContain(Buffer.from(IP).toString('hex'))
})
