// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openPageViews } from './page-views.ts'

let sent: Record<string, unknown>[] = []
let seconds = 0
let remembers = true
let status = 202

/** A script stays as long as its page; here the page of the next test takes its place. */
let page = 0

const open = () => {
  const mine = ++page
  const views = openPageViews({
    url: 'https://leads.example.com/v1/api/touches',
    campaign: () => (mine === page ? 'spring' : undefined),
    token: () => 'ct_1',
    mayRemember: () => remembers,
    tracking: () => ({ visitor_id: 'v1', session_id: 's1' }),
    consent: () => undefined,
    seconds: () => seconds,
    moved: () => {
      if (mine === page) seconds = 0
    },
  })
  views.report()
  return views
}
const leave = () => dispatchEvent(new Event('pagehide'))
const told = () => sent.map((body) => [body['page_url'], body['seconds_on_page']])

beforeEach(() => {
  ;[sent, seconds, remembers, status] = [[], 0, true, 202]
  ;(window as unknown as { happyDOM: { setURL(address: string): void } }).happyDOM.setURL(
    'https://a.example/',
  )
  vi.stubGlobal('fetch', (_: string, { body }: { body: string }) => {
    sent.push(JSON.parse(body) as Record<string, unknown>)
    return Promise.resolve({ status })
  })
})
afterEach(() => {
  leave()
  vi.unstubAllGlobals()
})

test('a page is reported when it is seen, and once more with its seconds when it is left', () => {
  open()
  seconds = 42
  leave()
  leave()
  expect(told()).toEqual([
    ['https://a.example/', undefined],
    ['https://a.example/', 42],
  ])
  expect(sent[1]).toMatchObject({ campaign_id: 'spring', visitor_id: 'v1', session_id: 's1' })
})

test('an app that moves on leaves one page and sees the next', () => {
  open()
  seconds = 7
  history.pushState(null, '', '/next')
  seconds = 3
  leave()
  expect(told()).toEqual([
    ['https://a.example/', undefined],
    ['https://a.example/', 7],
    ['https://a.example/next', undefined],
    ['https://a.example/next', 3],
  ])
})

test('who may not be remembered, or was refused, is not followed to the end', async () => {
  status = 403
  open()
  await Promise.resolve()
  leave()
  expect(sent).toHaveLength(1)
  status = 202
  open()
  remembers = false
  leave()
  expect(sent).toHaveLength(2)
})
