import { type ActivityKind, AppError, type EditLead } from '@tributary/contracts'
import { openJson } from '@tributary/db'
import { sql } from 'kysely'
import type { Tx } from '../in-organization.ts'
import { lockLoad } from '../routing/load.ts'
import { applyEdit } from './edit-lead.ts'
import { type EditedWords, type Known, readKnown, type UndoneEdit, undonePlace } from './edited-words.ts'
import { openBoxes } from './lead-boxes.ts'
import { REACHES, type UndoneActivity } from './log-activity.ts'
import type { Restored } from './next-value.ts'
import { openOneLead } from './open-one-lead.ts'
import { currencyOf } from './organization-currency.ts'
import { saveChanges } from './save-changes.ts'
import { readStep, saveStep, stepText, type UndoneStep } from './set-next-step.ts'
import type { OneUndoKind } from './undo-record.ts'

const changedSince = () => new AppError('CONFLICT', 'Somebody changed this lead since.')

const undoEdit = async (tx: Tx, undoId: string, { id, sealed, value }: UndoneEdit): Promise<string> => {
  const lead = await openOneLead(tx, id, undefined)
  const { key, ...now } = await readKnown(tx, id)
  const { before, after } = openJson<EditedWords>(
    key,
    undonePlace(tx.organizationId, undoId),
    Buffer.from(sealed, 'base64'),
  )
  const isAsLeft = (Object.keys(after) as (keyof Known)[]).every((field) => now[field] === after[field])
  const isWorthAsLeft = value === null || lead.state.valueMinor === value.after
  const byId = new Map(lead.deals.map((deal) => [deal.id, deal]))
  const deals = (value?.deals ?? []).map((deal) => ({ before: deal.after, after: deal.before }))
  const areDealsAsLeft = deals.every((deal) => {
    const known = deal.before && byId.get(deal.before.id)
    return known && known.stage === deal.before!.stage && known.amountMinor === deal.before!.amountMinor
  })
  if (!isAsLeft || !isWorthAsLeft || !areDealsAsLeft) throw changedSince()
  const { e164: _e164, trust: _trust, ...words } = before
  const restored: Restored = { ...now, ...before }
  const edit = { id, ...words, ...(value ? { valueMinor: value.before } : {}) } as EditLead
  await applyEdit(tx, lead, edit, { restored, deals })
  return id
}

const undoStep = async (tx: Tx, _undoId: string, { id, before, after }: UndoneStep): Promise<string> => {
  const lead = await openOneLead(tx, id, undefined)
  const { key } = await openBoxes(tx, id)
  if (JSON.stringify(await readStep(tx, id)) !== JSON.stringify(after)) throw changedSince()
  await saveStep(tx, id, before)
  tx.record({
    type: 'lead.next_step_set',
    leadId: id,
    contactId: lead.contactId,
    campaignId: lead.campaignId,
    payload: { at: before?.at ?? null, done: false },
    ...(before ? { secret: { key, value: { text: stepText(tx, id, key, before) } } } : {}),
  })
  return id
}

/** When the person was first reached, without one activity that never was. */
const firstReach = async ({ db, organizationId }: Tx, leadId: string, without: string) => {
  const { rows } = await sql<{ at: string | null }>`
    select min(e.occurred_at) as at from event e
    where e.organization_id = ${organizationId} and e.lead_id = ${leadId} and e.type = 'activity.logged'
      and e.payload ->> 'kind' = any(${[...REACHES]}::text[]) and e.id <> ${without}
      and not exists (select 1 from event w where w.organization_id = e.organization_id and w.lead_id = e.lead_id
        and w.type = 'activity.withdrawn' and w.payload ->> 'eventId' = e.id::text)`.execute(db)
  const at = rows[0]?.at ?? null
  return at === null ? null : new Date(at).getTime()
}

const undoActivity = async (tx: Tx, _undoId: string, body: UndoneActivity): Promise<string> => {
  const { id, eventId, kind, stage } = body
  await lockLoad(tx)
  const lead = await openOneLead(tx, id, undefined)
  const { state } = lead
  const firstContactedAt = REACHES.has(kind) ? await firstReach(tx, id, eventId) : state.firstContactedAt
  tx.record({
    type: 'activity.withdrawn',
    leadId: id,
    contactId: lead.contactId,
    campaignId: lead.campaignId,
    payload: { eventId, kind: kind satisfies ActivityKind },
  })
  // Who was reached in another way stays contacted, and so does a lead that somebody moved on.
  const goesBack = stage !== null && state.stage === stage.after && firstContactedAt === null
  const after = { ...state, firstContactedAt, stage: goesBack ? stage.before : state.stage }
  await saveChanges(tx, [{ lead, after, deals: [] }], { undo: true, currency: await currencyOf(tx) })
  return id
}

/** How each change of one lead is taken back; the answer is the lead. */
export const oneLeadUndos = {
  edit: undoEdit,
  next_step: undoStep,
  activity: undoActivity,
} satisfies Readonly<Record<OneUndoKind, (tx: Tx, undoId: string, body: never) => Promise<string>>>
