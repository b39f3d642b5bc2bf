import type { Statement } from './group-facts.ts'
import { booleans, byteStrings, instants, jsons, smallints, texts, uuids } from './postgres-arrays.ts'

export type ContactRow = {
  readonly id: string
  readonly wrappedKey: Buffer
  readonly sealed: Buffer
  readonly emailIndex: Buffer
  readonly phoneIndex: Buffer | null
  readonly emailKind: string
  readonly createdAt: number
}

export type LeadRow = {
  readonly id: string
  readonly publicId: Uint8Array
  readonly contactId: string
  readonly campaignId: string
  readonly company: string | null
  readonly country: string | null
  readonly productId: string | null
  readonly sourceId: string | null
  readonly trust: number | null
  readonly via: string
  readonly capturePoint: string
  readonly medium: string | null
  readonly channel: string
  readonly channelSource: string
  readonly content: string | null
  readonly serviceInterest: string | null
  readonly urgencyText: string | null
  readonly urgency: string | null
  readonly budgetRange: string | null
  readonly timeline: string | null
  readonly tracking: string
  readonly facts: string
  readonly sealed: Buffer | null
  readonly points: number
  readonly grade: string
  readonly rulesVersion: number
  readonly earned: string
  readonly ownerId: string | null
  readonly waiting: boolean
  readonly responseDueAt: number
  readonly consent: boolean | null
  readonly capturedAt: number
}

export type EventRow = {
  readonly id: string
  readonly type: string
  readonly occurredAt: number
  readonly leadId: string | null
  readonly contactId: string | null
  readonly campaignId: string
  readonly actorId: string | null
  readonly visitorId: string | null
  readonly payload: string
  readonly sealed: Buffer | null
}

export type AnswerRow = {
  readonly campaignId: string
  readonly credential: string
  readonly keyHash: Buffer
  readonly requestHash: Buffer
  readonly code: number
  readonly id: string
  readonly publicId: Uint8Array
  readonly createdAt: number
}

export type HeldRow = {
  readonly id: string
  readonly campaignId: string
  readonly publicId: Uint8Array
  readonly kind: 'quarantined' | 'spam'
  readonly reason: string
  readonly wrappedKey: Buffer
  readonly sealed: Buffer
  readonly receivedAt: number
}

export type DecidedRow = {
  readonly id: string
  readonly decidedAt: number
  readonly decidedBy: string | null
}

/** Everything one flight writes. */
export type GroupRows = {
  readonly contacts: ContactRow[]
  readonly leads: LeadRow[]
  readonly events: EventRow[]
  readonly answers: AnswerRow[]
  readonly held: HeldRow[]
  readonly decided: DecidedRow[]
}

export const noRows = (): GroupRows => ({
  contacts: [],
  leads: [],
  events: [],
  answers: [],
  held: [],
  decided: [],
})

const contacts = (organizationId: string, rows: readonly ContactRow[]): Statement => ({
  name: 'capture-write-contacts',
  text: `insert into contact (organization_id, id, wrapped_key, sealed, email_index, phone_index, email_kind, created_at)
    select $1, * from unnest($2::uuid[], $3::bytea[], $4::bytea[], $5::bytea[], $6::bytea[], $7::text[], $8::timestamptz[])`,
  values: [
    organizationId,
    uuids(rows.map((row) => row.id)),
    byteStrings(rows.map((row) => row.wrappedKey)),
    byteStrings(rows.map((row) => row.sealed)),
    byteStrings(rows.map((row) => row.emailIndex)),
    byteStrings(rows.map((row) => row.phoneIndex)),
    texts(rows.map((row) => row.emailKind)),
    instants(rows.map((row) => row.createdAt)),
  ],
})

const leads = (organizationId: string, rows: readonly LeadRow[]): Statement => ({
  name: 'capture-write-leads',
  text: `insert into lead (organization_id, id, public_id, contact_id, campaign_id, company, country, product_id, via,
      capture_point, medium, channel, channel_source, content, service_interest, urgency_text, urgency, budget_range,
      timeline, tracking, facts, sealed, points, grade, rules_version, earned, owner_id, assigned_at, waiting_since,
      response_due_at, consent, captured_at, updated_at, source_id, trust)
    select $1, u.id, u.public_id, u.contact_id, u.campaign_id, u.company, u.country, u.product_id, u.via,
      u.capture_point, u.medium, u.channel, u.channel_source, u.content, u.service_interest, u.urgency_text, u.urgency,
      u.budget_range, u.timeline, u.tracking, u.facts, u.sealed, u.points, u.grade, u.rules_version, u.earned, u.owner_id,
      case when u.owner_id is not null then u.captured_at end, case when u.waiting then u.captured_at end,
      u.response_due_at, u.consent, u.captured_at, u.captured_at, u.source_id, u.trust
    from unnest($2::uuid[], $3::bytea[], $4::uuid[], $5::uuid[], $6::text[], $7::text[], $8::uuid[], $9::text[],
      $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[],
      $19::text[], $20::jsonb[], $21::jsonb[], $22::bytea[], $23::smallint[], $24::text[], $25::smallint[], $26::jsonb[],
      $27::uuid[], $28::boolean[], $29::timestamptz[], $30::boolean[], $31::timestamptz[], $32::uuid[], $33::smallint[])
      as u(id, public_id, contact_id, campaign_id, company, country, product_id, via, capture_point, medium, channel,
        channel_source, content, service_interest, urgency_text, urgency, budget_range, timeline, tracking, facts, sealed,
        points, grade, rules_version, earned, owner_id, waiting, response_due_at, consent, captured_at, source_id, trust)`,
  values: [
    organizationId,
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
  ],
})

const events = (organizationId: string, rows: readonly EventRow[]): Statement => ({
  name: 'capture-write-events',
  text: `insert into event (organization_id, id, type, occurred_at, lead_id, contact_id, campaign_id, actor_id, visitor_id,
      payload, sealed)
    select $1, * from unnest($2::uuid[], $3::text[], $4::timestamptz[], $5::uuid[], $6::uuid[], $7::uuid[], $8::uuid[],
      $9::text[], $10::jsonb[], $11::bytea[])`,
  values: [
    organizationId,
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

/** The statements that write a group, contacts before the leads that name them. */
export const writeStatements = (organizationId: string, rows: GroupRows): Statement[] =>
  [
    rows.contacts.length > 0 ? contacts(organizationId, rows.contacts) : null,
    rows.leads.length > 0 ? leads(organizationId, rows.leads) : null,
    rows.events.length > 0 ? events(organizationId, rows.events) : null,
    rows.answers.length > 0 ? answers(organizationId, rows.answers) : null,
    rows.held.length > 0 ? held(organizationId, rows.held) : null,
    rows.decided.length > 0 ? decided(organizationId, rows.decided) : null,
  ].filter((statement) => statement !== null)
