import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { classifyAnswer, createHttp, maskSecrets, readJson, retryAfterMs } from './http.ts'
import { OUTCOMES } from './outcomes.ts'

const NOW = new Date('2026-11-20T12:00:00Z')
const servers: Server[] = []
const { send, close } = createHttp()

const serve = async (listener: RequestListener): Promise<string> => {
  const server = createServer(listener)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

const get = (url: string, timeoutMs = 2_000) => send({ method: 'GET', url, timeoutMs })

describe('the way out over HTTP', () => {
  it('gives the answer with its status, headers and body', async () => {
    const url = await serve((_, response) => response.writeHead(201, { 'X-Thing': '7' }).end('made'))
    expect(await get(url)).toMatchObject({ kind: 'answer', status: 201, body: 'made', whole: true })
  })

  it('follows no redirect', async () => {
    let visits = 0
    const url = await serve((_, response) => {
      visits += 1
      response.writeHead(302, { location: '/elsewhere' }).end()
    })
    expect(await get(url)).toMatchObject({ kind: 'answer', status: 302 })
    expect(visits).toBe(1)
  })

  it('knows that a refused connection carried nothing', async () => {
    const url = await serve(() => undefined)
    await new Promise((resolve) => servers.splice(0)[0]?.close(resolve))
    expect(await get(url)).toEqual({ kind: 'not_sent', reason: 'ECONNREFUSED' })
  })

  it('knows that a reset after the request may have carried everything', async () => {
    const url = await serve((request) => request.socket.resetAndDestroy())
    expect((await get(url)).kind).toBe('lost')
  })

  it('gives up after the total time, also when the other side never answers', async () => {
    const url = await serve(() => undefined)
    const started = performance.now()
    expect((await get(url, 150)).kind).toBe('lost')
    expect(performance.now() - started).toBeLessThan(1_500)
  })

  it('counts a slow body against the total time and keeps the status', async () => {
    const url = await serve((_, response) => void response.writeHead(200, { 'content-length': 9 }).write('o'))
    expect(await get(url, 200)).toMatchObject({ kind: 'answer', status: 200, body: 'o', whole: false })
  })

  it('reads no more than its cap of an endless answer', async () => {
    const url = await serve((_, response) => response.end(Buffer.alloc(3 * 1024 * 1024, 'x')))
    const answer = await get(url)
    expect(answer).toMatchObject({ kind: 'answer', whole: false })
    expect(answer.kind === 'answer' && answer.body.length).toBeLessThanOrEqual(1024 * 1024)
  })

  it('tells of a failure by its code alone, never by an address', async () => {
    const answer = await get('http://127.0.0.1:1/services/T0/B0/very-secret')
    expect(JSON.stringify(answer)).not.toContain('secret')
  })

  it('closes its connections when told to', async () => {
    const own = createHttp()
    await own.close()
    expect((await own.send({ method: 'GET', url: 'http://127.0.0.1:1/', timeoutMs: 100 })).kind).not.toBe(
      'answer',
    )
    await close()
  })
})

describe('what an answer means', () => {
  const answer = (status: number, headers: Record<string, string> = {}) =>
    classifyAnswer({ kind: 'answer', status, headers, body: '', whole: true }, NOW)

  it.each([
    [200, 'ok'],
    [204, 'ok'],
    [302, 'rejected'],
    [400, 'rejected'],
    [401, 'auth_broken'],
    [402, 'quota_exhausted'],
    [403, 'auth_broken'],
    [404, 'rejected'],
    [408, 'retry_backoff'],
    [422, 'rejected'],
    [429, 'retry_backoff'],
    [500, 'retry_backoff'],
    [502, 'retry_backoff'],
    [503, 'retry_backoff'],
  ] as const)('%i is %s', (status, kind) => {
    expect(answer(status)).toMatchObject({ kind, status })
  })

  it('waits as long as it is asked to', () => {
    expect(answer(429, { 'retry-after': '30' })).toMatchObject({ kind: 'retry_after', ms: 30_000 })
    expect(answer(503, { 'retry-after': 'Fri, 20 Nov 2026 12:01:00 GMT' })).toMatchObject({ ms: 60_000 })
  })

  it('calls a lost answer and a cut success unknown, and an unsent request a retry', () => {
    expect(classifyAnswer({ kind: 'lost', reason: 'ECONNRESET' }, NOW).kind).toBe('unknown_outcome')
    expect(classifyAnswer({ kind: 'not_sent', reason: 'ENOTFOUND' }, NOW).kind).toBe('retry_backoff')
    const cut = { kind: 'answer', status: 200, headers: {}, body: '', whole: false } as const
    expect(classifyAnswer(cut, NOW).kind).toBe('unknown_outcome')
  })

  it('says nothing that is not on the closed list', () => {
    for (let status = 100; status < 600; status++) expect(OUTCOMES).toContain(answer(status).kind)
  })
})

describe('the small readers', () => {
  it('reads Retry-After as seconds or as a date, at most a day, and nothing else', () => {
    expect(retryAfterMs('120', NOW)).toBe(120_000)
    expect(retryAfterMs('999999999', NOW)).toBe(86_400_000)
    expect(retryAfterMs('Fri, 20 Nov 2026 11:00:00 GMT', NOW)).toBe(0)
    expect(retryAfterMs('soon', NOW)).toBeNull()
    expect(retryAfterMs(undefined, NOW)).toBeNull()
  })

  it('reads JSON or nothing', () => {
    expect(readJson('{"a":1}')).toEqual({ a: 1 })
    expect(readJson('{"a":')).toBeUndefined()
  })

  it('leaves no secret in a text, also where one contains another', () => {
    expect(maskSecrets('key=abcdef and abcdefgh', ['abcdef', 'abcdefgh'])).toBe('key=*** and ***')
  })
})
