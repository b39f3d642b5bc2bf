import type { TrainingOutcome } from '@tributary/contracts'
import type { WinExample } from '@tributary/deal-probability'
import { sql } from 'kysely'
import { inOrganization, type Tx } from '../in-organization.ts'
import type { Context } from '../product.ts'
import { readCalendar } from '../spend/read-calendar.ts'
import { estimateDeals, forgetEstimates } from './estimate-deals.ts'
import { noteFinished, readChoices } from './forecast-choices.ts'
import { readExamples } from './read-examples.ts'
import { keepModel, readHeldModel, readLiveModel, wasRejected } from './stored-models.ts'
import { trainApart } from './train-apart.ts'
import type { Trained } from './train-both.ts'
import { snapshotShare, winExample } from './win-features.ts'

/** Older closes say little about the deals of today, and a training should end. */
const MOST_EXAMPLES = 20_000

/** From when on deals were closed of which there are no more than a training takes. */
const closedFrom = async ({ db, organizationId }: Tx): Promise<Date | undefined> => {
  const { rows } = await sql<{ closed_at: string }>`
    select closed_at from deal
    where organization_id = ${organizationId} and stage in ('won', 'lost') and deleted_at is null
    order by closed_at desc offset ${MOST_EXAMPLES} limit 1`.execute(db)
  return rows[0] ? new Date(rows[0].closed_at) : undefined
}

const learnFrom = async (ctx: Context, currency: string, from: Date | undefined): Promise<WinExample[]> => {
  const found: WinExample[] = []
  const question = { which: 'closed', share: snapshotShare, ...(from ? { closedAfter: from } : {}) } as const
  for await (const batch of readExamples(ctx, question))
    for (const example of batch) {
      const known = winExample(example, currency)
      if (known) found.push(known)
    }
  return found
}

const told = (loss: number | null): string => (loss === null ? 'nothing' : loss.toFixed(3))

const wordsOf = ({ verdict }: Trained): string => {
  const { candidate, current, rows, against, noWorse } = verdict
  const other = against === 'live' ? 'the model before it' : 'always telling the base rate'
  const isHigher = candidate !== null && current !== null && candidate > current
  const ending = isHigher ? 'a little worse, which chance may be. It is the first one.' : 'no worse.'
  return noWorse
    ? `Trained without the newest ${rows} deals, its log-loss on them is ${told(candidate)}, of ${other} ${told(current)}: ${ending}`
    : `Trained without the newest ${rows} deals, its log-loss on them is ${told(candidate)}, of ${other} only ${told(current)}: worse, so it does not go live.`
}

type Ending = { readonly outcome: TrainingOutcome; readonly why: string }

const settle = async (tx: Tx, trained: Trained, memberId: string | null): Promise<Ending> => {
  const { model, verdict } = trained
  const live = await readLiveModel(tx)
  if (live?.version === model.version)
    return { outcome: 'same', why: 'Nothing has changed in the closed deals since: the live model stays.' }
  if (model.fit === null) {
    const { won, lost } = model.card
    const why = `${won} won and ${lost} lost deals are closed; an estimate needs ${model.gate.won} and ${model.gate.lost}.`
    await keepModel(tx, { ...trained, state: 'live', why, verdict: null, memberId })
    await forgetEstimates(tx)
    return { outcome: 'abstains', why }
  }
  const why = wordsOf(trained)
  const state = verdict.noWorse ? 'live' : 'rejected'
  if (state === 'rejected' && (await wasRejected(tx, model.version))) return { outcome: state, why }
  await keepModel(tx, { ...trained, state, why, memberId })
  return { outcome: state, why }
}

/**
 * Trains a model on the deals that were closed, as they were before their close. It takes the place of a live model if it
 * is no worse on the newest of them; the first one goes live unless base rates are proven to do better. Then every open
 * deal is estimated anew. Two trainings at once do no harm: the later one finds the same examples and the same model.
 */
export const trainModels = async (
  ctx: Context,
  { memberId = null }: { readonly memberId?: string | null } = {},
): Promise<Ending> => {
  const task = await inOrganization(ctx, async (tx) => ({
    currency: (await readCalendar(tx)).currency,
    gate: (await readChoices(tx)).gate,
    liveHeld: await readHeldModel(tx),
    from: await closedFrom(tx),
  }))
  try {
    const examples = await learnFrom(ctx, task.currency, task.from)
    const trained = await trainApart({ examples, gate: task.gate, liveHeld: task.liveHeld })
    const ending = await inOrganization(ctx, async (tx) => {
      await sql`select pg_advisory_xact_lock(hashtextextended(${`win model of ${tx.organizationId}`}, 0))`.execute(
        tx.db,
      )
      return settle(tx, trained, memberId)
    })
    await estimateDeals(ctx)
    await inOrganization(ctx, (tx) => noteFinished(tx, ending.outcome, ending.why))
    return ending
  } catch (error) {
    const why = 'The training broke off; the worker tries again. The live model stays.'
    await inOrganization(ctx, (tx) => noteFinished(tx, 'failed', why))
    throw error
  }
}
