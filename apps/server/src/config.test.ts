import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { readConfig, serverEnvironment } from './config.ts'

const key = Buffer.from(Array.from({ length: 32 }, (_, i) => i * 7 + 1)).toString('base64')
const least = { DATABASE_URL: 'postgres://app@localhost/tributary', ENCRYPTION_KEY: key }

/** Read by the launcher, the worker or docker compose, not by the server. */
const notOurs = [
  'WORKER_HEALTH_PORT',
  'DEMO',
  'SITE_ADDRESS',
  'POSTGRES_PASSWORD',
  'MIGRATOR_PASSWORD',
  'APP_PASSWORD',
]

const example = (): Record<string, string> =>
  Object.fromEntries(
    readFileSync(new URL('../../../.env.example', import.meta.url), 'utf8')
      .split('\n')
      .filter((line) => /^[A-Z_]+=/.test(line))
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  )

it('.env.example names what the server reads and nothing that nobody reads', () => {
  const known = Object.keys(serverEnvironment.shape)
  for (const name of Object.keys(example())) expect([...known, ...notOurs]).toContain(name)
  // Set by whoever starts the process.
  const quiet = ['NODE_ENV']
  for (const name of known) if (!quiet.includes(name)) expect(Object.keys(example())).toContain(name)
})

it('.env.example as it stands is a valid configuration, its values the standard ones', () => {
  const { product: shown, ...server } = readConfig({ ...example(), ...least })
  const { product: standard, ...bare } = readConfig(least)
  expect(server).toEqual(bare)
  expect(shown).toEqual(standard)
})

it('listens on this machine only, unless told otherwise', () => {
  expect(readConfig(least)).toMatchObject({ host: 'localhost', port: 3000, trustProxy: [] })
  expect(readConfig({ ...least, PORT: '8080' }).product.publicUrl).toBe('http://localhost:8080')
})

it('takes the key as base64 or hexadecimal digits, and refuses a short or regular one', () => {
  const hex = Buffer.from(key, 'base64').toString('hex')
  expect(readConfig({ ...least, ENCRYPTION_KEY: hex }).product.encryptionKey.toString('base64')).toBe(key)
  for (const wrong of ['c2hvcnQ=', 'A'.repeat(44), '0'.repeat(64)])
    expect(() => readConfig({ ...least, ENCRYPTION_KEY: wrong })).toThrow(/ENCRYPTION_KEY/)
})

it('says which variable is wrong', () => {
  expect(() => readConfig({ ...least, PORT: 'eighty' })).toThrow(/PORT/)
  expect(() => readConfig({ ...least, PUBLIC_URL: 'ftp://x' })).toThrow(/PUBLIC_URL/)
  expect(() => readConfig({ ENCRYPTION_KEY: key })).toThrow(/DATABASE_URL/)
})

it('switches limits off with 0 and reads proxies as a list', () => {
  const read = readConfig({ ...least, CAPTURE_PER_IP_PER_MINUTE: '0', TRUST_PROXY: '10.0.0.0/8, 172.16.0.1' })
  expect(read.product.captureLimits).toEqual({ perIpPerMinute: 0, perCampaignPerHour: 1000 })
  expect(read.trustProxy).toEqual(['10.0.0.0/8', '172.16.0.1'])
})
