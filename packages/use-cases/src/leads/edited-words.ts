import type { EditLead } from '@tributary/contracts'
import { placeOf, sealJson } from '@tributary/db'
import type { ContactBox, LeadBox } from '../capture/sealed-boxes.ts'
import type { Tx } from '../in-organization.ts'
import { type Columns, readColumns } from './edited-columns.ts'
import { openBoxes } from './lead-boxes.ts'
import type { Restored } from './next-value.ts'
import type { DealChange } from './save-changes.ts'
import { keepOneUndo } from './undo-record.ts'

/** Everything about a lead that may be edited, and what belongs to it. */
export type Known = Required<Omit<EditLead, 'id' | 'expectedUpdatedAt' | 'valueMinor'>> & Restored

export const knownOf = (contact: ContactBox, lead: LeadBox, row: Columns): Known => ({
  ...contact,
  company: row.company,
  industry: row.industry,
  country: row.country,
  region: row.region,
  serviceInterest: row.service_interest,
  productId: row.product_id,
  sourceId: row.source_id,
  urgency: row.urgency_text,
  budgetRange: row.budget_range,
  timeline: row.timeline,
  message: lead.message ?? null,
  trust: row.trust,
})

/** As it is now, in the words that an undo compares. */
export const readKnown = async (tx: Tx, id: string): Promise<Known & { readonly key: Buffer }> => {
  const { contact, lead, key } = await openBoxes(tx, id)
  return { ...knownOf(contact, lead, await readColumns(tx, id)), key }
}

type ValueChange = {
  readonly before: number | null
  readonly after: number | null
  readonly deals: readonly DealChange[]
}

/** What one edit did, for its undo. The words are sealed under the person's key and are gone when it is. */
export type UndoneEdit = {
  readonly id: string
  readonly sealed: string
  readonly value: ValueChange | null
}
export type EditedWords = { readonly before: Partial<Known>; readonly after: Partial<Known> }

export const undonePlace = (organizationId: string, undoId: string): string =>
  placeOf(organizationId, 'undo', 'body', undoId)

export const differing = (before: Known, after: Known): EditedWords => {
  const fields = (Object.keys(after) as (keyof Known)[]).filter((field) => before[field] !== after[field])
  const only = (known: Known) => Object.fromEntries(fields.map((field) => [field, known[field]]))
  return { before: only(before), after: only(after) }
}

export const keepEdit = (tx: Tx, id: string, key: Buffer, words: EditedWords, value: ValueChange | null) =>
  Object.keys(words.after).length === 0 && value === null
    ? Promise.resolve(null)
    : keepOneUndo(tx, 'edit', (undoId): UndoneEdit => {
        const sealed = sealJson(key, undonePlace(tx.organizationId, undoId), words).toString('base64')
        return { id, sealed, value }
      })
