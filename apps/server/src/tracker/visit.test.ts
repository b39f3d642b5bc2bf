// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openConsent } from './consent.ts'
import { openVisit } from './visit.ts'

const MINUTE = 60_000
const arriveAt = (address: string, referrer = ''): void => {
  ;(window as unknown as { happyDOM: { setURL(address: string): void } }).happyDOM.setURL(address)
  vi.spyOn(document, 'referrer', 'get').mockReturnValue(referrer)
}
/** A page that loads the script. */
const open = ({ required = false } = {}) => {
  const consent = openConsent(required, () => visit.follow())
  const visit = openVisit(consent)
  return { consent, visit }
}

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 2, 2, 10) })
  localStorage.clear()
  arriveAt('https://a.example/')
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

test('a visitor keeps their id, and their session until they rest for half an hour', () => {
  const first = open().visit.tracking()
  vi.advanceTimersByTime(29 * MINUTE)
  const second = open().visit.tracking()
  vi.advanceTimersByTime(31 * MINUTE)
  const third = open().visit.tracking()
  expect(first['visitor_id']).toMatch(/^[0-9a-f]{32}$/)
  expect(second).toMatchObject({ visitor_id: first['visitor_id'], session_id: first['session_id'] })
  expect(third['visitor_id']).toBe(first['visitor_id'])
  expect(third['session_id']).not.toBe(first['session_id'])
})

test('how a session began is remembered on the pages after, and a new effort takes the place of the last', () => {
  arriveAt(
    'https://a.example/offer?utm_source=google&utm_medium=cpc&gclid=1&name=Divya',
    'https://www.google.com/search?q=x',
  )
  open().visit.tracking()
  arriveAt('https://a.example/contact', 'https://a.example/offer')
  expect(open().visit.tracking()).toMatchObject({
    utm_source: 'google',
    utm_medium: 'cpc',
    referrer_url: 'https://www.google.com/search',
    landing_page_url: 'https://a.example/offer?utm_source=google&utm_medium=cpc&gclid=1',
  })
  arriveAt('https://a.example/contact?utm_source=newsletter')
  const { visit } = open()
  expect(visit.tracking()).toMatchObject({ utm_source: 'newsletter' })
  expect(visit.tracking()).not.toHaveProperty('utm_medium')
  expect(visit.touches()).toMatchObject({
    first: { utm_source: 'google' },
    current: { utm_source: 'newsletter' },
  })
})

test('where consent is required nothing is stored before it is given, and the visit is known once it is', () => {
  arriveAt('https://a.example/?utm_source=google')
  const { consent, visit } = open({ required: true })
  expect(visit.tracking()).toMatchObject({
    visitor_id: undefined,
    session_id: undefined,
    utm_source: 'google',
  })
  expect([consent.mayRemember(), consent.given(), localStorage.length]).toEqual([false, undefined, 0])
  consent.decide('granted')
  expect(visit.tracking()).toMatchObject({ visitor_id: expect.any(String), utm_source: 'google' })
  expect(open({ required: true }).consent.given()).toBe(true)
})

test('who says no is forgotten: no id, nothing stored, also on the next page', () => {
  const { consent, visit } = open({ required: true })
  consent.decide('granted')
  const { visitor_id: before } = visit.tracking()
  consent.decide('denied')
  expect(visit.tracking()['visitor_id']).toBeUndefined()
  expect(localStorage.length).toBe(0)
  consent.decide('granted')
  expect(visit.tracking()['visitor_id']).not.toBe(before)
})

test('a no counts on the next page also where consent is not required', () => {
  const { consent, visit } = open()
  visit.tracking()
  consent.decide('denied')
  const next = open()
  expect(next.visit.tracking()['visitor_id']).toBeUndefined()
  expect(next.consent.given()).toBe(false)
  expect(localStorage.getItem('tributary.visit')).toBeNull()
})

test("the browser's own privacy signal is a no until the visitor says yes", () => {
  vi.stubGlobal('navigator', { globalPrivacyControl: true })
  const { consent, visit } = open()
  expect(visit.tracking()['visitor_id']).toBeUndefined()
  expect(consent.given()).toBeUndefined()
  consent.decide('granted')
  expect(visit.tracking()['visitor_id']).toBeDefined()
  vi.unstubAllGlobals()
})

test('a page whose storage is blocked still tells how the visitor came', () => {
  vi.spyOn(Storage.prototype, 'getItem').mockImplementation(() => {
    throw new Error('blocked')
  })
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new Error('blocked')
  })
  arriveAt('https://a.example/?utm_source=google')
  const { visit } = open()
  const { visitor_id } = visit.tracking()
  expect(visit.tracking()).toMatchObject({ visitor_id, utm_source: 'google' })
})
