import { estimateWin, type WinEstimate } from '@tributary/deal-probability'
import { sql } from 'kysely'
import { inOrganization, type Tx } from '../in-organization.ts'
import type { Context } from '../product.ts'
import { readCalendar } from '../spend/read-calendar.ts'
import { type DealExample, readExamples } from './read-examples.ts'
import { readLiveModel, type StoredModel } from './stored-models.ts'
import { winFeatures } from './win-features.ts'

type Told = Extract<WinEstimate, { kind: 'estimate' }>

const NAMED_AT_MOST = 20

/** As a deal shows it and sums weigh it: to a hundredth of a percent, never 0 or 1. */
const shown = (probability: number): number =>
  Math.min(0.9999, Math.max(0.0001, Math.round(probability * 10_000) / 10_000))

const keepEstimates = async (
  tx: Tx,
  model: StoredModel,
  told: readonly { readonly dealId: string; readonly estimate: Told }[],
): Promise<void> => {
  const { db, organizationId, now } = tx
  const rows = JSON.stringify(
    told.map(({ dealId, estimate: { probability, low, high, logit, base, reasons, changes } }) => ({
      deal_id: dealId,
      probability: shown(probability),
      low,
      high,
      detail: { logit, base, reasons, changes },
    })),
  )
  await sql`
    insert into win_estimate (organization_id, deal_id, model_id, version, probability, low, high, estimated_at, detail)
    select ${organizationId}::uuid, u.deal_id, ${model.id}::uuid, ${model.version}, u.probability, u.low, u.high,
      ${new Date(now)}::timestamptz, u.detail
    from jsonb_to_recordset(${rows}::jsonb) as u(deal_id uuid, probability double precision, low double precision,
      high double precision, detail jsonb)
    join deal d on d.organization_id = ${organizationId} and d.id = u.deal_id and d.stage = 'open'
    on conflict (organization_id, deal_id) do update set model_id = excluded.model_id, version = excluded.version,
      probability = excluded.probability, low = excluded.low, high = excluded.high,
      estimated_at = excluded.estimated_at, detail = excluded.detail`.execute(db)
  await sql`
    update deal d set probability = u.probability
    from jsonb_to_recordset(${rows}::jsonb) as u(deal_id uuid, probability double precision)
    where d.organization_id = ${organizationId} and d.id = u.deal_id and d.stage = 'open'
      and d.probability is distinct from u.probability`.execute(db)
}

/** While no model tells probabilities, open deals have none. */
export const forgetEstimates = async ({ db, organizationId }: Tx): Promise<void> => {
  await sql`delete from win_estimate e using deal d where e.organization_id = ${organizationId}
      and d.organization_id = e.organization_id and d.id = e.deal_id and d.stage = 'open'`.execute(db)
  await sql`update deal set probability = null
      where organization_id = ${organizationId} and stage = 'open' and probability is not null`.execute(db)
}

const estimateBatch = (
  ctx: Context,
  examples: readonly DealExample[],
  tell: 'leads' | 'nobody',
): Promise<number> =>
  inOrganization(ctx, async (tx) => {
    // Read in the transaction that writes: an estimate never outlives the model it names.
    const model = await readLiveModel(tx)
    if (!model?.value.fit) return 0
    const { currency } = await readCalendar(tx)
    const told = examples.flatMap((example) => {
      const estimate = estimateWin(model.value, winFeatures(example, currency))
      return estimate.kind === 'estimate' ? [{ dealId: example.dealId, estimate }] : []
    })
    await keepEstimates(tx, model, told)
    const leads = new Set(examples.map(({ leadId }) => leadId))
    if (tell === 'leads' && leads.size <= NAMED_AT_MOST) for (const id of leads) tx.changed(`lead:${id}`)
    return told.length
  })

const tellAll = (ctx: Context): Promise<void> =>
  inOrganization(ctx, async (tx) => {
    tx.changed('leads')
    tx.changed('forecast')
  })

/** Estimates open deals as they are now: all of them, or those of some leads. */
export const estimateDeals = async (
  ctx: Context,
  { leadIds }: { readonly leadIds?: readonly string[] } = {},
): Promise<{ estimated: number }> => {
  const fits = await inOrganization(ctx, async (tx) => (await readLiveModel(tx))?.value.fit != null)
  if (!fits) return { estimated: 0 }
  let estimated = 0
  for await (const examples of readExamples(ctx, { which: 'open', ...(leadIds ? { leadIds } : {}) }))
    estimated += await estimateBatch(ctx, examples, leadIds ? 'leads' : 'nobody')
  if (estimated > 0) await tellAll(ctx)
  return { estimated }
}
