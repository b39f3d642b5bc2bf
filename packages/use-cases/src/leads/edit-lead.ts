import type { EditLead, LeadsChanged, LeadTraits, ScoreRecord } from '@tributary/contracts'
import { type ScoringFacts, scoreInNumbers } from '@tributary/scoring'
import { type LeadBox, sealLead } from '../capture/sealed-boxes.ts'
import { inOrganization, type Tx } from '../in-organization.ts'
import { readRules } from '../ledger/read-rules.ts'
import type { Context } from '../product.ts'
import { type Columns, nextColumns, readColumns, saveColumns } from './edited-columns.ts'
import { emailOf, nextContact, saveContact } from './edited-contact.ts'
import { differing, keepEdit, knownOf } from './edited-words.ts'
import { openBoxes } from './lead-boxes.ts'
import { next, type Restored } from './next-value.ts'
import { type HeldLead, traitsOf } from './open-for-change.ts'
import { changedOne, openOneLead } from './open-one-lead.ts'
import { currencyOf } from './organization-currency.ts'
import { type DealChange, saveChanges } from './save-changes.ts'

const recordEdit = (
  tx: Tx,
  lead: HeldLead,
  fields: string[],
  row: Columns,
  from: ScoreRecord,
  to: ScoreRecord,
  undo: boolean,
): LeadTraits => {
  const before = traitsOf(lead, lead.state)
  const { industry, country, region, trust } = row
  const edited = { ...before, industry, country, region, trust }
  const scored = { ...edited, points: to.points, grade: to.grade }
  const about = { leadId: lead.id, contactId: lead.contactId, campaignId: lead.campaignId }
  const { capturedAt } = lead
  const payload = { capturedAt, before, after: edited, fields, ...(undo ? { undo } : {}) }
  tx.record({ type: 'lead.edited', ...about, payload })
  const isRescored = JSON.stringify(from.earned) !== JSON.stringify(to.earned)
  if (isRescored)
    tx.record({
      type: 'lead.scored',
      ...about,
      payload: { capturedAt, before: edited, after: scored, from, to, cause: 'edited' },
    })
  return scored
}

/** The value of a lead is what its open deal is worth. */
const dealsFor = (lead: HeldLead, valueMinor: number | null): DealChange[] =>
  lead.deals
    .filter((deal) => deal.stage === 'open' && valueMinor !== null && deal.amountMinor !== valueMinor)
    .slice(0, 1)
    .map((deal) => ({ before: deal, after: { ...deal, amountMinor: valueMinor ?? 0 } }))

const saveValue = async (
  tx: Tx,
  lead: HeldLead,
  traits: LeadTraits,
  valueMinor: number | null,
  deals: readonly DealChange[],
): Promise<void> => {
  const { stage: _stage, review: _review, ownerId: _owner, everQualified: _ever, ...plain } = traits
  const currency = await currencyOf(tx)
  await saveChanges(tx, [{ lead: { ...lead, plain }, after: { ...lead.state, valueMinor }, deals }], {
    currency,
  })
}

/** How an undo differs from an edit: what stood there is not judged again, and deals go back as they went. */
export type Back = { readonly restored: Restored; readonly deals: readonly DealChange[] }

/** Changes a lead that is held, and tells what takes it back. */
export const applyEdit = async (
  tx: Tx,
  lead: HeldLead,
  edit: EditLead,
  back: Back | null,
): Promise<string | null> => {
  const { id, expectedUpdatedAt: _read, valueMinor, ...given } = edit
  const boxes = await openBoxes(tx, id)
  const now = await readColumns(tx, id)
  const restored = back?.restored ?? null
  const contact = nextContact(boxes.contact, edit, now.default_country, restored)
  const email =
    edit.email === undefined || edit.email === boxes.contact.email ? null : emailOf(tx, edit.email)
  const row = await nextColumns(tx, now, edit, restored)
  const facts: ScoringFacts = {
    ...row.facts,
    ...(email ? { emailKind: email.kind } : {}),
    ...(edit.phone === undefined ? {} : { phoneGiven: contact.phone !== null }),
  }
  const { scoring } = await readRules(tx)
  const from: ScoreRecord = {
    points: lead.plain.points,
    grade: lead.plain.grade,
    version: now.rules_version,
    earned: now.earned,
  }
  // Rules that changed since are another matter: only what is changed here moves a score.
  const isSameFacts = JSON.stringify(facts) === JSON.stringify(now.facts)
  const numbers = isSameFacts ? null : scoreInNumbers(facts, scoring)
  const to: ScoreRecord = numbers
    ? { points: numbers.points, grade: numbers.grade, version: numbers.version, earned: numbers.earned }
    : from
  const { message: _before, ...rest } = boxes.lead
  const message = next(edit.message, boxes.lead.message ?? null)
  const box: LeadBox = message === null ? rest : { ...rest, message }
  if (JSON.stringify(contact) !== JSON.stringify(boxes.contact))
    await saveContact(tx, boxes.contactId, boxes.key, contact, email)
  await saveColumns(tx, id, { ...row, facts }, sealLead(tx.organizationId, id, boxes.key, box), to)
  const fields = Object.keys(given).concat(valueMinor === undefined ? [] : ['value'])
  const traits = recordEdit(tx, lead, fields, row, from, to, back !== null)
  const deals = valueMinor === undefined ? [] : (back?.deals ?? dealsFor(lead, valueMinor))
  if (valueMinor !== undefined) await saveValue(tx, lead, traits, valueMinor, deals)
  tx.audit({
    action: 'lead.edited',
    targetKind: 'lead',
    targetId: id,
    before: boxes,
    after: edit,
    meta: { fields, ...(back ? { undo: true } : {}) },
  })
  tx.changed('leads')
  tx.changed('dashboard')
  tx.changed(`lead:${id}`)
  if (back) return null
  const words = differing(knownOf(boxes.contact, boxes.lead, now), knownOf(contact, box, row))
  const value = valueMinor === undefined ? null : { before: lead.state.valueMinor, after: valueMinor, deals }
  return keepEdit(tx, id, boxes.key, words, value)
}

/** Changes what is known about a lead and its person; what the score looks at is scored again, under the rules in force. */
export const editLead = (ctx: Context, edit: EditLead): Promise<LeadsChanged> =>
  inOrganization(ctx, async (tx) => {
    const lead = await openOneLead(tx, edit.id, edit.expectedUpdatedAt)
    const undoId = await applyEdit(tx, lead, edit, null)
    return changedOne(tx, edit.id, undoId)
  })
