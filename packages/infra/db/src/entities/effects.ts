import { defineEntity, type InferEntity, p } from '@mikro-orm/core'
import type { EffectKind, EffectState } from '@tributary/contracts'
import { bytes, instant, tenantKey } from './columns.ts'

export const EffectSchema = defineEntity({
  name: 'Effect',
  tableName: 'effect',
  properties: {
    ...tenantKey,
    eventId: p.uuid(),
    leadId: p.uuid().nullable(),
    kind: p.text().$type<EffectKind>(),
    target: p.text(),
    why: p.text().default(''),
    state: p.text().$type<EffectState>().default('pending'),
    reason: p.text().nullable(),
    attempts: p.integer().default(0),
    attemptsBefore: p.integer().default(0),
    nextAt: instant().nullable(),
    leaseUntil: instant().nullable(),
    leaseOwner: p.text().nullable(),
    externalRef: p.text().nullable(),
    createdAt: instant().onCreate(() => new Date()),
    finishedAt: instant().nullable(),
  },
})
export type Effect = InferEntity<typeof EffectSchema>

export const EffectAttemptSchema = defineEntity({
  name: 'EffectAttempt',
  tableName: 'effect_attempt',
  properties: {
    organizationId: p.uuid().primary(),
    effectId: p.uuid().primary(),
    n: p.integer().primary(),
    startedAt: instant(),
    finishedAt: instant().nullable(),
    outcome: p.text().default('in_flight'),
    httpStatus: p.integer().nullable(),
    detail: p.text().nullable(),
    durationMs: p.integer().nullable(),
  },
})
export type EffectAttempt = InferEntity<typeof EffectAttemptSchema>

export const ConnectionSchema = defineEntity({
  name: 'Connection',
  tableName: 'connection',
  properties: {
    ...tenantKey,
    kind: p.text(),
    name: p.text().default(''),
    state: p.text().default('connected'),
    sealed: bytes().nullable(),
    config: p.json<Record<string, unknown>>(),
    lastOkAt: instant().nullable(),
    lastError: p.text().nullable(),
    createdAt: instant().onCreate(() => new Date()),
  },
})
export type Connection = InferEntity<typeof ConnectionSchema>
