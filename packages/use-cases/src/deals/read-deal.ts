import { type DealDetail, type DealMoment, type EventPayloads, notFound } from '@tributary/contracts'
import { readDealPage } from '@tributary/db'
import { sql } from 'kysely'
import { inOrganization, type Tx } from '../in-organization.ts'
import { wordsOfEvent } from '../leads/event-words.ts'
import { readSpeech } from '../leads/speech.ts'
import { readWins } from '../probability/read-win.ts'
import type { Context } from '../product.ts'
import { presentDeals } from './read-deals.ts'

type DealEvent = 'deal.opened' | 'deal.changed' | 'deal.withdrawn'
type Row = {
  id: string
  type: DealEvent
  occurred_at: string
  actor_id: string | null
  payload: EventPayloads[DealEvent]
}

const afterOf = ({ type, payload }: Row): Pick<DealMoment, 'stage' | 'amount'> => {
  if (type === 'deal.withdrawn') return { stage: null, amount: null }
  const { currency } = payload
  if (type === 'deal.opened') {
    const { step = 'proposal', amountMinor } = payload as EventPayloads['deal.opened']
    return { stage: step, amount: { minor: amountMinor, currency } }
  }
  const { after } = payload as EventPayloads['deal.changed']
  const stage = after.stage === 'open' ? (after.step ?? 'proposal') : after.stage
  return { stage, amount: { minor: after.amountMinor, currency } }
}

const historyOf = async (tx: Tx, id: string, leadId: string): Promise<DealMoment[]> => {
  const { rows } = await sql<Row>`
    select id, type, occurred_at, actor_id, payload from event
    where organization_id = ${tx.organizationId} and lead_id = ${leadId} and type like 'deal.%'
      and payload ->> 'dealId' = ${id} order by occurred_at desc, id desc limit 200`.execute(tx.db)
  const speech = await readSpeech(tx)
  return rows.map((row) => ({
    id: row.id,
    at: new Date(row.occurred_at).toISOString(),
    by: row.actor_id === null ? null : speech.memberName(row.actor_id),
    words: wordsOfEvent(row.type, row.payload, speech),
    ...afterOf(row),
  }))
}

/** One deal with its history from the ledger. */
export const readDeal = (ctx: Context, { id }: { readonly id: string }): Promise<DealDetail> =>
  inOrganization(ctx, async (tx) => {
    const query = { organizationId: tx.organizationId, ids: [id] }
    const { rows } = await readDealPage(tx.db, query, { by: 'opened', direction: 'desc' }, null, 1)
    const [card] = await presentDeals(tx, rows)
    if (!card) throw notFound('deal')
    const { step, stage, lead } = card
    const isOpen = stage !== 'won' && stage !== 'lost'
    const wins = await readWins(tx, [{ id, step, isOpen }])
    return { ...card, history: await historyOf(tx, id, lead.id), win: wins.get(id)! }
  })
