import type { Statement } from './group-facts.ts'
import type {
  AnswerRow,
  ContactRow,
  DecidedRow,
  EventRow,
  GroupRows,
  HeldRow,
  LeadRow,
} from './group-rows.ts'
import type { Hours } from './hourly-cap.ts'
import { booleans, byteStrings, instants, jsons, smallints, texts, uuids } from './postgres-arrays.ts'

/** What changed of the organization's capture state; null where nothing did. */
export type ChangedState = { readonly load: unknown; readonly hours: Hours | null }

/** Parameters of one table's rows: `$1` is the organization, the others follow each other. */
const placeholders = (from: number, types: readonly string[]): string =>
  types.map((type, i) => `$${from + i}::${type}[]`).join(', ')

const CONTACT = ['uuid', 'bytea', 'bytea', 'bytea', 'bytea', 'text', 'timestamptz']

const contactValues = (rows: readonly ContactRow[]): Buffer[] => [
  uuids(rows.map((row) => row.id)),
  byteStrings(rows.map((row) => row.wrappedKey)),
  byteStrings(rows.map((row) => row.sealed)),
  byteStrings(rows.map((row) => row.emailIndex)),
  byteStrings(rows.map((row) => row.phoneIndex)),
  texts(rows.map((row) => row.emailKind)),
  instants(rows.map((row) => row.createdAt)),
]

const LEAD = [
  ...['uuid', 'bytea', 'uuid', 'uuid', 'text', 'text', 'uuid', 'text', 'text', 'text', 'text', 'text'],
  ...['text', 'text', 'text', 'text', 'text', 'text', 'jsonb', 'jsonb', 'bytea', 'smallint', 'text'],
  ...['smallint', 'jsonb', 'uuid', 'boolean', 'timestamptz', 'boolean', 'timestamptz', 'uuid', 'smallint'],
]

const leadValues = (rows: readonly LeadRow[]): Buffer[] => [
  uuids(rows.map((row) => row.id)),
  byteStrings(rows.map((row) => row.publicId)),
  uuids(rows.map((row) => row.contactId)),
  uuids(rows.map((row) => row.campaignId)),
  texts(rows.map((row) => row.company)),
  texts(rows.map((row) => row.country)),
  uuids(rows.map((row) => row.productId)),
  texts(rows.map((row) => row.via)),
  texts(rows.map((row) => row.capturePoint)),
  texts(rows.map((row) => row.medium)),
  texts(rows.map((row) => row.channel)),
  texts(rows.map((row) => row.channelSource)),
  texts(rows.map((row) => row.content)),
  texts(rows.map((row) => row.serviceInterest)),
  texts(rows.map((row) => row.urgencyText)),
  texts(rows.map((row) => row.urgency)),
  texts(rows.map((row) => row.budgetRange)),
  texts(rows.map((row) => row.timeline)),
  jsons(rows.map((row) => row.tracking)),
  jsons(rows.map((row) => row.facts)),
  byteStrings(rows.map((row) => row.sealed)),
  smallints(rows.map((row) => row.points)),
  texts(rows.map((row) => row.grade)),
  smallints(rows.map((row) => row.rulesVersion)),
  jsons(rows.map((row) => row.earned)),
  uuids(rows.map((row) => row.ownerId)),
  booleans(rows.map((row) => row.waiting)),
  instants(rows.map((row) => row.responseDueAt)),
  booleans(rows.map((row) => row.consent)),
  instants(rows.map((row) => row.capturedAt)),
  uuids(rows.map((row) => row.sourceId)),
  smallints(rows.map((row) => row.trust)),
]

const EVENT = ['uuid', 'text', 'timestamptz', 'uuid', 'uuid', 'uuid', 'uuid', 'text', 'jsonb', 'bytea']

const eventValues = (rows: readonly EventRow[]): Buffer[] => [
  uuids(rows.map((row) => row.id)),
  texts(rows.map((row) => row.type)),
  instants(rows.map((row) => row.occurredAt)),
  uuids(rows.map((row) => row.leadId)),
  uuids(rows.map((row) => row.contactId)),
  uuids(rows.map((row) => row.campaignId)),
  uuids(rows.map((row) => row.actorId)),
  texts(rows.map((row) => row.visitorId)),
  jsons(rows.map((row) => row.payload)),
  byteStrings(rows.map((row) => row.sealed)),
]

const FIRST_OF_LEAD = 2 + CONTACT.length
const FIRST_OF_EVENT = FIRST_OF_LEAD + LEAD.length
const FIRST_OF_STATE = FIRST_OF_EVENT + EVENT.length

/** One statement for all that most groups write; what refers to another row is checked when it ends. */
const CAPTURED = `with new_contacts as (
    insert into contact (organization_id, id, wrapped_key, sealed, email_index, phone_index, email_kind, created_at)
    select $1, * from unnest(${placeholders(2, CONTACT)})
  ), new_leads as (
    insert into lead (organization_id, id, public_id, contact_id, campaign_id, company, country, product_id, via,
      capture_point, medium, channel, channel_source, content, service_interest, urgency_text, urgency, budget_range,
      timeline, tracking, facts, sealed, points, grade, rules_version, earned, owner_id, assigned_at, waiting_since,
      response_due_at, consent, captured_at, updated_at, source_id, trust)
    select $1, u.id, u.public_id, u.contact_id, u.campaign_id, u.company, u.country, u.product_id, u.via,
      u.capture_point, u.medium, u.channel, u.channel_source, u.content, u.service_interest, u.urgency_text, u.urgency,
      u.budget_range, u.timeline, u.tracking, u.facts, u.sealed, u.points, u.grade, u.rules_version, u.earned, u.owner_id,
      case when u.owner_id is not null then u.captured_at end, case when u.waiting then u.captured_at end,
      u.response_due_at, u.consent, u.captured_at, u.captured_at, u.source_id, u.trust
    from unnest(${placeholders(FIRST_OF_LEAD, LEAD)})
      as u(id, public_id, contact_id, campaign_id, company, country, product_id, via, capture_point, medium, channel,
        channel_source, content, service_interest, urgency_text, urgency, budget_range, timeline, tracking, facts, sealed,
        points, grade, rules_version, earned, owner_id, waiting, response_due_at, consent, captured_at, source_id, trust)
  ), new_events as (
    insert into event (organization_id, id, type, occurred_at, lead_id, contact_id, campaign_id, actor_id, visitor_id,
      payload, sealed)
    select $1, * from unnest(${placeholders(FIRST_OF_EVENT, EVENT)})
  )
  update capture_state set load = coalesce($${FIRST_OF_STATE}::jsonb, load), hours = coalesce($${FIRST_OF_STATE + 1}::jsonb, hours)
  where organization_id = $1 and ($${FIRST_OF_STATE}::jsonb is not null or $${FIRST_OF_STATE + 1}::jsonb is not null)`

const captured = (
  organizationId: string,
  { contacts, leads, events }: GroupRows,
  { load, hours }: ChangedState,
): Statement => ({
  name: 'capture-write',
  text: CAPTURED,
  values: [
    organizationId,
    ...contactValues(contacts),
    ...leadValues(leads),
    ...eventValues(events),
    load && JSON.stringify(load),
    hours && JSON.stringify(hours),
  ],
})

/** A key that has had its day is taken over by its next use. */
const answers = (organizationId: string, rows: readonly AnswerRow[]): Statement => ({
  name: 'capture-write-answers',
  text: `insert into idempotency (organization_id, campaign_id, credential, key_hash, request_hash, code, lead_id, public_id,
      created_at)
    select $1, * from unnest($2::uuid[], $3::text[], $4::bytea[], $5::bytea[], $6::smallint[], $7::uuid[], $8::bytea[],
      $9::timestamptz[])
    on conflict (organization_id, campaign_id, credential, key_hash) do update set request_hash = excluded.request_hash,
      code = excluded.code, lead_id = excluded.lead_id, public_id = excluded.public_id, created_at = excluded.created_at`,
  values: [
    organizationId,
    uuids(rows.map((row) => row.campaignId)),
    texts(rows.map((row) => row.credential)),
    byteStrings(rows.map((row) => row.keyHash)),
    byteStrings(rows.map((row) => row.requestHash)),
    smallints(rows.map((row) => row.code)),
    uuids(rows.map((row) => row.id)),
    byteStrings(rows.map((row) => row.publicId)),
    instants(rows.map((row) => row.createdAt)),
  ],
})

const held = (organizationId: string, rows: readonly HeldRow[]): Statement => ({
  name: 'capture-write-held',
  text: `insert into held_submission (organization_id, id, campaign_id, public_id, kind, reason, wrapped_key, sealed,
      received_at)
    select $1, * from unnest($2::uuid[], $3::uuid[], $4::bytea[], $5::text[], $6::text[], $7::bytea[], $8::bytea[],
      $9::timestamptz[])`,
  values: [
    organizationId,
    uuids(rows.map((row) => row.id)),
    uuids(rows.map((row) => row.campaignId)),
    byteStrings(rows.map((row) => row.publicId)),
    texts(rows.map((row) => row.kind)),
    texts(rows.map((row) => row.reason)),
    byteStrings(rows.map((row) => row.wrappedKey)),
    byteStrings(rows.map((row) => row.sealed)),
    instants(rows.map((row) => row.receivedAt)),
  ],
})

const decided = (organizationId: string, rows: readonly DecidedRow[]): Statement => ({
  name: 'capture-write-decided',
  text: `update held_submission h set state = 'released', decided_at = u.at, decided_by = u.by
    from unnest($2::uuid[], $3::timestamptz[], $4::uuid[]) as u(id, at, by)
    where h.organization_id = $1 and h.id = u.id`,
  values: [
    organizationId,
    uuids(rows.map((row) => row.id)),
    instants(rows.map((row) => row.decidedAt)),
    uuids(rows.map((row) => row.decidedBy)),
  ],
})

/** The statements that write a group. */
export const writeStatements = (
  organizationId: string,
  rows: GroupRows,
  changed: ChangedState,
): Statement[] => {
  const { contacts, leads, events } = rows
  const isCapture = contacts.length + leads.length + events.length > 0 || changed.load || changed.hours
  return [
    isCapture ? captured(organizationId, rows, changed) : null,
    rows.answers.length > 0 ? answers(organizationId, rows.answers) : null,
    rows.held.length > 0 ? held(organizationId, rows.held) : null,
    rows.decided.length > 0 ? decided(organizationId, rows.decided) : null,
  ].filter((statement) => statement !== null)
}
