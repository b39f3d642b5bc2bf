// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { bindForms, showSettled } from './bind-forms.ts'
import { openConsent } from './consent.ts'
import { openOutbox } from './outbox.ts'
import { writeSubmission } from './submission.ts'
import { openVisibleTime } from './visible-time.ts'
import { openVisit } from './visit.ts'

const BASE = 'https://t.example'
const HOUR = 3_600_000
type Sent = { url: string; key: string; token: string | null; body: string; credentials?: string }
type Reply = { status: number; body?: object; headers?: Record<string, string> } | 'offline' | 'never'

let sent: Sent[]
let replies: Reply[]
const accepted: Reply = {
  status: 201,
  body: { success: true, lead_id: 'lead_1', message: 'Thank you. We have it.' },
}

/** The page, from loading the script on; what is stored stays from page to page. */
const load = (markup: string, { required = false } = {}) => {
  document.body.innerHTML = markup
  const consent = openConsent(required, () => {
    visit.follow()
    outbox.follow()
  })
  const visit = openVisit(consent)
  const time = openVisibleTime()
  const outbox = openOutbox(BASE, consent.mayRemember, showSettled(consent.mayRemember))
  bindForms({
    base: BASE,
    outbox,
    write: (bound) => writeSubmission(bound, visit, consent, time),
    bound: () => undefined,
  })
  return consent
}
const contact = (attributes = '') => `<form data-tributary-campaign="spring" ${attributes}>
  <label>First <input name="first_name" value="Divya"></label><label>Last <input name="last_name" value="Rao"></label>
  <label>E-mail <input name="email" value="divya@acme.example"></label><button>Send</button></form>`
const form = (): HTMLFormElement => document.querySelector('form')!
const submit = async (): Promise<void> => {
  form().dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }))
  await vi.advanceTimersByTimeAsync(0)
}
const heard = (name: string): CustomEvent[] => {
  const events: CustomEvent[] = []
  document.addEventListener(`tributary:${name}`, (event) => events.push(event as CustomEvent))
  return events
}

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 2, 2, 10) })
  localStorage.clear()
  sent = []
  replies = []
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    const headers = new Headers(init.headers)
    sent.push({
      url,
      key: headers.get('idempotency-key')!,
      token: headers.get('x-campaign-token'),
      body: init.body as string,
      credentials: init.credentials,
    })
    const reply = replies.shift() ?? accepted
    if (reply === 'never') return new Promise(() => undefined)
    if (reply === 'offline') throw new TypeError('Failed to fetch')
    return new Response(JSON.stringify(reply.body ?? {}), { status: reply.status, headers: reply.headers })
  })
})
afterEach(() => {
  vi.clearAllTimers()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('a form that names a campaign', () => {
  test('is sent to the server the script came from, with what it was shown and how long', async () => {
    load(
      contact(
        'data-tributary-token="ct_1" data-tributary-source="landing-page" data-tributary-form-version="3" id="footer"',
      ),
    )
    vi.advanceTimersByTime(40_000)
    await submit()
    expect(sent).toHaveLength(1)
    expect(sent[0]).toMatchObject({
      url: `${BASE}/v1/api/leads`,
      token: 'ct_1',
      credentials: 'omit',
      key: expect.stringMatching(/^[0-9a-f]{32}$/),
    })
    expect(JSON.parse(sent[0]!.body)).toMatchObject({
      campaign_id: 'spring',
      source: 'landing-page',
      contact: { firstName: 'Divya', lastName: 'Rao', email: 'divya@acme.example' },
      tracking: { visitor_id: expect.any(String), session_id: expect.any(String) },
      form_metadata: {
        form_type: 'footer',
        form_version: '3',
        website_url: '',
        timestamp: '2026-03-02T10:00:40.000Z',
      },
      behavior: { time_on_page_seconds: 40 },
    })
  })

  test('gets a trap that people neither see, reach nor hear', () => {
    load(contact())
    const trap = form().querySelector<HTMLInputElement>('[name=website_url]')!
    expect(trap.tabIndex).toBe(-1)
    expect(trap.getAttribute('autocomplete')).toBe('off')
    expect(trap.closest('[aria-hidden=true]')).not.toBeNull()
    expect(form().querySelectorAll('[name=website_url]')).toHaveLength(1)
  })

  test('is taken over when a script adds it later', async () => {
    load('<main></main>')
    document.querySelector('main')!.innerHTML = `<div role="dialog">${contact()}</div>`
    await vi.advanceTimersByTimeAsync(0)
    expect(form().querySelector('[name=website_url]')).not.toBeNull()
    vi.advanceTimersByTime(5_000)
    await submit()
    expect(JSON.parse(sent[0]!.body)).toMatchObject({
      source: 'modal',
      form_metadata: { seconds_since_render: 5 },
    })
  })

  test('is sent once, however often somebody presses', async () => {
    load(contact())
    form().requestSubmit()
    form().requestSubmit()
    await submit()
    expect(sent).toHaveLength(1)
  })

  test('leaves alone what the page itself has refused', async () => {
    document.addEventListener('submit', (event) => event.preventDefault(), { capture: true, once: true })
    load(contact())
    await submit()
    expect(sent).toEqual([])
  })

  test('says what the visitor decided about cookies when the form does not ask', async () => {
    const consent = load(contact(), { required: true })
    await submit()
    expect(JSON.parse(sent[0]!.body).form_metadata).not.toHaveProperty('consent_given')
    expect(JSON.parse(sent[0]!.body).tracking).not.toHaveProperty('visitor_id')
    consent.decide('granted')
    await submit()
    expect(JSON.parse(sent[1]!.body).form_metadata.consent_given).toBe(true)
    expect(JSON.parse(sent[1]!.body).tracking).toHaveProperty('visitor_id')
  })
})

describe('the answer', () => {
  test('takes the place of the form, and the page is told', async () => {
    const events = heard('sent')
    load(contact())
    await submit()
    expect(form().hidden).toBe(true)
    expect(document.querySelector('[role=status]')!.textContent).toBe('Thank you. We have it.')
    expect(events.map(({ detail }) => detail.lead_id)).toEqual(['lead_1'])
  })

  test('shows the thanks that the page wrote', async () => {
    load(`${contact('data-tributary-success="#thanks"')}<p id="thanks" hidden>Talk soon.</p>`)
    await submit()
    expect(document.querySelector<HTMLElement>('#thanks')!.hidden).toBe(false)
    expect(document.querySelector('[role=status]')).toBeNull()
  })

  test('is left to the page that asks for it', async () => {
    document.addEventListener('tributary:sent', (event) => event.preventDefault(), { once: true })
    load(contact())
    await submit()
    expect(form().hidden).toBe(false)
  })

  test('thanks also for a request that is known already', async () => {
    replies = [{ status: 409, body: { error: 'DUPLICATE_SUBMISSION', message: 'known', lead_id: 'lead_1' } }]
    load(contact())
    await submit()
    expect(document.querySelector('[role=status]')!.textContent).toBe(
      'Thank you. We have your request already.',
    )
  })

  test('marks the field at fault, says why, and forgets it when the field changes', async () => {
    replies = [
      {
        status: 400,
        body: { error: 'VALIDATION_ERROR', field: 'contact.email', message: 'Not an address.' },
      },
    ]
    const events = heard('error')
    load(contact())
    await submit()
    const email = form().querySelector<HTMLInputElement>('[name=email]')!
    expect(email.getAttribute('aria-invalid')).toBe('true')
    expect(document.getElementById(email.getAttribute('aria-describedby')!)!.textContent).toBe(
      'Not an address.',
    )
    expect(document.activeElement).toBe(email)
    expect(events[0]!.detail).toMatchObject({ field: 'contact.email', element: email })
    email.dispatchEvent(new Event('input', { bubbles: true }))
    expect(email.hasAttribute('aria-invalid')).toBe(false)
    expect(form().querySelector('[data-tributary-message]')).toBeNull()
    expect(localStorage.getItem('tributary.outbox')).toBeNull()
  })

  test('about no field stands at the end of the form', async () => {
    replies = [
      { status: 409, body: { error: 'CAMPAIGN_NOT_ACTIVE', field: 'campaign_id', message: 'Closed.' } },
    ]
    load(contact())
    await submit()
    expect(form().querySelector('[role=alert]')!.textContent).toBe('Closed.')
  })
})

describe('a submission that cannot be delivered', () => {
  test.each<[string, Reply]>([
    ['offline', 'offline'],
    ['the server is away', { status: 503 }],
    ['too many came', { status: 429 }],
  ])('is sent again word for word under its key: %s', async (_, reply) => {
    replies = [reply, reply]
    load(contact())
    await submit()
    expect(form().querySelector('[role=status]')!.textContent).toMatch(/sent again by itself/)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(sent).toHaveLength(3)
    expect(new Set(sent.map((each) => JSON.stringify(each))).size).toBe(1)
    expect(form().hidden).toBe(true)
    expect(localStorage.getItem('tributary.outbox')).toBeNull()
  })

  test('waits as long as the server asks for', async () => {
    replies = [{ status: 429, headers: { 'retry-after': '120' } }]
    load(contact())
    await submit()
    await vi.advanceTimersByTimeAsync(119_000)
    expect(sent).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(32_000)
    expect(sent).toHaveLength(2)
  })

  test('goes at once when the device is online again', async () => {
    replies = ['offline', 'offline', 'offline', 'offline']
    load(contact())
    await submit()
    await vi.advanceTimersByTimeAsync(20_000)
    const before = sent.length
    replies = []
    dispatchEvent(new Event('online'))
    await vi.advanceTimersByTimeAsync(0)
    expect(sent).toHaveLength(before + 1)
    expect(form().hidden).toBe(true)
  })

  test('survives the page, and another page of the site delivers it', async () => {
    replies = ['offline', 'offline']
    load(contact())
    await submit()
    vi.clearAllTimers()
    const events = heard('sent')
    replies = []
    load('<p>Another page</p>')
    await vi.advanceTimersByTimeAsync(5_000)
    expect(sent).toHaveLength(2)
    expect(sent[1]).toEqual(sent[0])
    expect(events).toHaveLength(1)
    expect(localStorage.getItem('tributary.outbox')).toBeNull()
  })

  test('is delivered by the next page when its own was left while it was on its way', async () => {
    replies = ['never']
    load(contact())
    await submit()
    load('<p>Another page</p>')
    await vi.advanceTimersByTimeAsync(5_000)
    expect(sent).toHaveLength(2)
    expect(sent[1]).toEqual(sent[0])
    expect(localStorage.getItem('tributary.outbox')).toBeNull()
  })

  test('is given up after 23 hours: the server would no longer know its key', async () => {
    replies = ['offline']
    load(contact())
    await submit()
    vi.clearAllTimers()
    vi.setSystemTime(Date.now() + 23 * HOUR + 1)
    load('<p>Another page</p>')
    await vi.advanceTimersByTimeAsync(10_000)
    expect(sent).toHaveLength(1)
  })

  test('is the same submission when somebody presses again, and another one when they change a word', async () => {
    replies = ['offline', 'offline', 'offline']
    load(contact())
    await submit()
    await submit()
    form().querySelector<HTMLInputElement>('[name=last_name]')!.value = 'Iyer'
    await submit()
    expect(sent[1]).toEqual(sent[0])
    expect(sent[2]!.key).not.toBe(sent[0]!.key)
  })

  test('is kept by the open page only where nothing may be stored', async () => {
    replies = ['offline']
    load(contact(), { required: true })
    await submit()
    expect(localStorage.length).toBe(0)
    expect(form().querySelector('[role=status]')!.textContent).toMatch(/keep this page open/)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(sent).toHaveLength(2)
  })
})
