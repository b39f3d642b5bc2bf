import { type Random, seededRandom } from '@tributary/kernel'

/** A request that must be refused, and what is wrong with it. */
export type HostileRequest = {
  readonly why: string
  readonly headers: Readonly<Record<string, string>>
  readonly payload: Buffer
}

export type HostileTarget = { readonly slug: string; readonly origin: string }

type Json = Record<string, unknown>

const honest = ({ slug }: HostileTarget): Json => ({
  campaign_id: slug,
  source: 'landing-page',
  contact: {
    firstName: 'Divya',
    lastName: 'Rao',
    email: 'divya.rao@acme.example',
    phone: '+1-555-123-4567',
    company: 'Acme',
  },
  lead_details: {
    service_interest: 'Heat pump',
    urgency: 'High (Same day)',
    message: 'Hello',
    budget_range: '$5000-$10000',
    timeline: 'Within 2 weeks',
  },
  tracking: {
    visitor_id: 'v1',
    session_id: 's1',
    utm_source: 'google',
    referrer_url: 'https://www.google.com/',
  },
  form_metadata: { form_type: 'contact', form_version: '1', timestamp: '2026-03-02T10:00:00Z' },
  behavior: { time_on_page_seconds: 61, fields_total: 5, fields_completed: 5 },
})

const REQUIRED = [
  'campaign_id',
  'source',
  'contact',
  'contact.firstName',
  'contact.lastName',
  'contact.email',
]
const TEXTS = [
  'campaign_id',
  'source',
  'contact.firstName',
  'contact.lastName',
  'contact.email',
  'contact.phone',
  'contact.company',
  'lead_details.service_interest',
  'lead_details.urgency',
  'lead_details.message',
  'lead_details.budget_range',
  'lead_details.timeline',
  'tracking.visitor_id',
  'tracking.session_id',
  'tracking.utm_source',
  'tracking.utm_medium',
  'tracking.utm_campaign',
  'tracking.utm_term',
  'tracking.utm_content',
  'tracking.referrer_url',
  'tracking.landing_page_url',
  'tracking.user_agent',
  'form_metadata.form_type',
  'form_metadata.form_version',
  'form_metadata.website_url',
]
const OBJECTS = ['', 'contact', 'lead_details', 'tracking', 'form_metadata', 'behavior']
const NUMBERS = [
  'behavior.time_on_page_seconds',
  'behavior.fields_total',
  'behavior.fields_completed',
  'form_metadata.seconds_since_render',
]
const BAD_EMAILS = [
  'nobody',
  'a@b',
  '@example.com',
  'a@@example.com',
  'a b@example.com',
  'a@example..com',
  'a@-example.com',
  '.a@example.com',
  'a@1.2.3.4',
  'a@example.com, b@example.com',
  '<a@example.com>',
  "a@example.com' or 1=1 --\u0001@",
]
const BAD_PHONES = [
  'abc',
  '12',
  '+1',
  '+1 555',
  '+999999999999999',
  '1-2-3',
  'call me',
  '+4912',
  "'; drop table lead; --",
]
const BAD_TIMES = ['yesterday', '2026-13-01T00:00:00Z', '2026-02-30T00:00:00Z', '1', '2026-03-02', '10:00']
const BAD_TYPES = [
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/xml',
]
const BAD_ORIGINS = [
  'null',
  'https://evil.example',
  'http://www.example.com',
  'https://www.example.com.evil.example',
]
const ROOTS = ['null', '[]', '"text"', '7', 'true', '[[]]', '{}', '[{}]']

const set = (body: Json, path: string, value: unknown): Json => {
  const [head = '', rest] = path.split(/\.(.*)/s)
  if (rest === undefined || rest === '') return { ...body, [head]: value }
  return { ...body, [head]: set((body[head] ?? {}) as Json, rest, value) }
}

const without = (body: Json, path: string): Json => {
  const [head = '', rest] = path.split(/\.(.*)/s)
  const { [head]: inner, ...others } = body
  return rest === undefined || rest === '' ? others : { ...others, [head]: without(inner as Json, rest) }
}

/** Adds a raw member to an object of a JSON text: what `JSON.stringify` would never write. */
const addRaw = (body: Json, path: string, member: string): string => {
  const mark = '"@":0'
  const marked = path === '' ? { '@': 0, ...body } : set(body, path, { '@': 0, ...(body[path] as Json) })
  return JSON.stringify(marked).replace(mark, member)
}

const between = (random: Random, least: number, most: number): number =>
  least + random.below(most - least + 1)

const nested = (depth: number): string => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`

type Made = {
  readonly why: string
  readonly text: string | Buffer
  readonly headers?: Record<string, string>
}
type Maker = (random: Random, body: Json) => Made

const json = (why: string, value: unknown): Made => ({ why, text: JSON.stringify(value) })

const MAKERS: readonly Maker[] = [
  (random, body) => {
    const path = random.pick(REQUIRED)
    return json(`${path} missing`, without(body, path))
  },
  (random, body) => {
    const path = random.pick(REQUIRED)
    return json(`${path} empty`, set(body, path, random.pick([null, '', '   ', '\u200b', '\t'])))
  },
  (random, body) => {
    const path = random.pick(TEXTS)
    return json(
      `${path} of a wrong type`,
      set(body, path, random.pick([1, true, [], {}, ['x'], { $ne: '' }, 1e21])),
    )
  },
  (random, body) => {
    const path = random.pick(OBJECTS.slice(1))
    return json(`${path} of a wrong type`, set(body, path, random.pick([1, 'text', true, [], [[]]])))
  },
  (random, body) => {
    const path = random.pick(TEXTS)
    return json(`${path} too long`, set(body, path, 'é'.repeat(10_001 + between(random, 0, 2000))))
  },
  (random, body) => json('a megabyte in one field', set(body, random.pick(TEXTS), 'x'.repeat(1_048_576))),
  (random, body) => {
    const path = random.pick(TEXTS)
    return json(`${path} with NUL`, set(body, path, `a\u0000b`))
  },
  (random, body) => {
    const path = random.pick(TEXTS)
    const text = JSON.stringify(set(body, path, 'a@@@b')).replace(
      '@@@',
      random.pick(['\\ud800', '\\udfff', '\\ud83d ']),
    )
    return { why: `${path} with a lone surrogate`, text }
  },
  (random, body) => json('a bad e-mail', set(body, 'contact.email', random.pick(BAD_EMAILS))),
  (random, body) => json('an impossible phone', set(body, 'contact.phone', random.pick(BAD_PHONES))),
  (random, body) => json('a bad time', set(body, 'form_metadata.timestamp', random.pick(BAD_TIMES))),
  (random, body) => {
    const path = random.pick(NUMBERS)
    return json(`${path} out of range`, set(body, path, random.pick([-1, '5', 1e300, true, []])))
  },
  (random, body) => ({
    why: 'an endless number',
    text:
      addRaw(body, 'behavior', '"fields_total":1e999').replace(/,"fields_total":5/, '') +
      ' '.repeat(between(random, 0, 9)),
  }),
  (random, body) => {
    const path = random.pick(OBJECTS)
    const key = random.pick(['"__proto__"', '"\\u005f_proto__"'])
    return { why: `__proto__ in ${path || 'the body'}`, text: addRaw(body, path, `${key}:{"admin":true}`) }
  },
  (random, body) => {
    const path = random.pick(OBJECTS)
    return {
      why: `bottomless nesting in ${path || 'the body'}`,
      text: addRaw(body, path, `"deep":${nested(between(random, 40, 20_000))}`),
    }
  },
  (random, body) => {
    const [path, key] = random.pick([
      ['', 'source'],
      ['contact', 'email'],
      ['contact', 'firstName'],
      ['lead_details', 'message'],
    ] as const)
    return { why: `${key} written twice`, text: addRaw(body, path, `"${key}":"first"`) }
  },
  (random, body) => {
    const text = JSON.stringify(body)
    return { why: 'a truncated body', text: text.slice(0, between(random, 0, text.length - 1)) }
  },
  (random, body) => {
    const bytes = Buffer.from(JSON.stringify(body))
    const at = between(random, 20, bytes.length - 2)
    return {
      why: 'broken UTF-8',
      text: Buffer.concat([bytes.subarray(0, at), Buffer.from([0xff, 0xfe]), bytes.subarray(at)]),
    }
  },
  (random) => ({
    why: 'noise',
    text: Buffer.from(Array.from({ length: between(random, 1, 200) }, () => between(random, 0, 255))),
  }),
  (random) => ({ why: 'another root', text: random.pick(ROOTS) }),
  (random, body) => ({
    ...json('another content type', body),
    headers: { 'content-type': random.pick(BAD_TYPES) },
  }),
  (random, body) => ({ ...json('a foreign origin', body), headers: { origin: random.pick(BAD_ORIGINS) } }),
  (random, body) =>
    json('an unknown campaign', set(body, 'campaign_id', `nowhere-${between(random, 0, 1e6)}`)),
  (random, body) => ({
    ...json('a wrong token', body),
    headers: { 'x-campaign-token': `ct_${between(random, 0, 1e6)}` },
  }),
  (random, body) => ({
    ...json('a wrong key', body),
    headers: { authorization: `Bearer tb_${between(random, 0, 1e6)}` },
  }),
  (random, body) => ({
    ...json('a long idempotency key', body),
    headers: { 'idempotency-key': 'k'.repeat(between(random, 256, 4000)) },
  }),
]

/** Makes requests that no door may take, another with each call; the same seed makes the same ones. */
export const hostileRequests = (seed: number, target: HostileTarget): (() => HostileRequest) => {
  const random = seededRandom(seed)
  return () => {
    const { why, text, headers = {} } = random.pick(MAKERS)(random, honest(target))
    return {
      why,
      payload: typeof text === 'string' ? Buffer.from(text) : text,
      headers: { 'content-type': 'application/json', origin: target.origin, ...headers },
    }
  }
}
