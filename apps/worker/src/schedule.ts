import { forgetOldAccess } from '@tributary/use-cases/accounts/forget-old'
import { wakeAttribution } from '@tributary/use-cases/attribution/store-results'
import { sealAllAudits } from '@tributary/use-cases/audit/seal-audit'
import { purgeBin } from '@tributary/use-cases/operations/purge-bin'
import { purgeHeld } from '@tributary/use-cases/operations/purge-held'
import { forEachOrganization, forgetOld, sweep, wakeDrains } from '@tributary/use-cases/operations/sweep'
import { wakeTraining } from '@tributary/use-cases/probability/ask-training'
import type { Product } from '@tributary/use-cases/product'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

type Round = {
  readonly name: string
  readonly every: number
  /** The first round is at once instead of after the first wait. */
  readonly atStart?: boolean
  readonly run: (product: Product) => Promise<void>
}

const sweepSince = (back: number) => (product: Product) =>
  forEachOrganization(product, 'sweep', (context) => sweep(context, product.clock() - back))

/** What comes round by the clock. Every worker runs it: doing any of it twice changes nothing. */
const rounds: readonly Round[] = [
  { name: 'audit', every: 1.5 * SECOND, run: sealAllAudits },
  { name: 'sweep', every: 20 * SECOND, run: sweepSince(10 * MINUTE) },
  // What was recorded with a time long past, and what lay while no worker ran.
  { name: 'sweep all', every: HOUR, atStart: true, run: sweepSince(Number.MAX_SAFE_INTEGER) },
  {
    name: 'drains',
    every: MINUTE,
    atStart: true,
    run: (product) => forEachOrganization(product, 'drains', wakeDrains),
  },
  {
    name: 'attribution',
    every: 15 * SECOND,
    atStart: true,
    run: (product) => forEachOrganization(product, 'attribution', wakeAttribution),
  },
  { name: 'forget access', every: HOUR, run: forgetOldAccess },
  {
    name: 'empty the bin',
    every: HOUR,
    atStart: true,
    run: (product) => forEachOrganization(product, 'empty the bin', purgeBin),
  },
  {
    name: 'empty what was held',
    every: HOUR,
    atStart: true,
    run: (product) => forEachOrganization(product, 'empty what was held', purgeHeld),
  },
  {
    name: 'train',
    every: 10 * MINUTE,
    run: (product) => forEachOrganization(product, 'train', wakeTraining),
  },
  { name: 'forget', every: 10 * MINUTE, run: (product) => forEachOrganization(product, 'forget', forgetOld) },
]

export type Schedule = { readonly stop: () => Promise<void> }

export const startSchedule = (product: Product): Schedule => {
  let stopped = false
  const timers = new Map<string, NodeJS.Timeout>()
  const running = new Set<Promise<void>>()
  const turn = async ({ name, run }: Round): Promise<void> => {
    try {
      await run(product)
    } catch (error) {
      if (!stopped) product.log.warn({ round: name, error: String(error) }, 'a round failed')
    }
  }
  // The next wait begins when a round has ended: rounds of one name never overtake each other.
  const plan = (round: Round, wait: number): void => {
    if (stopped) return
    const due = () => {
      const under = turn(round).finally(() => {
        running.delete(under)
        plan(round, round.every)
      })
      running.add(under)
    }
    timers.set(round.name, setTimeout(due, wait))
  }
  for (const round of rounds) plan(round, round.atStart ? 0 : round.every)
  return {
    stop: async () => {
      stopped = true
      for (const timer of timers.values()) clearTimeout(timer)
      await Promise.all(running)
    },
  }
}
