import { setPassword } from '@tributary/use-cases/accounts/set-password'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestServer, type TestServer } from './testing.ts'

const MINUTE = 60_000
let now = Date.now()
let test: TestServer
beforeAll(async () => {
  test = await openTestServer({ clock: () => now, config: { openSignUp: true } })
})
afterAll(() => test.close())

let lastIp = 0
/** A network of its own, so that one story's failures do not slow down another's. */
const newIp = () => `203.0.${113 + (lastIp >> 8)}.${lastIp++ & 255}`

const person = (name: string) => ({
  name,
  email: `${name.toLowerCase().replaceAll(' ', '.')}@example.com`,
  password: 'correct horse battery',
  organization: { name: `${name} & Co`, currency: 'EUR', locale: 'de', timeZone: 'Europe/Berlin' },
})
const signUp = async (name: string) => {
  const input = person(name)
  const answer = await test.call('accounts.signUp', input, { ip: newIp() })
  expect(answer.error).toBeUndefined()
  return { ...input, cookie: answer.cookie! }
}
const me = async (cookie: string | undefined) =>
  (await test.call('accounts.me', undefined, { cookie })).data as {
    email: string
    role: string
    organization: { name: string }
  } | null
const signIn = (email: string, password: string, ip = newIp()) =>
  test.call('accounts.signIn', { email, password }, { ip })

/** The link in the newest mail to an address. */
const linkFor = async (email: string): Promise<string> => {
  let text = ''
  await expect
    .poll(async () => {
      const list = (await test.call('mailbox.list')).data as { id: string; to: string }[]
      const mail = list.find(({ to }) => to.includes(email))
      if (mail) text = ((await test.call('mailbox.read', { id: mail.id })).data as { text: string }).text
      return text
    })
    .toContain('http')
  return /token=([\w-]+)/.exec(text)![1]!
}

describe('signing up', () => {
  it('makes an account, its organization with the person as owner, and signs in', async () => {
    const { cookie, email } = await signUp('Ada Lovelace')
    expect(await me(cookie)).toMatchObject({
      email,
      role: 'owner',
      organization: { name: 'Ada Lovelace & Co', currency: 'EUR', timeZone: 'Europe/Berlin' },
    })
  })

  it('refuses a short password and an unknown zone with the field', async () => {
    const short = await test.call(
      'accounts.signUp',
      { ...person('Short One'), password: 'eleven char' },
      { ip: newIp() },
    )
    expect(short).toMatchObject({
      status: 400,
      error: { data: { code: 'VALIDATION_ERROR', field: 'password' } },
    })
    const input = person('Lost One')
    const zone = await test.call(
      'accounts.signUp',
      { ...input, organization: { ...input.organization, timeZone: 'Mars/Olympus' } },
      { ip: newIp() },
    )
    expect(zone.error?.data.field).toBe('organization.timeZone')
  })

  it('sets a cookie that no script reads and that is not sent along from elsewhere', async () => {
    const answer = await test.call('accounts.signUp', person('Cookie Monster'), { ip: newIp() })
    const header = String(answer.headers['set-cookie'])
    expect(header).toMatch(/HttpOnly/i)
    expect(header).toMatch(/SameSite=Lax/i)
  })

  it('confirms the address by the link in the mail, once', async () => {
    const { email, cookie } = await signUp('Grace Hopper')
    const token = await linkFor(email)
    expect((await test.call('accounts.confirmEmail', { token })).data).toEqual({ done: true })
    expect((await test.call('accounts.profile', undefined, { cookie })).data).toMatchObject({
      emailVerified: true,
    })
    expect((await test.call('accounts.confirmEmail', { token })).status).toBe(404)
  })
})

describe('signing in and out', () => {
  it('opens a session with the right password and ends it again', async () => {
    const { email, password } = await signUp('Alan Turing')
    const { cookie } = await signIn(email.toUpperCase(), password)
    expect(await me(cookie)).toMatchObject({ email })
    await test.call('accounts.signOut', undefined, { cookie })
    expect(await me(cookie)).toBeNull()
  })

  it('says the same about a wrong password and an address nobody has', async () => {
    const { email } = await signUp('Katherine Johnson')
    const wrong = await signIn(email, 'not the password')
    const unknown = await signIn('nobody@example.com', 'not the password')
    expect(wrong.status).toBe(401)
    expect(unknown.status).toBe(wrong.status)
    expect({ ...unknown.error?.data, requestId: '' }).toEqual({ ...wrong.error?.data, requestId: '' })
    expect(unknown.error?.message).toBe(wrong.error?.message)
  })

  it('takes as long to refuse an address nobody has as one that somebody has', async () => {
    const { email } = await signUp('Edsger Dijkstra')
    const timed = async (address: string) => {
      const times: number[] = []
      for (let i = 0; i < 4; i++) {
        const start = performance.now()
        await signIn(address, 'not the password')
        times.push(performance.now() - start)
      }
      return Math.min(...times)
    }
    const [known, unknown] = [await timed(email), await timed('nobody.at.all@example.com')]
    expect(unknown).toBeGreaterThan(known * 0.5)
    expect(unknown).toBeLessThan(known * 2)
  })

  it('waits after five failures at an account, also for the right password, whoever asks, and never forever', async () => {
    const { email, password } = await signUp('Donald Knuth')
    for (let i = 0; i < 5; i++) expect((await signIn(email, 'wrong')).status).toBe(401)
    const refused = await signIn(email, password)
    expect(refused).toMatchObject({ status: 429, error: { data: { code: 'RATE_LIMITED', retryAfter: 60 } } })
    now += MINUTE
    expect((await signIn(email, 'wrong')).status).toBe(401)
    expect((await signIn(email, password)).error?.data.retryAfter).toBe(120)
    now += 2 * MINUTE
    expect((await signIn(email, password)).status).toBe(200)
    // A right password starts anew.
    expect((await signIn(email, 'wrong')).status).toBe(401)
  })

  it('doubles the wait to fifteen minutes and no further', async () => {
    const email = 'nobody.ever@example.com'
    for (let i = 0; i < 5; i++) await signIn(email, 'wrong')
    const waits: (number | undefined)[] = []
    for (let i = 0; i < 6; i++) {
      const wait = (await signIn(email, 'wrong')).error?.data.retryAfter
      waits.push(wait)
      now += (wait ?? 0) * 1000
      expect((await signIn(email, 'wrong')).status).toBe(401)
    }
    expect(waits).toEqual([60, 120, 240, 480, 900, 900])
  })

  it('waits after five failures from one network, whatever the account', async () => {
    const ip = newIp()
    for (let i = 0; i < 5; i++) expect((await signIn(`guess${i}@example.com`, 'wrong', ip)).status).toBe(401)
    expect((await signIn('guess9@example.com', 'wrong', ip)).status).toBe(429)
    expect((await signIn('guess9@example.com', 'wrong')).status).toBe(401)
  })

  it('counts a hundred tries at once as a hundred', async () => {
    const { email } = await signUp('Barbara Liskov')
    const answers = await Promise.all(Array.from({ length: 30 }, () => signIn(email, 'wrong')))
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(5)
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(25)
  })
})

describe('a forgotten password', () => {
  it('is set anew by the link in the mail, once, and every session ends', async () => {
    const { email, cookie } = await signUp('Tony Hoare')
    const before = await linkFor(email)
    await test.call('accounts.forgotPassword', { email }, { ip: newIp() })
    await expect.poll(() => linkFor(email)).not.toBe(before)
    const token = await linkFor(email)
    const reset = await test.call(
      'accounts.resetPassword',
      { token, password: 'a wholly new password' },
      { ip: newIp() },
    )
    expect(reset.data).toEqual({ done: true })
    expect(await me(cookie)).toBeNull()
    expect((await signIn(email, 'a wholly new password')).status).toBe(200)
    expect(
      (
        await test.call(
          'accounts.resetPassword',
          { token, password: 'and once more, please' },
          { ip: newIp() },
        )
      ).status,
    ).toBe(404)
  })

  it('is set by whoever runs the instance: the wait is lifted and every session ends', async () => {
    const { email, cookie } = await signUp('Locked Out')
    for (let i = 0; i < 6; i++) await signIn(email, 'wrong')
    await setPassword(test.product, email, 'set on the server itself')
    expect(await me(cookie)).toBeNull()
    expect((await signIn(email, 'set on the server itself')).status).toBe(200)
  })

  it('answers the same for an address nobody has, and sends nothing there', async () => {
    const answer = await test.call('accounts.forgotPassword', { email: 'ghost@example.com' }, { ip: newIp() })
    expect(answer.data).toEqual({ done: true })
    const list = (await test.call('mailbox.list')).data as { to: string }[]
    expect(list.filter(({ to }) => to.includes('ghost'))).toEqual([])
  })
})

describe('what a person changes about themselves', () => {
  it('a new password needs the old one and ends the other sessions', async () => {
    const { email, password, cookie } = await signUp('John McCarthy')
    const other = (await signIn(email, password)).cookie
    const wrong = { currentPassword: 'not it', newPassword: 'something much longer' }
    expect((await test.call('accounts.changePassword', wrong, { cookie })).error?.data.field).toBe(
      'currentPassword',
    )
    await test.call('accounts.changePassword', { ...wrong, currentPassword: password }, { cookie })
    expect(await me(cookie)).not.toBeNull()
    expect(await me(other)).toBeNull()
    expect((await signIn(email, 'something much longer')).status).toBe(200)
  })

  it('a new address counts once its link was opened, and ends the other sessions', async () => {
    const { email, password, cookie } = await signUp('Frances Allen')
    const other = (await signIn(email, password)).cookie
    await test.call('accounts.changeEmail', { email: 'fran@example.com', password }, { cookie })
    expect(await me(cookie)).toMatchObject({ email })
    await test.call('accounts.confirmEmail', { token: await linkFor('fran@example.com') }, { cookie })
    expect(await me(cookie)).toMatchObject({ email: 'fran@example.com' })
    expect(await me(other)).toBeNull()
  })

  it('sees where they are signed in and ends one or all others', async () => {
    const { email, password, cookie } = await signUp('Ken Thompson')
    const [one, two] = [(await signIn(email, password)).cookie!, (await signIn(email, password)).cookie!]
    const list = async () =>
      (await test.call('accounts.sessions', undefined, { cookie })).data as {
        id: string
        isThisOne: boolean
      }[]
    expect(await list()).toHaveLength(3)
    const foreign = await signUp('Mallory Else')
    const id = (await list()).find(({ isThisOne }) => !isThisOne)!.id
    expect((await test.call('accounts.endSession', { id }, { cookie: foreign.cookie })).status).toBe(404)
    expect((await test.call('accounts.endSession', { id }, { cookie })).status).toBe(200)
    expect(await list()).toHaveLength(2)
    await test.call('accounts.endOtherSessions', undefined, { cookie })
    expect(await list()).toHaveLength(1)
    expect([await me(one), await me(two)]).toEqual([null, null])
  })

  it('changes their profile and nothing that is not theirs', async () => {
    const { cookie } = await signUp('Margaret Hamilton')
    const change = { nickname: 'Maggie', phones: ['+1 617 555 0100'], title: 'Director' }
    expect((await test.call('accounts.changeProfile', change, { cookie })).data).toMatchObject(change)
    const grab = await test.call('accounts.changeProfile', { role: 'owner' }, { cookie })
    expect(grab.status).toBe(400)
  })
})

describe('joining by invitation', () => {
  const invite = async (cookie: string, email: string, role = 'rep') => {
    const answer = await test.call('members.invite', { email, role }, { cookie })
    expect(answer.error).toBeUndefined()
    return answer.data as { id: string; url: string }
  }
  const tokenOf = ({ url }: { url: string }) => new URL(url).searchParams.get('token')!

  it('makes an account with the invited role; the link works once', async () => {
    const owner = await signUp('Linus Owner')
    const token = tokenOf(await invite(owner.cookie, 'new.rep@example.com'))
    expect(await linkFor('new.rep@example.com')).toBe(token)
    expect((await test.call('accounts.seeInvitation', { token })).data).toMatchObject({
      organization: 'Linus Owner & Co',
      role: 'rep',
      hasAccount: false,
    })
    const input = { token, name: 'New Rep', password: 'a password of mine' }
    const joined = await test.call('accounts.acceptInvitation', input, { ip: newIp() })
    expect(await me(joined.cookie)).toMatchObject({ role: 'rep', organization: { name: 'Linus Owner & Co' } })
    expect((await test.call('accounts.acceptInvitation', input, { ip: newIp() })).status).toBe(404)
    expect((await signIn('new.rep@example.com', 'a password of mine')).status).toBe(200)
  })

  it('lets somebody with an account join a second organization with the password they have', async () => {
    const [host, guest] = [await signUp('Host Person'), await signUp('Guest Person')]
    const token = tokenOf(await invite(host.cookie, guest.email, 'analyst'))
    const wrong = await test.call('accounts.acceptInvitation', { token, password: 'wrong' }, { ip: newIp() })
    expect(wrong.status).toBe(401)
    const joined = await test.call(
      'accounts.acceptInvitation',
      { token, password: guest.password },
      { ip: newIp() },
    )
    expect(await me(joined.cookie)).toMatchObject({
      role: 'analyst',
      organization: { name: 'Host Person & Co' },
    })
    const mine = (await test.call('accounts.me', undefined, { cookie: joined.cookie })).data as {
      organizations: { id: string; name: string }[]
    }
    const home = mine.organizations.find(({ name }) => name === 'Guest Person & Co')!
    await test.call('accounts.switchOrganization', { organizationId: home.id }, { cookie: joined.cookie })
    expect(await me(joined.cookie)).toMatchObject({
      role: 'owner',
      organization: { name: 'Guest Person & Co' },
    })
  })

  it('a canceled and a replaced invitation open nothing', async () => {
    const { cookie } = await signUp('Second Thoughts')
    const first = await invite(cookie, 'maybe@example.com')
    const second = await invite(cookie, 'maybe@example.com')
    expect((await test.call('accounts.seeInvitation', { token: tokenOf(first) })).status).toBe(404)
    expect((await test.call('accounts.seeInvitation', { token: tokenOf(second) })).status).toBe(200)
    await test.call('members.cancelInvitation', { id: second.id }, { cookie })
    expect((await test.call('accounts.seeInvitation', { token: tokenOf(second) })).status).toBe(404)
  })

  it('an invitation is open for a week', async () => {
    const { cookie } = await signUp('Patient Host')
    const token = tokenOf(await invite(cookie, 'late@example.com'))
    now += 7 * 24 * 60 * MINUTE
    expect((await test.call('accounts.seeInvitation', { token })).status).toBe(404)
  })

  it('only owners invite owners', async () => {
    const cookie = await test.cookieOf('admin')
    const answer = await test.call('members.invite', { email: 'boss@example.com', role: 'owner' }, { cookie })
    expect(answer).toMatchObject({ status: 403, error: { data: { field: 'role' } } })
  })
})
