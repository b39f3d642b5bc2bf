import { domainToASCII } from 'node:url'
import { createEmailDomainClassifier, parsePhone } from '@tributary/connectors'
import {
  AppError,
  type EditLead,
  type LeadsChanged,
  type LeadTraits,
  type ScoreRecord,
} from '@tributary/contracts'
import { blindIndex, placeOf, sealJson } from '@tributary/db'
import { isBudgetGiven, normaliseEmail, parseUrgency, serviceMatcher } from '@tributary/leads'
import { type ScoringFacts, scoreInNumbers } from '@tributary/scoring'
import { sql } from 'kysely'
import { type ContactBox, type LeadBox, sealContact, sealLead } from '../capture/sealed-boxes.ts'
import { inOrganization, type Tx } from '../in-organization.ts'
import { readRules } from '../ledger/read-rules.ts'
import type { Context } from '../product.ts'
import { openBoxes } from './lead-boxes.ts'
import { type HeldLead, traitsOf } from './open-for-change.ts'
import { changedOne, openOneLead } from './open-one-lead.ts'
import { currencyOf } from './organization-currency.ts'
import { type DealChange, saveChanges } from './save-changes.ts'
import { keepOneUndo } from './undo-record.ts'

const classify = createEmailDomainClassifier()

const invalid = (field: string, message: string) => new AppError('VALIDATION_ERROR', message, { field })

/** Null and the empty text both empty a field; absent keeps it. */
const next = <T extends string>(given: T | null | undefined, now: T | null): T | null =>
  given === undefined ? now : given === '' ? null : given

type Columns = {
  company: string | null
  industry: string | null
  country: string | null
  region: string | null
  product_id: string | null
  source_id: string | null
  trust: number | null
  service_interest: string | null
  urgency_text: string | null
  urgency: string | null
  budget_range: string | null
  timeline: string | null
  facts: ScoringFacts
  rules_version: number
  earned: number[]
  default_country: string | null
}

const readColumns = async ({ db, organizationId }: Tx, id: string): Promise<Columns> => {
  const { rows } = await sql<Columns>`
    select l.company, l.industry, l.country, l.region, l.product_id, l.source_id, l.trust, l.service_interest,
      l.urgency_text, l.urgency, l.budget_range, l.timeline, l.facts, l.rules_version, l.earned, k.default_country
    from lead l join campaign k on k.organization_id = l.organization_id and k.id = l.campaign_id
    where l.organization_id = ${organizationId} and l.id = ${id}`.execute(db)
  return rows[0]!
}

/** What stood there before, in the form in which it is read nowhere else: an undo does not judge it again. */
export type Restored = { readonly e164: string | null; readonly trust: number | null }

const nextContact = (
  box: ContactBox,
  edit: EditLead,
  country: string | null,
  restored: Restored | null,
): ContactBox => {
  const phone = next(edit.phone, box.phone)
  const read = edit.phone === undefined || phone === null ? null : (restored ?? parsePhone(phone, country))
  if (!restored && read && read.e164 === null)
    throw invalid('phone', 'This is not a phone number that can be dialled.')
  return {
    firstName: edit.firstName ?? box.firstName,
    lastName: edit.lastName ?? box.lastName,
    email: edit.email ?? box.email,
    phone,
    e164: edit.phone === undefined ? box.e164 : (read?.e164 ?? null),
  }
}

type Email = { readonly index: Buffer; readonly kind: ScoringFacts['emailKind'] }

const emailOf = (tx: Tx, text: string): Email => {
  const email = normaliseEmail(text, domainToASCII)
  if (email.kind !== 'valid') throw invalid('email', 'Enter an e-mail address such as name@company.com.')
  return { index: blindIndex(tx.keys.emailIndex, email.lookup), kind: classify(email.domain) }
}

const saveContact = async (tx: Tx, contactId: string, key: Buffer, box: ContactBox, email: Email | null) => {
  if (email) {
    const { rows } = await sql<{ id: string }>`
      select id from contact where organization_id = ${tx.organizationId} and email_index = ${email.index}
        and id <> ${contactId}`.execute(tx.db)
    if (rows.length > 0)
      throw new AppError('CONFLICT', 'Another person has this e-mail address already.', { field: 'email' })
  }
  const phoneIndex = box.e164 === null ? null : blindIndex(tx.keys.phoneIndex, box.e164)
  await sql`update contact set sealed = ${sealContact(tx.organizationId, contactId, key, box)},
      phone_index = ${phoneIndex}
      ${email ? sql`, email_index = ${email.index}, email_kind = ${email.kind}` : sql``}
    where organization_id = ${tx.organizationId} and id = ${contactId}`.execute(tx.db)
}

const mustExist = async (
  { db, organizationId }: Tx,
  table: 'product' | 'source',
  id: string,
  field: string,
) => {
  const { rows } = await sql<{ trust_score?: number | null }>`
    select * from ${sql.table(table)} where organization_id = ${organizationId} and id = ${id}`.execute(db)
  if (!rows[0]) throw new AppError('NOT_FOUND', `This ${table} does not exist.`, { field })
  return rows[0]
}

const matchService = async ({ db, organizationId }: Tx, text: string | null) => {
  const { rows } = await sql<{ id: string; name: string; code: string; aliases: string[] }>`
    select id, name, code, aliases from product where organization_id = ${organizationId} and active
    order by id`.execute(db)
  return serviceMatcher(rows)(text)
}

const nextColumns = async (
  tx: Tx,
  now: Columns,
  edit: EditLead,
  restored: Restored | null,
): Promise<Columns> => {
  const service = next(edit.serviceInterest, now.service_interest)
  const urgencyText = next(edit.urgency, now.urgency_text)
  const budget = next(edit.budgetRange, now.budget_range)
  const company = next(edit.company, now.company)
  if (edit.productId) await mustExist(tx, 'product', edit.productId, 'productId')
  const source = edit.sourceId ? await mustExist(tx, 'source', edit.sourceId, 'sourceId') : null
  const match = edit.serviceInterest === undefined ? null : await matchService(tx, service)
  const product =
    edit.productId !== undefined
      ? edit.productId
      : match
        ? match.kind === 'specific'
          ? match.productId
          : null
        : now.product_id
  const serviceInterest = product !== null ? 'specific' : service !== null ? 'general' : ('none' as const)
  const urgency = parseUrgency(urgencyText) ?? null
  const asked = edit.serviceInterest !== undefined || edit.productId !== undefined
  return {
    ...now,
    company,
    industry: next(edit.industry, now.industry),
    country: next(edit.country, now.country),
    region: next(edit.region, now.region),
    product_id: product,
    source_id: edit.sourceId === undefined ? now.source_id : edit.sourceId,
    trust:
      edit.sourceId === undefined ? now.trust : restored ? restored.trust : (source?.trust_score ?? null),
    service_interest: service,
    urgency_text: urgencyText,
    urgency,
    budget_range: budget,
    timeline: next(edit.timeline, now.timeline),
    facts: {
      ...now.facts,
      companyGiven: company !== null,
      urgency,
      budgetGiven: isBudgetGiven(budget),
      ...(asked ? { serviceInterest } : {}),
    },
  }
}

const saveColumns = (
  { db, organizationId, now }: Tx,
  id: string,
  row: Columns,
  sealed: Buffer,
  score: ScoreRecord,
) =>
  sql`update lead set company = ${row.company}, industry = ${row.industry}, country = ${row.country},
      region = ${row.region}, product_id = ${row.product_id}, source_id = ${row.source_id}, trust = ${row.trust},
      service_interest = ${row.service_interest}, urgency_text = ${row.urgency_text}, urgency = ${row.urgency},
      budget_range = ${row.budget_range}, timeline = ${row.timeline}, facts = ${JSON.stringify(row.facts)}::jsonb,
      sealed = ${sealed}, points = ${score.points}, grade = ${score.grade}, rules_version = ${score.version},
      earned = ${JSON.stringify(score.earned)}::jsonb, updated_at = ${new Date(now)}
    where organization_id = ${organizationId} and id = ${id}`.execute(db)

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

/** Everything about a lead that may be edited, and what belongs to it. */
export type Known = Required<Omit<EditLead, 'id' | 'expectedUpdatedAt' | 'valueMinor'>> & Restored

const knownOf = (contact: ContactBox, lead: LeadBox, row: Columns): Known => ({
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

const differing = (before: Known, after: Known): EditedWords => {
  const fields = (Object.keys(after) as (keyof Known)[]).filter((field) => before[field] !== after[field])
  const only = (known: Known) => Object.fromEntries(fields.map((field) => [field, known[field]]))
  return { before: only(before), after: only(after) }
}

const keepEdit = (tx: Tx, id: string, key: Buffer, words: EditedWords, value: ValueChange | null) =>
  Object.keys(words.after).length === 0 && value === null
    ? Promise.resolve(null)
    : keepOneUndo(tx, 'edit', (undoId): UndoneEdit => {
        const sealed = sealJson(key, undonePlace(tx.organizationId, undoId), words).toString('base64')
        return { id, sealed, value }
      })

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
