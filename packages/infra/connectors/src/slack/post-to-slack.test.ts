import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Fakes, type HttpFault, startFakes } from '../fakes/index.ts'
import { createHttp } from '../http.ts'
import { leadCard } from './lead-card.ts'
import { createSlack, type PostToSlack } from './post-to-slack.ts'
import { maskSlackWebhookUrl, readSlackWebhookUrl } from './webhook-url.ts'

const PATH = '/services/T000/B000/abcdef1a2b'
const HOOK = `https://hooks.slack.com${PATH}`
const http = createHttp()
let fakes: Fakes
let post: PostToSlack

const message = leadCard({
  operationId: 'op-1',
  leadId: 'lead_1',
  leadUrl: 'https://tributary.example/leads/lead_1',
  grade: 'A',
  points: 90,
  name: null,
  company: 'Acme',
  campaign: 'Spring',
  service: null,
  urgency: null,
  owner: 'Ada',
  message: null,
  reasons: [],
})

const fault = (action: HttpFault) => fakes.script({ service: 'slack', times: 1, action })
const posts = () => fakes.state().slack.posts.length

beforeAll(async () => {
  fakes = await startFakes()
  post = createSlack({ send: http.send, baseUrl: fakes.url, timeoutMs: 400 })
})
beforeEach(() => fakes.reset())
afterAll(async () => {
  await http.close()
  await fakes.close()
})

describe('a post to Slack', () => {
  it('arrives once and is confirmed', async () => {
    expect(await post(HOOK, message)).toEqual({ kind: 'ok', status: 200, reference: null })
    expect(fakes.state().slack.posts).toMatchObject([{ path: PATH, operationId: 'op-1' }])
  })

  it.each([
    ['archived', 410, 'channel_is_archived'],
    ['removed', 404, 'no_service'],
    ['prohibited', 403, 'action_prohibited'],
    ['no_channel', 404, 'channel_not_found'],
  ] as const)('on a hook that is %s breaks the connection', async (state, status, reason) => {
    fakes.setSlackHook(PATH, state)
    expect(await post(HOOK, message)).toEqual({ kind: 'auth_broken', status, reason })
  })

  it.each([
    'no_team',
    'team_disabled',
    'no_active_hooks',
    'invalid_token',
    'posting_to_general_channel_denied',
  ])('that is answered %s breaks the connection whatever the status', async (body) => {
    fault({ type: 'status', status: 400, body })
    expect(await post(HOOK, message)).toMatchObject({ kind: 'auth_broken', reason: body })
  })

  it('that Slack finds malformed is rejected and not tried again', async () => {
    expect(await post(HOOK, { ...message, text: '', blocks: [{ type: 'section' }] })).toEqual({
      kind: 'rejected',
      status: 400,
      reason: 'invalid_blocks',
    })
    for (const body of ['invalid_payload', 'user_not_found', 'no_text', 'too_many_attachments']) {
      fault({ type: 'status', status: 400, body })
      expect(await post(HOOK, message)).toMatchObject({ kind: 'rejected', reason: body })
    }
  })

  it('that comes too fast waits as long as Slack says', async () => {
    fault({ type: 'status', status: 429, headers: { 'Retry-After': '7' } })
    expect(await post(HOOK, message)).toMatchObject({ kind: 'retry_after', ms: 7_000 })
    fault({ type: 'status', status: 429 })
    expect(await post(HOOK, message)).toMatchObject({ kind: 'retry_backoff' })
  })

  it.each([[{ type: 'status', status: 500, body: 'rollup_error' }], [{ type: 'html_502' }]] as [HttpFault][])(
    'met by %o is tried again later',
    async (action) => {
      fault(action)
      expect(await post(HOOK, message)).toMatchObject({ kind: 'retry_backoff' })
      expect(posts()).toBe(0)
    },
  )

  it.each([
    ['answer_then_reset', 1],
    ['truncate', 1],
    ['slow_body', 1],
    ['malformed_json', 1],
    ['reset', 0],
    ['hang', 0],
  ] as const)('met by %s has an unknown outcome (in truth %i arrived)', async (type, arrived) => {
    fault({ type })
    expect((await post(HOOK, message)).kind).toBe('unknown_outcome')
    expect(posts()).toBe(arrived)
  })

  it('to a machine that is away is tried again later', async () => {
    const away = createSlack({ send: http.send, baseUrl: 'http://127.0.0.1:1' })
    expect(await away(HOOK, message)).toEqual({ kind: 'retry_backoff', status: null, reason: 'ECONNREFUSED' })
  })
})

describe('the address of a webhook', () => {
  const foreign = [
    'http://hooks.slack.com/services/T/B/x',
    'https://hooks.slack.com.evil.example/services/T/B/x',
    'https://evil.example/services/T/B/x',
    'https://hooks.slack.com@evil.example/services/T/B/x',
    'https://user:pass@hooks.slack.com/services/T/B/x',
    'https://hooks.slack.com:8443/services/T/B/x',
    'https://hooks.slack.com/api/x',
    'https://hooks.slack.com/services/../admin',
    'https://hooks.slack.com/services/T/B/x?to=evil',
    'https://127.0.0.1/services/T/B/x',
    'https://slack.com/services/T/B/x',
    'not an address',
    '',
  ]

  it.each(foreign)('%s is refused before anything is sent', async (url) => {
    expect(await post(url, message)).toMatchObject({ kind: 'rejected', status: null })
    expect(fakes.journal().filter(({ service }) => service === 'slack')).toEqual([])
  })

  it('is taken on both hosts of Slack', () => {
    expect(readSlackWebhookUrl(HOOK)?.hostname).toBe('hooks.slack.com')
    expect(readSlackWebhookUrl('https://hooks.slack-gov.com/services/T0/B0/xy')).not.toBeNull()
  })

  it('is shown without what would let a reader post', () => {
    expect(maskSlackWebhookUrl(HOOK)).toBe('hooks.slack.com/…/1a2b')
    expect(maskSlackWebhookUrl('whatever')).toBe('***')
  })
})
