import { whyNotWriteLead } from '@tributary/access'
import {
  AppError,
  type AuditAction,
  type CreateDeal,
  type DealStage,
  type DealsChanged,
  type EditDeal,
  type MoveDeals,
  notFound,
} from '@tributary/contracts'
import { readDealPage } from '@tributary/db'
import { everQualified, stageFromDeals } from '@tributary/leads'
import { sql } from 'kysely'
import { inOrganization, type Tx } from '../in-organization.ts'
import { type DealState, type HeldLead, holdLeads, type LeadState } from '../leads/open-for-change.ts'
import { currencyOf } from '../leads/organization-currency.ts'
import { type DealChange, type LeadChange, saveChanges } from '../leads/save-changes.ts'
import { keepUndo } from '../leads/undo-record.ts'
import type { Context } from '../product.ts'
import { lockLoad } from '../routing/load.ts'
import { knownCurrency } from '../spend/known-currency.ts'
import { presentDeals } from './read-deals.ts'

/** Leads that stand and may be changed by whoever asks, held until the transaction ends. */
const openLeads = async (tx: Tx, ids: readonly string[], what: 'lead' | 'deal'): Promise<HeldLead[]> => {
  const leads = await holdLeads(tx, ids)
  if (leads.length < ids.length || leads.some(({ state }) => state.deletedAt !== null)) throw notFound(what)
  const { actor } = tx
  if (actor.kind === 'member')
    for (const { state } of leads) {
      const why = whyNotWriteLead(actor.role, actor.memberId, state.ownerId)
      if (why !== undefined) throw new AppError('FORBIDDEN', why)
    }
  return leads
}

const leadIdsOf = async ({ db, organizationId }: Tx, ids: readonly string[]): Promise<string[]> => {
  const { rows } = await sql<{ id: string; lead_id: string }>`
    select id, lead_id from deal where organization_id = ${organizationId} and id = any(${[...ids]}::uuid[])`.execute(
    db,
  )
  if (rows.length < new Set(ids).size) throw notFound('deal')
  return [...new Set(rows.map((row) => row.lead_id))]
}

/** What the lead's value is: its open deals in the currency it counts in; with none open those it won. */
const valueOf = (deals: readonly DealState[], currency: string): number | null => {
  const own = deals.filter((deal) => deal.currency === currency)
  const open = own.filter(({ stage }) => stage === 'open')
  const counted = open.length > 0 ? open : own.filter(({ stage }) => stage === 'won')
  return counted.length === 0 ? null : counted.reduce((sum, { amountMinor }) => sum + amountMinor, 0)
}

/** The lead as its deals say it is from now on. */
const readFromDeals = (lead: HeldLead, deals: readonly DealState[], currency: string): LeadState => {
  const stage = stageFromDeals(deals.map((deal) => deal.stage)) ?? lead.state.stage
  const lastLost = deals
    .filter((deal) => deal.stage === 'lost')
    .toSorted((a, b) => (a.closedAt ?? 0) - (b.closedAt ?? 0))
    .at(-1)
  return {
    ...lead.state,
    stage,
    everQualified: lead.state.everQualified || everQualified([stage]),
    lostReason: stage === 'lost' ? (lastLost?.lostReason ?? lead.state.lostReason) : null,
    valueMinor: valueOf(deals, lead.currency ?? currency) ?? lead.state.valueMinor,
  }
}

const changeOf = (lead: HeldLead, deals: readonly DealChange[], currency: string): LeadChange => {
  const next = new Map(lead.deals.map((deal) => [deal.id, deal]))
  for (const { after } of deals) if (after) next.set(after.id, after)
  return { lead, after: readFromDeals(lead, [...next.values()], currency), deals }
}

const cardsOf = async (tx: Tx, ids: readonly string[]) => {
  const query = { organizationId: tx.organizationId, ids: [...ids] }
  const { rows } = await readDealPage(tx.db, query, { by: 'opened', direction: 'desc' }, null, ids.length)
  return presentDeals(tx, rows)
}

/** Writes what becomes of deals and their leads; the answer shows the deals that were asked about. */
const save = async (
  tx: Tx,
  changes: readonly LeadChange[],
  { asked, action }: { readonly asked: readonly string[]; readonly action: AuditAction },
): Promise<DealsChanged> => {
  const changed = changes.flatMap(({ deals }) => deals)
  await saveChanges(tx, changes, { currency: await currencyOf(tx) })
  const undoId = await keepUndo(tx, 'deal', changes, null)
  if (changed.length > 0)
    tx.audit({
      action,
      targetKind: 'deal',
      targetId: asked.length === 1 ? asked[0]! : '',
      before: changed.map(({ before }) => before),
      after: changed.map(({ after }) => after),
      meta: { count: changed.length, undoId },
    })
  return {
    changed: changed.length,
    unchanged: asked.length - changed.length,
    undoId,
    deals: tx.unattended ? [] : await cardsOf(tx, asked),
  }
}

/** Opens a further deal of a lead. From now on the lead's stage is what its deals say. */
export const createDeal = (ctx: Context, input: CreateDeal): Promise<DealsChanged> =>
  inOrganization(ctx, async (tx) => {
    await lockLoad(tx)
    const [lead] = await openLeads(tx, [input.leadId], 'lead')
    const own = await currencyOf(tx)
    const deal: DealState = {
      id: tx.newId(),
      stage: 'open',
      step: input.stage ?? 'proposal',
      amountMinor: input.amountMinor,
      currency: knownCurrency(input.currency ?? own, 'currency'),
      openedAt: tx.now,
      stageSince: tx.now,
      closedAt: null,
      lostReason: null,
      expectedClose: input.expectedClose ?? null,
    }
    const change = changeOf(lead!, [{ before: null, after: deal }], own)
    return save(tx, [change], { asked: [deal.id], action: 'deal.created' })
  })

const refuseStale = async (tx: Tx, id: string, expected: string | undefined): Promise<void> => {
  if (expected === undefined) return
  const { rows } = await sql<{ updated_at: string }>`
    select updated_at from deal where organization_id = ${tx.organizationId} and id = ${id}`.execute(tx.db)
  if (new Date(rows[0]?.updated_at ?? 0).getTime() !== new Date(expected).getTime())
    throw new AppError(
      'CONFLICT',
      'Somebody changed this deal in the meantime. Look at it again, then decide.',
    )
}

/** Changes of the asked deals, lead by lead; `decide` answers null for a deal that stays as it is. */
const changeDeals = async (
  tx: Tx,
  asked: readonly string[],
  expected: string | undefined,
  decide: (deal: DealState) => DealState | null,
): Promise<LeadChange[]> => {
  await lockLoad(tx)
  const leads = await openLeads(tx, await leadIdsOf(tx, asked), 'deal')
  if (asked.length === 1) await refuseStale(tx, asked[0]!, expected)
  const wanted = new Set(asked)
  const currency = await currencyOf(tx)
  return leads.flatMap((lead) => {
    const deals = lead.deals.flatMap((before): DealChange[] => {
      const after = wanted.has(before.id) ? decide(before) : null
      return after === null ? [] : [{ before, after }]
    })
    return deals.length === 0 ? [] : [changeOf(lead, deals, currency)]
  })
}

/** Changes what a deal is worth and when it is expected to close. */
export const editDeal = (ctx: Context, input: EditDeal): Promise<DealsChanged> =>
  inOrganization(ctx, async (tx) => {
    const { id, amountMinor, expectedClose, expectedUpdatedAt } = input
    const changes = await changeDeals(tx, [id], expectedUpdatedAt, (deal) => {
      const after = {
        ...deal,
        amountMinor: amountMinor ?? deal.amountMinor,
        expectedClose: expectedClose === undefined ? deal.expectedClose : expectedClose,
      }
      const isSame = after.amountMinor === deal.amountMinor && after.expectedClose === deal.expectedClose
      return isSame ? null : after
    })
    return save(tx, changes, { asked: [id], action: 'deal.edited' })
  })

const stageOf = ({ stage, step }: DealState): DealStage => (stage === 'open' ? step : stage)

const moved = (deal: DealState, { to, lostReason, amountMinor }: MoveDeals, now: number): DealState => {
  const known = { ...deal, amountMinor: amountMinor ?? deal.amountMinor, stageSince: now }
  if (to === 'won') return { ...known, stage: 'won', closedAt: now, lostReason: null }
  if (to === 'lost') return { ...known, stage: 'lost', closedAt: now, lostReason: lostReason ?? null }
  return { ...known, stage: 'open', step: to, closedAt: null, lostReason: null }
}

/** Moves deals on the board: further, back, to their end, or open again. Won and lost do not turn into each other. */
export const moveDeals = (ctx: Context, input: MoveDeals): Promise<DealsChanged> =>
  inOrganization(ctx, async (tx) => {
    const { to } = input
    const asked = [...new Set(input.ids)]
    if (to === 'lost' && !input.lostReason)
      throw new AppError('VALIDATION_ERROR', 'Say why the deal is lost.', { field: 'lostReason' })
    if (input.amountMinor != null && asked.length > 1)
      throw new AppError('VALIDATION_ERROR', 'What was agreed on belongs to one deal.', {
        field: 'amountMinor',
      })
    const changes = await changeDeals(tx, asked, input.expectedUpdatedAt, (deal) => {
      if (stageOf(deal) === to) return null
      if (deal.stage !== 'open' && (to === 'won' || to === 'lost'))
        throw new AppError(
          'VALIDATION_ERROR',
          `A ${deal.stage} deal cannot become ${to}. Open it again first.`,
          {
            field: 'to',
          },
        )
      return moved(deal, input, tx.now)
    })
    return save(tx, changes, { asked, action: 'deal.moved' })
  })
