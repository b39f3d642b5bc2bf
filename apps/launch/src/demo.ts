import { randomBytes } from 'node:crypto'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { demoStands } from '@tributary/use-cases/demo/demo-stands'
import { type DemoAccess, fillDemo } from '@tributary/use-cases/demo/fill-demo'
import { trainDemo } from '@tributary/use-cases/demo/train-demo'
import { openProduct } from '@tributary/use-cases/open-product'
import type { LaunchConfig } from './config.ts'
import { productConfig, quietLog } from './product-config.ts'
import type { Secrets } from './secrets.ts'

type Options = {
  readonly config: LaunchConfig
  readonly secrets: Secrets
  readonly ownerUrl: string
  /** What others read to sign in: `DATA_DIR/demo.json`. */
  readonly demoFile: string
  readonly say: (text: string) => void
}

/**
 * Fills the demo on the first run and writes how to enter it, at every start, before the instance calls itself ready.
 * Nothing is written when the demo was removed, or when the database holds an organization of its own from the start.
 */
export const prepareDemo = async (options: Options): Promise<DemoAccess | undefined> => {
  const { config, secrets, ownerUrl, demoFile, say } = options
  const kept = join(config.dataDir, 'secrets', 'demo.json')
  const product = await openProduct(productConfig(config, secrets, ownerUrl), { log: quietLog })
  try {
    const known = await readFile(kept, 'utf8').catch(() => undefined)
    let access = known === undefined ? undefined : (JSON.parse(known) as DemoAccess)
    if (!access) {
      say('Filling the demo: a year of a small business, about 5,000 leads.')
      const password = randomBytes(12).toString('base64url')
      access = await fillDemo(product, { password, now: Date.now() })
      if (access) await writeFile(kept, JSON.stringify(access, null, 2), { mode: 0o600 })
      await settled(product.queue.backlog)
      if (access) {
        say('Training the first model of win probability.')
        await trainDemo(product)
      }
    }
    if (!access || !(await demoStands(product))) {
      await rm(demoFile, { force: true })
      return undefined
    }
    await rm(demoFile, { force: true })
    await writeFile(demoFile, `${JSON.stringify(access, null, 2)}\n`, { mode: 0o600 })
    return access
  } finally {
    await product.close()
  }
}

/** Waits until the worker has counted what was fed in, a minute at most. */
const settled = async (
  backlog: () => Promise<Record<string, { ready: number; active: number }>>,
): Promise<void> => {
  for (let i = 0; i < 240; i++) {
    const queues = await backlog()
    const left = ['ledger.fold', 'lead.enrich'].some((name) => {
      const queue = queues[name]
      return queue !== undefined && queue.ready + queue.active > 0
    })
    if (!left && i > 4) return
    await sleep(250)
  }
}
