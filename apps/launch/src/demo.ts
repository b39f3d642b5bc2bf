import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { demoOpens } from '@tributary/use-cases/demo/demo-opens'
import { dropEveryDemo } from '@tributary/use-cases/demo/drop-demo'
import { type DemoAccess, type DemoSize, fillDemo } from '@tributary/use-cases/demo/fill-demo'
import { trainDemo } from '@tributary/use-cases/demo/train-demo'
import { openProduct } from '@tributary/use-cases/open-product'
import type { Product } from '@tributary/use-cases/product'
import type { LaunchConfig } from './config.ts'
import { forgetDemo, forgetKeptDemo, keepDemo, markFilling, readKeptDemo, tellDemo } from './demo-files.ts'
import { productConfig, quietLog } from './product-config.ts'
import type { Secrets } from './secrets.ts'

type Options = {
  readonly config: LaunchConfig
  readonly secrets: Secrets
  readonly ownerUrl: string
  readonly say: (text: string) => void
}

type FillOptions = Options & {
  /** How much of a market is fed in; a year of a small business where nothing is said. */
  readonly size?: DemoSize
}

const withProduct = async <T>(
  { config, secrets, ownerUrl }: Options,
  work: (product: Product) => Promise<T>,
): Promise<T> => {
  const product = await openProduct(productConfig(config, secrets, ownerUrl), { log: quietLog })
  try {
    return await work(product)
  } finally {
    await product.close()
  }
}

/**
 * Drops a demo whose filling was interrupted: nobody was ever told how to enter it. It has to happen before server and
 * worker run, so that nobody adds to what is being dropped. Other organizations are never touched.
 */
export const dropHalfDemo = (options: Options): Promise<void> =>
  withProduct(options, async (product) => {
    if (await dropEveryDemo(product))
      options.say('The filling of the demo was interrupted: what stood of it is dropped.')
    await forgetKeptDemo(options.config.dataDir)
  })

/**
 * Fills the demo on the first run and writes how to enter it, at every start, before the instance calls itself ready.
 * Nothing is written when the demo was removed, when its owner chose another password, or when the database holds an
 * organization of its own from the start.
 */
export const prepareDemo = (options: FillOptions): Promise<DemoAccess | undefined> =>
  withProduct(options, async (product) => {
    const kept = await readKeptDemo(options.config.dataDir)
    const access = kept && kept !== 'filling' ? kept : await fill(product, options)
    const opens = access !== undefined && (await demoOpens(product, access))
    await (opens ? tellDemo(options.config.dataDir, access) : forgetDemo(options.config.dataDir))
    return opens ? access : undefined
  })

const fill = async (
  product: Product,
  { config, say, size }: FillOptions,
): Promise<DemoAccess | undefined> => {
  const access = await fillDemo(product, {
    password: randomBytes(12).toString('base64url'),
    now: Date.now(),
    size,
    onBegin: async () => {
      await markFilling(config.dataDir)
      say('Filling the demo: a year of a small business, about 5,000 leads.')
    },
  })
  if (!access) return undefined
  await keepDemo(config.dataDir, access)
  await settled(product.queue.backlog)
  say('Training the first model of win probability.')
  await trainDemo(product)
  return access
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
