import { setTimeout as sleep } from 'node:timers/promises'
import type { Outcome } from '@tributary/connectors'
import { inOrganization } from '../in-organization.ts'
import { mailOf } from '../mail/open-mail.ts'
import type { Context, Product } from '../product.ts'
import { claimEffects } from './claim-effects.ts'
import { composeErrands, type Errand } from './effect-content.ts'
import { type Ended, finishEffects } from './finish-effects.ts'
import { slackOf } from './slack-connection.ts'

/** Calls at the same time. */
const AT_ONCE = 16

const call = (product: Product, errand: Errand): Promise<Outcome | null> => {
  if (errand.kind === 'mail')
    return mailOf(product).sendMail({ operationId: errand.claimed.id, to: errand.to, ...errand.text })
  if (errand.kind === 'slack') return slackOf(product)(errand.url, errand.message)
  return Promise.resolve(null)
}

const runErrand = async (product: Product, errand: Errand): Promise<Ended> => {
  const startedAt = product.clock()
  const outcome = await call(product, errand).catch(
    // Adapters answer with an outcome. What they throw is a bug of ours, and whether it was before the call is not known.
    (error: unknown): Outcome => ({ kind: 'unknown_outcome', status: null, reason: codeOf(error) }),
  )
  return { errand, outcome, startedAt, endedAt: product.clock() }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'failed'

/**
 * Tries the effects that are due: claimed and written down in one commit, called outside of any transaction, ended in
 * another. Those that end at the same moment share a commit, and a slow one holds nobody up.
 */
export const runEffects = async (
  context: Context,
  { effectIds }: { readonly effectIds: readonly string[] },
): Promise<{ tried: number }> => {
  let tried = 0
  for (let i = 0; i < effectIds.length; i += AT_ONCE)
    tried += await runSome(context, effectIds.slice(i, i + AT_ONCE))
  return { tried }
}

const runSome = async (context: Context, ids: readonly string[]): Promise<number> => {
  const errands = await inOrganization(context, async (tx) => {
    const claimed = await claimEffects(tx, ids)
    return claimed.length === 0 ? [] : composeErrands(tx, context.product, claimed)
  })
  const finish = openFinisher(context)
  await Promise.all(errands.map(async (errand) => finish(await runErrand(context.product, errand))))
  return errands.length
}

/** Errands that end within so many milliseconds share a commit. */
const GATHER = 10

/** Ends errands in as few commits as their moments allow. */
const openFinisher = (context: Context): ((ended: Ended) => Promise<void>) => {
  let waiting: Ended[] = []
  let last: Promise<unknown> = Promise.resolve()
  let next: Promise<void> | undefined
  return (ended) => {
    waiting.push(ended)
    next ??= last.then(async () => {
      await sleep(GATHER)
      const batch = waiting
      waiting = []
      last = next!.catch(() => undefined)
      next = undefined
      await persist(() => inOrganization(context, (tx) => finishEffects(tx, batch)))
    })
    return next
  }
}

/** Waits between the tries to write down what is known, all within the lease: a database that restarts comes back. */
const PATIENCE = [500, 1_000, 2_000, 4_000, 8_000]

const persist = async (write: () => Promise<void>): Promise<void> => {
  for (const wait of PATIENCE) {
    try {
      return await write()
    } catch {
      await sleep(wait)
    }
  }
  await write()
}
