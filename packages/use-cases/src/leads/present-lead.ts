import { whyNotWriteLead } from '@tributary/access'
import type { LeadRow } from '@tributary/contracts'
import { type LeadRecord, openContactKey, openJson, placeOf } from '@tributary/db'
import { temperatureOf } from '@tributary/scoring'
import { writeLeadId } from '../capture/public-id.ts'
import { type ContactBox, openContact } from '../capture/sealed-boxes.ts'
import type { Tx } from '../in-organization.ts'

const instant = (text: string): string => new Date(text).toISOString()
const instantOrNull = (text: string | null): string | null => (text === null ? null : instant(text))

/** Why the one who asks may not change a lead with this owner; null when they may. */
export const lockedFor = ({ actor }: Tx, ownerId: string | null): string | null =>
  actor.kind === 'member' ? (whyNotWriteLead(actor.role, actor.memberId, ownerId) ?? null) : null

/** The person of a lead and the key their boxes are sealed with; null once they are erased. */
export type OpenPerson = { readonly key: Buffer; readonly box: ContactBox }

export const openPerson = (
  tx: Tx,
  row: Pick<LeadRecord, 'contact_id' | 'wrapped_key' | 'contact_sealed'>,
): OpenPerson | null => {
  if (!row.wrapped_key || !row.contact_sealed) return null
  const key = openContactKey(tx.keys, row.contact_id, row.wrapped_key)
  return { key, box: openContact(tx.organizationId, row.contact_id, key, row.contact_sealed) }
}

export const nameOf = (person: OpenPerson | null): string =>
  person ? `${person.box.firstName} ${person.box.lastName}`.trim() : ''

export const nextStepPlace = (organizationId: string, leadId: string): string =>
  placeOf(organizationId, 'lead', 'next_step_sealed', leadId)

const nextStepOf = (tx: Tx, row: LeadRecord, person: OpenPerson | null): LeadRow['nextStep'] => {
  if (row.next_step_at === null) return null
  const text =
    row.next_step_sealed && person
      ? openJson<string>(person.key, nextStepPlace(tx.organizationId, row.id), row.next_step_sealed)
      : ''
  return { at: instant(row.next_step_at), text }
}

const named = (id: string | null, name: string | null) => (id === null ? null : { id, name: name ?? '' })

/** A row of the list, its boxes opened. */
export const presentLead = (tx: Tx, row: LeadRecord, person = openPerson(tx, row)): LeadRow => ({
  id: row.id,
  leadId: writeLeadId(row.public_id),
  contactId: row.contact_id,
  name: nameOf(person),
  email: person?.box.email ?? '',
  phone: person?.box.e164 ?? person?.box.phone ?? null,
  company: row.company,
  industry: row.industry,
  country: row.country,
  region: row.region,
  campaign: { id: row.campaign_id, name: row.campaign_name },
  product: named(row.product_id, row.product_name),
  service: row.service_interest,
  urgency: row.urgency as LeadRow['urgency'],
  via: row.via as LeadRow['via'],
  channel: row.channel as LeadRow['channel'],
  source: row.channel_source as LeadRow['source'],
  content: row.content,
  points: row.points,
  grade: row.grade as LeadRow['grade'],
  temperature: temperatureOf(row.grade as LeadRow['grade']),
  trust: row.trust,
  stage: row.stage as LeadRow['stage'],
  review: row.review as LeadRow['review'],
  reviewReason: row.review_reason as LeadRow['reviewReason'],
  lostReason: row.lost_reason as LeadRow['lostReason'],
  owner: named(row.owner_id, row.owner_name),
  value: row.value_minor === null ? null : { minor: Number(row.value_minor), currency: row.currency ?? '' },
  nextStep: nextStepOf(tx, row, person),
  responseDueAt: instantOrNull(row.response_due_at),
  firstContactedAt: instantOrNull(row.first_contacted_at),
  waitingSince: instantOrNull(row.waiting_since),
  capturedAt: instant(row.captured_at),
  updatedAt: instant(row.updated_at),
  deletedAt: instantOrNull(row.deleted_at),
  locked: lockedFor(tx, row.owner_id),
})
