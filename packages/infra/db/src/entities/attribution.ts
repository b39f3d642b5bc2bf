import { defineEntity, type InferEntity, p } from '@mikro-orm/core'
import { calendarDate, instant, minorUnits, tenantKey } from './columns.ts'

/** When something last changed that attribution is calculated from. */
export const AttributionChangeSchema = defineEntity({
  name: 'AttributionChange',
  tableName: 'attribution_change',
  properties: { organizationId: p.uuid().primary(), changedAt: instant() },
})
export type AttributionChange = InferEntity<typeof AttributionChangeSchema>

export const AttributionResultSchema = defineEntity({
  name: 'AttributionResult',
  tableName: 'attribution_result',
  properties: {
    ...tenantKey,
    lookbackDays: p.integer(),
    /** What one step back leaves in position decay. */
    decayRate: p.double().$type<number>().default(0.5),
    periodStart: calendarDate(),
    periodEnd: calendarDate(),
    /** One of those that every morning has, whether anybody asks or not. */
    standing: p.boolean().default(false),
    askedAt: instant(),
    asOf: instant().nullable(),
    tookMs: p.integer().nullable(),
    /** Its job waits or is worked since; null when none is. */
    queuedAt: instant().nullable(),
    summary: p.json<unknown>().nullable(),
  },
})
export type AttributionResultRow = InferEntity<typeof AttributionResultSchema>

export const AttributionTableSchema = defineEntity({
  name: 'AttributionTable',
  tableName: 'attribution_table',
  properties: {
    organizationId: p.uuid().primary(),
    resultId: p.uuid().primary(),
    dimension: p.text().primary(),
    body: p.json<unknown>(),
  },
})
export type AttributionTableRow = InferEntity<typeof AttributionTableSchema>

export const AttributionDealSchema = defineEntity({
  name: 'AttributionDeal',
  tableName: 'attribution_deal',
  properties: {
    organizationId: p.uuid().primary(),
    resultId: p.uuid().primary(),
    dealId: p.uuid().primary(),
    leadId: p.uuid(),
    amountMinor: minorUnits(),
    /** Null for a deal that was opened in the period and not won in it. */
    wonAt: instant().nullable(),
    openedAt: instant(),
    touches: p.integer(),
    /** From its first touch to the win; null without one. */
    days: p.integer().nullable(),
    /** Of a deal that was opened in the period: its place in the flow. */
    source: p.text().nullable(),
    step: p.text().nullable(),
    outcome: p.text().$type<'open' | 'won' | 'lost'>().nullable(),
    journey: p.json<unknown>(),
  },
})
export type AttributionDeal = InferEntity<typeof AttributionDealSchema>
