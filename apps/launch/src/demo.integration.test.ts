import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTestDatabase, type TestDatabase } from '@tributary/db/testing'
import { setPassword } from '@tributary/use-cases/accounts/set-password'
import { signIn } from '@tributary/use-cases/accounts/sign-in'
import type { DemoAccess } from '@tributary/use-cases/demo/fill-demo'
import { removeDemo } from '@tributary/use-cases/demo/remove-demo'
import { openProduct } from '@tributary/use-cases/open-product'
import { createOrganization } from '@tributary/use-cases/organizations/create-organization'
import type { Product } from '@tributary/use-cases/product'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import type { LaunchConfig } from './config.ts'
import { dropHalfDemo, prepareDemo } from './demo.ts'
import { readKeptDemo } from './demo-files.ts'
import { productConfig, quietLog } from './product-config.ts'
import { readSecrets, type Secrets } from './secrets.ts'

const size = { leads: 150, days: 30 }

/** One DATA_DIR with its database, as the launcher has it between the migrations and the ready line. */
const openPlace = async () => {
  const database: TestDatabase = await createTestDatabase()
  const dataDir = await mkdtemp(join(tmpdir(), 'tributary-demo-'))
  const secrets: Secrets = { ...(await readSecrets(dataDir)), appPassword: inject('postgres').appPassword }
  const config: LaunchConfig = {
    port: 3000,
    host: 'localhost',
    dataDir,
    databaseUrl: undefined,
    demo: true,
    publicUrl: 'http://localhost:3000',
    dev: false,
  }
  const said: string[] = []
  const demoFile = join(dataDir, 'demo.json')
  const ownerUrl = database.migratorUrl
  const options = { config, secrets, ownerUrl, size, say: (text: string) => void said.push(text) }
  const product = await openProduct(productConfig(config, secrets, ownerUrl), { log: quietLog })
  return {
    options,
    product,
    said,
    demoFile,
    /** What a start does about the demo, in the order of the launcher. */
    start: async () => {
      if ((await readKeptDemo(dataDir)) === 'filling') await dropHalfDemo(options)
      return prepareDemo(options)
    },
    told: async () => JSON.parse(await readFile(demoFile, 'utf8')) as DemoAccess,
    close: async () => {
      await product.close()
      await database.drop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
type Place = Awaited<ReturnType<typeof openPlace>>

const FILL = `
const { prepareDemo } = await import(process.env.DEMO_MODULE)
await prepareDemo({ ...JSON.parse(process.env.OPTIONS), say: () => undefined })`

const startFilling = ({ options }: Place): ChildProcess =>
  spawn(process.execPath, ['--input-type=module', '-e', FILL], {
    env: {
      PATH: process.env['PATH'],
      DEMO_MODULE: join(import.meta.dirname, 'demo.ts'),
      OPTIONS: JSON.stringify(options),
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })

const query = async <T>({ options }: Place, sql: string): Promise<T[]> => {
  const client = new Client({ connectionString: options.ownerUrl })
  await client.connect()
  try {
    return (await client.query(sql)).rows as T[]
  } finally {
    await client.end()
  }
}
const leads = async (place: Place): Promise<number> =>
  (await query<{ n: number }>(place, 'select count(*)::int as n from lead'))[0]!.n
const demos = async (place: Place): Promise<string[]> =>
  (await query<{ id: string }>(place, 'select id from organization where is_demo')).map(({ id }) => id)

/** Fills in a process of its own until leads are there, and kills it as nobody can refuse. */
const killWhileFilling = async (place: Place): Promise<void> => {
  const filling = startFilling(place)
  const ended = new Promise<string | null>((resolve) => filling.once('exit', (_, signal) => resolve(signal)))
  try {
    await expect.poll(() => leads(place), { timeout: 60_000, interval: 20 }).toBeGreaterThan(10)
  } finally {
    filling.kill('SIGKILL')
  }
  expect(await ended).toBe('SIGKILL')
  expect(await readKeptDemo(place.options.config.dataDir)).toBe('filling')
}

const enter = (product: Product, { email, password }: DemoAccess) =>
  signIn(
    {
      product,
      session: undefined,
      requestId: 'test',
      ip: '127.0.0.1',
      userAgent: 'test',
      cookie: undefined,
      setCookie: () => undefined,
    },
    { email, password },
  )

describe('a first start that is killed while it fills the demo', () => {
  let place: Place
  beforeAll(async () => {
    place = await openPlace()
  })
  afterAll(() => place.close())

  it('leaves half of a demo, which the next start drops and fills anew, so that people can sign in', async () => {
    await killWhileFilling(place)
    const half = await demos(place)
    expect(half).toHaveLength(1)
    await expect(place.told()).rejects.toMatchObject({ code: 'ENOENT' })

    const access = await place.start()

    expect(place.said[0]).toBe('The filling of the demo was interrupted: what stood of it is dropped.')
    expect(await demos(place)).toHaveLength(1)
    expect(await demos(place)).not.toEqual(half)
    expect(await leads(place)).toBeGreaterThan(100)
    expect(await place.told()).toEqual(access)
    expect((await stat(place.demoFile)).mode & 0o777).toBe(0o600)
    expect(await enter(place.product, access!)).toEqual({ done: true })
  }, 120_000)

  it('leaves nothing of the half: no row of another organization, no job that waits for it', async () => {
    const [id] = await demos(place)
    for (const table of ['lead', 'event', 'rollup', 'audit', 'effect', 'company', 'member'])
      expect(
        await query(
          place,
          `select '${table}' as table from ${table} where organization_id <> '${id}' limit 1`,
        ),
      ).toEqual([])
    expect(
      await query(place, `select name from pgboss.job where data ->> 'organizationId' <> '${id}' limit 1`),
    ).toEqual([])
  })

  it('a demo that is whole stays as it is at every later start, with the same sign-in', async () => {
    const [before, access] = [await demos(place), await place.told()]
    expect(await place.start()).toEqual(access)
    expect(await demos(place)).toEqual(before)
    expect(await place.told()).toEqual(access)
  })

  it('a sign-in that its owner changed is not told any more, and is again once it works', async () => {
    const [before, access] = [await demos(place), await place.told()]
    await setPassword(place.product, access.email, 'another password of mine')
    expect(await place.start()).toBeUndefined()
    await expect(place.told()).rejects.toMatchObject({ code: 'ENOENT' })
    expect(await demos(place)).toEqual(before)
    await setPassword(place.product, access.email, access.password)
    expect(await place.start()).toEqual(access)
    expect(await place.told()).toEqual(access)
  })

  it('a demo that was removed is not told at once, nor at a later start, and does not come back', async () => {
    const [id] = await demos(place)
    const text = await readFile(place.demoFile)
    await removeDemo({ product: place.product, organizationId: id!, actor: { kind: 'system' } })
    await expect(place.told()).rejects.toMatchObject({ code: 'ENOENT' })
    // As an instance of before has it, which left the file where it was.
    await writeFile(place.demoFile, text)
    expect(await place.start()).toBeUndefined()
    await expect(place.told()).rejects.toMatchObject({ code: 'ENOENT' })
    expect(await query(place, 'select id from organization')).toEqual([])
  })
})

describe('a start after an interrupted one, where somebody made an organization of their own meanwhile', () => {
  let place: Place
  beforeAll(async () => {
    place = await openPlace()
  })
  afterAll(() => place.close())

  it('drops the half demo only, and fills no other one beside the organization', async () => {
    await killWhileFilling(place)
    const own = await createOrganization(place.product, {
      name: 'Brightside Plumbing',
      currency: 'USD',
      locale: 'en',
      timeZone: 'UTC',
    })
    const rows = () => query(place, `select * from rule_set where organization_id = '${own.organizationId}'`)
    const before = await rows()
    expect(before).toHaveLength(2)

    expect(await place.start()).toBeUndefined()

    expect(await query(place, 'select id from organization')).toEqual([{ id: own.organizationId }])
    expect(await rows()).toEqual(before)
    expect(await leads(place)).toBe(0)
    expect(await place.start()).toBeUndefined()
    expect(await rows()).toEqual(before)
  }, 120_000)
})
