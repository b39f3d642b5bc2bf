import type { DealFacts, LeadPresence } from '@tributary/ledger'
import { sql } from 'kysely'
import type { NewEvent, Tx } from '../in-organization.ts'
import { adjustLoad, type LoadBearing, movesBetween } from '../routing/load.ts'
import { type DealState, type HeldLead, type LeadState, traitsOf } from './open-for-change.ts'

/** A deal before and after; null where there is none. */
export type DealChange = { readonly before: DealState | null; readonly after: DealState | null }

/** What becomes of one lead. */
export type LeadChange = {
  readonly lead: HeldLead
  readonly after: LeadState
  readonly deals: readonly DealChange[]
}

const NAMED_AT_MOST = 20

const isoOrNull = (time: number | null): string | null =>
  time === null ? null : new Date(time).toISOString()

const stateRow = ({ lead, after }: LeadChange, currency: string) => ({
  id: lead.id,
  stage: after.stage,
  ever_qualified: after.everQualified,
  review: after.review,
  review_reason: after.reviewReason,
  lost_reason: after.lostReason,
  owner_id: after.ownerId,
  assigned_at: isoOrNull(after.assignedAt),
  waiting_since: isoOrNull(after.waitingSince),
  first_contacted_at: isoOrNull(after.firstContactedAt),
  value_minor: after.valueMinor,
  currency: after.valueMinor === null ? null : (lead.currency ?? currency),
  deleted_at: isoOrNull(after.deletedAt),
})

const saveStates = async (tx: Tx, changes: readonly LeadChange[], currency: string): Promise<void> => {
  const rows = JSON.stringify(changes.map((change) => stateRow(change, currency)))
  await sql`
    update lead l set stage = u.stage, ever_qualified = u.ever_qualified, review = u.review,
      review_reason = u.review_reason, lost_reason = u.lost_reason, owner_id = u.owner_id, assigned_at = u.assigned_at,
      waiting_since = u.waiting_since, first_contacted_at = u.first_contacted_at, value_minor = u.value_minor,
      currency = u.currency, deleted_at = u.deleted_at, updated_at = ${new Date(tx.now)}
    from jsonb_to_recordset(${rows}::jsonb) as u(id uuid, stage text, ever_qualified boolean, review text,
      review_reason text, lost_reason text, owner_id uuid, assigned_at timestamptz, waiting_since timestamptz,
      first_contacted_at timestamptz, value_minor bigint, currency text, deleted_at timestamptz)
    where l.organization_id = ${tx.organizationId} and l.id = u.id`.execute(tx.db)
}

/** Deals leave the lists with their lead, and come back with it. */
const hideDeals = async ({ db, organizationId }: Tx, changes: readonly LeadChange[]): Promise<void> => {
  const moved = changes.filter(({ lead, after }) => lead.state.deletedAt !== after.deletedAt)
  if (moved.length === 0) return
  await sql`
    update deal d set deleted_at = u.at
    from unnest(${moved.map(({ lead }) => lead.id)}::uuid[],
      ${moved.map(({ after }) => isoOrNull(after.deletedAt))}::timestamptz[]) u(id, at)
    where d.organization_id = ${organizationId} and d.lead_id = u.id`.execute(db)
}

const saveDeals = async (tx: Tx, changes: readonly LeadChange[]): Promise<void> => {
  const { db, organizationId } = tx
  const gone: string[] = []
  const kept: object[] = []
  for (const { lead, deals } of changes)
    for (const { before, after } of deals) {
      if (after === null) gone.push(before!.id)
      else
        kept.push({
          id: after.id,
          lead_id: lead.id,
          amount_minor: after.amountMinor,
          currency: after.currency,
          stage: after.stage,
          opened_at: isoOrNull(after.openedAt),
          closed_at: isoOrNull(after.closedAt),
          lost_reason: after.lostReason,
          expected_close: after.expectedClose,
          campaign_id: lead.campaignId,
          // An undo that was kept before deals had steps does not tell them.
          step: after.step ?? 'proposal',
          stage_since: isoOrNull(after.stageSince ?? after.closedAt ?? after.openedAt),
          updated_at: isoOrNull(tx.now),
        })
    }
  if (gone.length > 0)
    await sql`delete from deal where organization_id = ${organizationId} and id = any(${gone}::uuid[])`.execute(
      db,
    )
  if (kept.length > 0)
    await sql`
      insert into deal (organization_id, id, lead_id, amount_minor, currency, stage, opened_at, closed_at, lost_reason,
        expected_close, campaign_id, step, stage_since, updated_at)
      select ${organizationId}::uuid, u.* from jsonb_to_recordset(${JSON.stringify(kept)}::jsonb) as u(id uuid,
        lead_id uuid, amount_minor bigint, currency text, stage text, opened_at timestamptz, closed_at timestamptz,
        lost_reason text, expected_close date, campaign_id uuid, step text, stage_since timestamptz,
        updated_at timestamptz)
      on conflict (organization_id, id) do update set amount_minor = excluded.amount_minor, stage = excluded.stage,
        closed_at = excluded.closed_at, lost_reason = excluded.lost_reason, expected_close = excluded.expected_close,
        step = excluded.step, stage_since = excluded.stage_since, updated_at = excluded.updated_at`.execute(
      db,
    )
}

/** What the ledger says of a deal. */
const factsOf = ({
  stage,
  amountMinor,
  step,
  expectedClose,
  closedAt,
  lostReason,
}: DealState): DealFacts => ({
  stage,
  amountMinor,
  step,
  expectedClose,
  closedAt,
  lostReason,
})

const recordDeal = (
  about: Pick<NewEvent, 'leadId' | 'contactId' | 'campaignId'>,
  capturedAt: number,
  { before, after }: DealChange,
): NewEvent[] => {
  if (after === null) {
    const { id, currency } = before!
    const payload = { dealId: id, before: factsOf(before!), currency, capturedAt }
    return [{ type: 'deal.withdrawn', ...about, payload }]
  }
  const { id: dealId, currency, amountMinor, step, expectedClose } = after
  const events: NewEvent[] = []
  if (before === null)
    events.push({
      type: 'deal.opened',
      ...about,
      payload: { dealId, amountMinor, currency, step, expectedClose, capturedAt },
    })
  const from = factsOf(before ?? { ...after, stage: 'open', closedAt: null, lostReason: null })
  const to = factsOf(after)
  if (JSON.stringify(from) !== JSON.stringify(to))
    events.push({
      type: 'deal.changed',
      ...about,
      payload: { dealId, before: from, after: to, currency, capturedAt },
    })
  return events
}

const presentDeals = (deals: readonly DealState[]): NonNullable<LeadPresence['deals']> =>
  deals.map((deal) => ({ ...factsOf(deal), dealId: deal.id, currency: deal.currency }))

const wonOf = (deals: readonly DealState[]): LeadPresence['won'] => {
  const sums = new Map<string, { currency: string; deals: number; amountMinor: number }>()
  for (const { stage, currency, amountMinor } of deals) {
    if (stage !== 'won') continue
    const sum = sums.get(currency) ?? { currency, deals: 0, amountMinor: 0 }
    sums.set(currency, { currency, deals: sum.deals + 1, amountMinor: sum.amountMinor + amountMinor })
  }
  return [...sums.values()]
}

/** The facts of one change: a chain in which each one's `after` is the next one's `before`. */
const eventsOf = ({ lead, after, deals }: LeadChange, undo: boolean): NewEvent[] => {
  const { state: before, capturedAt } = lead
  const about = { leadId: lead.id, contactId: lead.contactId, campaignId: lead.campaignId }
  const events: NewEvent[] = []
  let at = before
  const link = (next: LeadState) => {
    const change = { capturedAt, before: traitsOf(lead, at), after: traitsOf(lead, next) }
    at = next
    return change
  }
  if (before.deletedAt !== null && after.deletedAt === null)
    events.push({
      type: 'lead.restored',
      ...about,
      payload: {
        capturedAt,
        traits: traitsOf(lead, before),
        won: wonOf(lead.deals),
        deals: presentDeals(lead.deals),
      },
    })
  if (before.ownerId !== after.ownerId)
    events.push({
      type: 'lead.assigned',
      ...about,
      payload: {
        ...link({ ...at, ownerId: after.ownerId }),
        from: before.ownerId,
        to: after.ownerId,
        why: undo ? 'undo' : 'manual',
        route: null,
        ...(undo ? { assignedAt: after.assignedAt } : {}),
      },
    })
  if (before.review !== after.review || before.reviewReason !== after.reviewReason)
    events.push({
      type: 'lead.reviewed',
      ...about,
      payload: {
        ...link({ ...at, review: after.review }),
        from: before.review,
        to: after.review,
        reason: after.reviewReason,
        ...(undo ? { undo } : {}),
      },
    })
  if (before.stage !== after.stage || before.everQualified !== after.everQualified)
    events.push({
      type: 'lead.stage_changed',
      ...about,
      payload: {
        ...link({ ...at, stage: after.stage, everQualified: after.everQualified }),
        from: before.stage,
        to: after.stage,
        ...(after.lostReason ? { lostReason: after.lostReason } : {}),
        ...(undo ? { undo } : {}),
      },
    })
  for (const deal of deals) events.push(...recordDeal(about, capturedAt, deal))
  if (before.deletedAt === null && after.deletedAt !== null)
    events.push({
      type: 'lead.removed',
      ...about,
      payload: {
        capturedAt,
        traits: traitsOf(lead, after),
        won: wonOf(lead.deals),
        deals: presentDeals(lead.deals),
      },
    })
  return events
}

const bearing = ({ ownerId, stage, review, deletedAt }: LeadState): LoadBearing => ({
  ownerId,
  stage,
  review,
  deleted: deletedAt !== null,
})

/** Writes what became of these leads: rows, deals, ledger and load, in this transaction. */
export const saveChanges = async (
  tx: Tx,
  changes: readonly LeadChange[],
  { undo = false, currency }: { undo?: boolean; currency: string },
): Promise<void> => {
  if (changes.length === 0) return
  await saveStates(tx, changes, currency)
  await saveDeals(tx, changes)
  await hideDeals(tx, changes)
  for (const change of changes) for (const event of eventsOf(change, undo)) tx.record(event)
  await adjustLoad(
    tx,
    movesBetween(changes.map(({ lead, after }) => ({ before: bearing(lead.state), after: bearing(after) }))),
  )
  tx.changed('leads')
  tx.changed('dashboard')
  if (changes.length <= NAMED_AT_MOST) for (const { lead } of changes) tx.changed(`lead:${lead.id}`)
}
