import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestServer, type TestServer } from '../testing.ts'

let webFolder: string
let test: TestServer
beforeAll(async () => {
  webFolder = await mkdtemp(join(tmpdir(), 'tributary-web-'))
  await writeFile(join(webFolder, 'index.html'), '<!doctype html><title>Tributary</title>')
  test = await openTestServer({
    webFolder,
    trustProxy: ['10.0.0.0/8'],
    config: { publicUrl: 'https://leads.example.com' },
  })
})
afterAll(async () => {
  await test.close()
  await rm(webFolder, { recursive: true, force: true })
})

const signOut = (headers: Record<string, string>) => test.call('accounts.signOut', undefined, { headers })

describe('pages of others', () => {
  it.each([
    'https://leads.example.com.evil.io',
    'https://evil.io',
    'http://leads.example.com',
    'https://leads.example.com:8443',
    'https://sub.leads.example.com',
    'https://leads.example.com.',
    'https://LEADS.example.com',
    'https://leads.example.com@evil.io',
    'https://xn--leds-example-5fb.com',
    'http://localhost:3000',
    'null',
    'file://',
  ])('cannot call the app from %s', async (origin) => {
    expect((await signOut({ origin, host: 'leads.example.com' })).status).toBe(403)
  })

  it('cannot call it without naming an origin either: the browser says where it is', async () => {
    expect((await signOut({ 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    expect((await signOut({ 'sec-fetch-site': 'same-site' })).status).toBe(403)
  })

  it('cannot send a form: only JSON is read', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])
      expect((await signOut({ 'content-type': type })).status).toBe(415)
  })

  it('our own page can', async () => {
    const headers = { origin: 'https://leads.example.com', 'sec-fetch-site': 'same-origin' }
    expect((await signOut(headers)).status).toBe(200)
  })
})

describe('answers', () => {
  it('allow scripts of our own only, and no frame around them', async () => {
    const answer = await test.server.inject({ url: '/leads', headers: { accept: 'text/html' } })
    expect(answer.statusCode).toBe(200)
    const policy = String(answer.headers['content-security-policy'])
    expect(policy).toContain("script-src 'self'")
    expect(/script-src[^;]*unsafe/.test(policy)).toBe(false)
    expect(policy).toContain("frame-ancestors 'none'")
    expect(answer.headers['strict-transport-security']).toContain('max-age=31536000')
    expect(answer.headers['x-content-type-options']).toBe('nosniff')
  })

  it('carry an id of the request that is ours, not the caller’s', async () => {
    const answer = await test.server.inject({ url: '/healthz', headers: { 'x-request-id': 'theirs' } })
    expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('say nothing about a bug but the id to look it up by', async () => {
    const cookie = await test.cookieOf('owner')
    const [name] = cookie.split('=')
    expect(name).toBe('__Host-tributary')
    const { product } = test
    const real = product.keysOf
    Object.assign(product, { keysOf: () => Promise.reject(new Error('secret of divya@example.com')) })
    const answer = await test.call('members.list', undefined, { cookie })
    Object.assign(product, { keysOf: real })
    expect(answer).toMatchObject({ status: 500, error: { data: { code: 'INTERNAL' } } })
    expect(JSON.stringify(answer)).not.toContain('secret')
    const line = test.logged.find((text) => text.includes(answer.error!.data.requestId))
    expect(line).toContain('a procedure failed')
    expect(test.logged.join('\n')).not.toContain('divya@example.com')
  })

  it('refuse a body above the limit and more than twenty calls at once', async () => {
    const large = await test.call('accounts.signIn', { email: 'a@b.co', password: 'x'.repeat(300_000) })
    expect(large.status).toBe(413)
    const many = await test.server.inject({
      url: `/api/trpc/${Array(21).fill('accounts.welcome').join(',')}?batch=1&input={}`,
    })
    expect(many.statusCode).toBe(413)
  })

  it('refuse names of the language itself in a body', async () => {
    const answer = await test.server.inject({
      method: 'POST',
      url: '/api/trpc/accounts.signIn',
      headers: { 'content-type': 'application/json' },
      payload: '{"__proto__":{"admin":true},"email":"a@b.co","password":"x"}',
    })
    expect(answer.statusCode).toBe(400)
  })
})

describe('a forged address', () => {
  it('does not change who is counted, unless a trusted proxy tells it', async () => {
    const tries = async (ip: string, forwarded: (i: number) => string) => {
      const answers: number[] = []
      for (let i = 0; i < 7; i++)
        answers.push(
          (
            await test.call(
              'accounts.signIn',
              { email: `guess${ip}${i}@example.com`, password: 'wrong' },
              { ip, headers: { 'x-forwarded-for': forwarded(i) } },
            )
          ).status,
        )
      return answers
    }
    expect(await tries('198.51.100.9', (i) => `203.0.113.${i}`)).toEqual([401, 401, 401, 401, 401, 429, 429])
    expect(new Set(await tries('10.1.2.3', (i) => `203.0.113.${i + 50}`))).toEqual(new Set([401]))
  })
})

describe('plain addresses for scripts', () => {
  it('sign in, say who is there, and sign out', async () => {
    const me = async (cookie?: string) =>
      (await test.server.inject({ url: '/api/auth/me', headers: cookie ? { cookie } : {} })).statusCode
    expect(await me()).toBe(401)
    const cookie = await test.cookieOf('rep')
    expect(await me(cookie)).toBe(200)
    await test.server.inject({ method: 'POST', url: '/api/auth/logout', headers: { cookie }, payload: {} })
    expect(await me(cookie)).toBe(401)
    const wrong = await test.server.inject({
      method: 'POST',
      url: '/api/auth/login',
      payload: { email: 'x' },
    })
    expect(wrong.json()).toMatchObject({ success: false, code: 'VALIDATION_ERROR', field: 'email' })
  })
})

describe('metrics', () => {
  it('are for this machine and its network, and name routes, not people', async () => {
    const near = await test.server.inject({ url: '/metrics', remoteAddress: '127.0.0.1' })
    expect(near.body).toContain('tributary_http_seconds')
    expect(near.body).not.toContain('@')
    expect((await test.server.inject({ url: '/metrics', remoteAddress: '203.0.113.1' })).statusCode).toBe(404)
    const handedOn = {
      url: '/metrics',
      remoteAddress: '127.0.0.1',
      headers: { 'x-forwarded-for': '203.0.113.1' },
    }
    expect((await test.server.inject(handedOn)).statusCode).toBe(404)
  })
})
