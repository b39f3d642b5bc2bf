import { type ChildProcess, fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { listDeliveries } from '@tributary/use-cases/notifications/list-deliveries'
import { openTestProduct, type TestProduct } from '@tributary/use-cases/testing'
import { addCampaign, capture, hotSubmission, type TestCampaign } from '@tributary/use-cases/testing-leads'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'

const encryptionKey = randomBytes(32)
let house: TestProduct
let campaign: TestCampaign
let worker: ChildProcess | undefined
beforeAll(async () => {
  house = await openTestProduct({ config: { encryptionKey } })
  campaign = await addCampaign(house)
})
afterEach(() => void worker?.kill('SIGKILL'))
afterAll(() => house.close())

type Started = { readonly process: ChildProcess; readonly lines: string[]; ended(): Promise<number | null> }

const start = async (): Promise<Started> => {
  const lines: string[] = []
  const child = fork(join(import.meta.dirname, 'main.ts'), {
    env: {
      PATH: process.env['PATH'],
      DATABASE_URL: house.database.url,
      ENCRYPTION_KEY: encryptionKey.toString('base64'),
      DATA_DIR: house.product.config.dataDir,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    execArgv: [],
  })
  worker = child
  for (const stream of [child.stdout!, child.stderr!])
    stream.on('data', (chunk: Buffer) => lines.push(...chunk.toString().split('\n').filter(Boolean)))
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve))
  await expect.poll(() => lines.join('\n'), { timeout: 15_000 }).toContain('working')
  return { process: child, lines, ended: () => exit }
}

const mailsSent = async (): Promise<number> => {
  const files = await readdir(join(house.product.config.dataDir, 'mailbox')).catch(() => [])
  return files.filter((name) => name.endsWith('.eml')).length
}

describe('the worker', () => {
  it('mails what came in while it ran, and ends cleanly when it is asked to', async () => {
    const { process: child, lines, ended } = await start()
    await capture(house, hotSubmission(campaign))
    await expect.poll(mailsSent, { timeout: 10_000 }).toBe(1)
    await expect
      .poll(
        async () =>
          (await listDeliveries(house.as('owner'), { limit: 10, states: ['succeeded'] })).rows.length,
      )
      .toBe(1)
    const asked = performance.now()
    child.kill('SIGTERM')
    expect(await ended()).toBe(0)
    expect(performance.now() - asked).toBeLessThan(20_000)
    expect(lines.join('\n')).not.toMatch(/alvarez|maria|"level":50/i)
  })

  it('mails what came in while none ran', async () => {
    await capture(house, hotSubmission(campaign))
    const before = await mailsSent()
    await start()
    await expect.poll(mailsSent, { timeout: 10_000 }).toBe(before + 1)
  })

  it('ends by itself when the launcher that kept it is gone', async () => {
    const { process: child, ended } = await start()
    child.disconnect()
    expect(await ended()).toBe(0)
  })
})
