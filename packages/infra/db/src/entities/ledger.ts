import { defineEntity, type InferEntity, p } from '@mikro-orm/core'
import { bytes, calendarDate, instant, tenantKey } from './columns.ts'

export const LedgerEventSchema = defineEntity({
  name: 'LedgerEvent',
  tableName: 'event',
  properties: {
    ...tenantKey,
    type: p.text(),
    occurredAt: instant(),
    recordedAt: instant().onCreate(() => new Date()),
    leadId: p.uuid().nullable(),
    contactId: p.uuid().nullable(),
    campaignId: p.uuid().nullable(),
    actorId: p.uuid().nullable(),
    visitorId: p.string().length(255).nullable(),
    payload: p.json<Record<string, unknown>>(),
    sealed: bytes().nullable(),
    dedupeKey: p.text().nullable(),
  },
})
export type LedgerEvent = InferEntity<typeof LedgerEventSchema>

export const EventFoldSchema = defineEntity({
  name: 'EventFold',
  tableName: 'event_fold',
  properties: {
    organizationId: p.uuid().primary(),
    eventId: p.uuid().primary(),
  },
})
export type EventFold = InferEntity<typeof EventFoldSchema>

export const RollupSchema = defineEntity({
  name: 'Rollup',
  tableName: 'rollup',
  properties: {
    organizationId: p.uuid().primary(),
    campaignId: p.uuid().primary(),
    dimension: p.text().primary(),
    day: calendarDate().primary(),
    value: p.text().primary(),
    n: p.bigint('number').default(0),
    total: p.bigint('number').default(0),
  },
})
export type Rollup = InferEntity<typeof RollupSchema>

export const AuditSchema = defineEntity({
  name: 'Audit',
  tableName: 'audit',
  properties: {
    ...tenantKey,
    at: instant(),
    actorKind: p.text(),
    actorId: p.text().nullable(),
    action: p.text(),
    targetKind: p.text().default(''),
    targetId: p.text().default(''),
    beforeMac: bytes().nullable(),
    afterMac: bytes().nullable(),
    meta: p.json<Record<string, unknown>>(),
    seq: p.bigint('number').nullable(),
    prevHash: bytes().nullable(),
    hash: bytes().nullable(),
    signature: bytes().nullable(),
  },
})
export type Audit = InferEntity<typeof AuditSchema>

export const UndoSchema = defineEntity({
  name: 'Undo',
  tableName: 'undo',
  properties: {
    ...tenantKey,
    memberId: p.uuid(),
    kind: p.text(),
    body: p.json<unknown>(),
    createdAt: instant().onCreate(() => new Date()),
    usedAt: instant().nullable(),
  },
})
export type Undo = InferEntity<typeof UndoSchema>
