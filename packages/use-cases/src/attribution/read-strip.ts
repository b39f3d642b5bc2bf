import { notFound, type TouchStrip, type TouchStripInput } from '@tributary/contracts'
import { readResult, readResultDeals, readTouchesOf } from '@tributary/db'
import { DAY } from '@tributary/kernel'
import { sql } from 'kysely'
import { inOrganization, type Tx } from '../in-organization.ts'
import type { Context } from '../product.ts'
import { readChosen } from './chosen.ts'
import type { ResultSummary } from './compute.ts'
import { dealCredits, OWN_MODELS } from './deal-credits.ts'
import { type DealJourney, earningTouches, type StoredTouch } from './deal-journey.ts'
import { presentTouches } from './present-touches.ts'
import { readCampaigns, touchesOf } from './read-journeys.ts'

type Found = {
  readonly deal: DealJourney
  readonly currency: string
  readonly lookbackDays: number
  readonly decayRate: number
}

/** As it stood in a stored result. */
const inResult = async (tx: Tx, dealId: string, resultId: string): Promise<Found> => {
  const { db, organizationId } = tx
  const result = await readResult(db, organizationId, resultId)
  if (!result?.asOf) throw notFound('result')
  const query = { organizationId, resultId, of: 'won', ids: [dealId], after: null, limit: 1 } as const
  const [stored] = await readResultDeals(db, query)
  if (!stored || stored.wonAt === null) throw notFound('deal')
  const { leadId, amountMinor, wonAt, openedAt } = stored
  const touches = stored.journey as readonly StoredTouch[]
  return {
    deal: { dealId, leadId, amountMinor, wonAt, openedAt, touches },
    currency: (result.summary as ResultSummary).currency,
    lookbackDays: result.lookbackDays,
    decayRate: result.decayRate,
  }
}

type DealRow = Record<
  'lead_id' | 'contact_id' | 'amount_minor' | 'currency' | 'opened_at' | 'closed_at',
  string
>

/** As it is now, in the organization's window. */
const asItIs = async (tx: Tx, dealId: string): Promise<Found> => {
  const { db, organizationId } = tx
  const { rows } = await sql<DealRow>`
    select d.lead_id, l.contact_id, d.amount_minor::text as amount_minor, d.currency,
      (extract(epoch from d.opened_at) * 1000)::bigint::text as opened_at,
      (extract(epoch from d.closed_at) * 1000)::bigint::text as closed_at
    from deal d join lead l on l.organization_id = d.organization_id and l.id = d.lead_id
    where d.organization_id = ${organizationId} and d.id = ${dealId} and d.stage = 'won' and d.deleted_at is null`.execute(
    db,
  )
  const row = rows[0]
  if (!row) throw notFound('won deal')
  const { lookbackDays, decayRate } = await readChosen(tx)
  const times = { wonAt: Number(row.closed_at), openedAt: Number(row.opened_at) }
  const span = { from: new Date(times.wonAt - lookbackDays * DAY), to: new Date(times.wonAt) }
  const records = await readTouchesOf(db, organizationId, row.contact_id, span)
  const touches = earningTouches(touchesOf(records, await readCampaigns(tx)), times, lookbackDays)
  const deal = { dealId, leadId: row.lead_id, amountMinor: Number(row.amount_minor), ...times, touches }
  return { deal, currency: row.currency, lookbackDays, decayRate }
}

/** The touches of one won deal with what each earned, in every model that looks at one deal alone. */
export const readTouchStrip = (ctx: Context, { dealId, resultId }: TouchStripInput): Promise<TouchStrip> =>
  inOrganization(ctx, async (tx) => {
    const { deal, currency, lookbackDays, decayRate } = resultId
      ? await inResult(tx, dealId, resultId)
      : await asItIs(tx, dealId)
    const touches = await presentTouches(tx, deal.touches)
    const terms = { by: 'channel', decayRate } as const
    const credits = OWN_MODELS.map((model) => [model, dealCredits(deal, model, terms)] as const)
    return {
      dealId,
      amountMinor: deal.amountMinor,
      currency,
      wonAt: new Date(deal.wonAt).toISOString(),
      lookbackDays,
      touches: touches.map((touch, place) => ({
        ...touch,
        credits: Object.fromEntries(
          credits.map(([model, list]) => [
            model,
            { share: list[place]?.share ?? 0, minor: list[place]?.minor ?? 0 },
          ]),
        ),
      })),
    }
  })
