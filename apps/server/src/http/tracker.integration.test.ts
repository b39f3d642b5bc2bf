import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { openTestProduct, type TestProduct } from '@tributary/use-cases/testing'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildServer } from '../build-server.ts'

let house: TestProduct
let server: FastifyInstance

beforeAll(async () => {
  house = await openTestProduct()
  server = await buildServer({ product: house.product })
})
afterAll(async () => {
  await server.close()
  await house.close()
})

const ask = (headers: Record<string, string> = {}) => server.inject({ url: '/t.js', headers })

test('any website may load the script, and browsers keep it for an hour', async () => {
  const answer = await ask({ origin: 'https://www.example.com' })
  expect(answer.statusCode).toBe(200)
  expect(answer.headers).toMatchObject({
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': 'public, max-age=3600, stale-while-revalidate=86400',
    'cross-origin-resource-policy': 'cross-origin',
    vary: 'Accept-Encoding',
  })
  expect(answer.headers['set-cookie']).toBeUndefined()
})

test('the script comes compressed as the browser can read it, always the same script', async () => {
  const plain = (await ask()).rawPayload
  const gzip = await ask({ 'accept-encoding': 'gzip, deflate' })
  const brotli = await ask({ 'accept-encoding': 'gzip, deflate, br, zstd' })
  const none = await ask({ 'accept-encoding': 'gzip;q=0' })
  expect(gzip.headers['content-encoding']).toBe('gzip')
  expect(brotli.headers['content-encoding']).toBe('br')
  expect(none.headers['content-encoding']).toBeUndefined()
  expect(gunzipSync(gzip.rawPayload).equals(plain)).toBe(true)
  expect(brotliDecompressSync(brotli.rawPayload).equals(plain)).toBe(true)
  expect(none.rawPayload.equals(plain)).toBe(true)
})

test('a browser that has the script is told so without sending it again', async () => {
  const { etag } = (await ask({ 'accept-encoding': 'gzip' })).headers
  const again = await ask({ 'accept-encoding': 'gzip', 'if-none-match': `W/${etag}, "other"` })
  expect(again.statusCode).toBe(304)
  expect(again.body).toBe('')
  expect((await ask({ 'accept-encoding': 'br', 'if-none-match': String(etag) })).statusCode).toBe(200)
})
