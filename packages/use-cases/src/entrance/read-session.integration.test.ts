import { afterAll, beforeAll, expect, it } from 'vitest'
import { listMembers } from '../members/list-members.ts'
import { openTestProduct, type TestProduct } from '../testing.ts'
import { readSession } from './read-session.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

let test: TestProduct
let now = Date.UTC(2026, 5, 1, 9)
beforeAll(async () => {
  test = await openTestProduct({ clock: () => now })
})
afterAll(() => test.close())

const read = (cookie: string, active = false) => readSession(test.product, cookie, { active })

it('a signed-in member is known by the cookie, with organization and role', async () => {
  const session = await read(await test.cookieOf('rep'))
  expect(session).toMatchObject({
    organizationId: test.organizationId,
    memberId: test.members.rep.memberId,
    userId: test.members.rep.userId,
    role: 'rep',
  })
})

it('a cookie that we did not sign opens nothing', async () => {
  const cookie = await test.cookieOf('owner')
  const [name, value] = cookie.split('=') as [string, string]
  const token = decodeURIComponent(value).split('.')[0]!
  for (const forged of [
    token,
    `${token}.`,
    `${token}.AAAA`,
    `${encodeURIComponent(`${token}.${'A'.repeat(43)}=`)}`,
    '%',
    '',
  ])
    expect(await read(`${name}=${forged}`)).toBeUndefined()
})

it('a session ends after twelve hours in which nobody did anything', async () => {
  const cookie = await test.cookieOf('manager')
  now += 12 * HOUR - 1
  expect(await read(cookie)).toBeDefined()
  now += 1
  expect(await read(cookie)).toBeUndefined()
  now -= HOUR
  // An ended session does not come back.
  expect(await read(cookie)).toBeUndefined()
})

it('what a person does keeps the session, what the page does by itself does not', async () => {
  const [worked, watched] = [await test.cookieOf('rep'), await test.cookieOf('rep')]
  for (let i = 0; i < 3; i++) {
    now += 5 * HOUR
    await read(worked, true)
    await read(watched, false)
  }
  expect(await read(worked)).toBeDefined()
  expect(await read(watched)).toBeUndefined()
})

it('a session ends after thirty days whatever was done', async () => {
  const cookie = await test.cookieOf('admin')
  for (let i = 0; i < 59; i++) {
    now += 12 * HOUR - MINUTE
    expect(await read(cookie, true)).toBeDefined()
  }
  now += DAY
  expect(await read(cookie, true)).toBeUndefined()
})

it('colleagues see when somebody was last active, not when they last signed in', async () => {
  now += 40 * DAY
  const cookie = await test.cookieOf('analyst')
  const signedIn = now
  const seen = async () =>
    (await listMembers({ ...test.as('owner'), now })).find(({ id }) => id === test.members.analyst.memberId)
      ?.lastSeenAt
  now += 30 * MINUTE
  expect((await read(cookie))?.memberId).toBe(test.members.analyst.memberId)
  expect(await seen()).toBe(new Date(signedIn).toISOString())
  await read(cookie, true)
  expect(await seen()).toBe(new Date(now).toISOString())
})
