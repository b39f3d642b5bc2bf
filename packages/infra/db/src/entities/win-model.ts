import { defineEntity, type InferEntity, p } from '@mikro-orm/core'
import type { TrainingOutcome, WinModelState } from '@tributary/contracts'
import { instant, tenantKey } from './columns.ts'

export const WinModelSchema = defineEntity({
  name: 'WinModel',
  tableName: 'win_model',
  properties: {
    ...tenantKey,
    version: p.text(),
    state: p.text().$type<WinModelState>(),
    /** Too few closed deals: it tells base rates only. */
    abstains: p.boolean(),
    trainedAt: instant(),
    /** Who asked for it; nobody for a nightly one. */
    memberId: p.uuid().nullable(),
    why: p.text(),
    verdict: p.json<unknown>().nullable(),
    value: p.json<unknown>(),
    held: p.json<unknown>(),
  },
})
export type WinModelRow = InferEntity<typeof WinModelSchema>

export const WinEstimateSchema = defineEntity({
  name: 'WinEstimate',
  tableName: 'win_estimate',
  properties: {
    organizationId: p.uuid().primary(),
    dealId: p.uuid().primary(),
    modelId: p.uuid(),
    version: p.text(),
    probability: p.double(),
    low: p.double(),
    high: p.double(),
    estimatedAt: instant(),
    detail: p.json<unknown>(),
  },
})

export const ForecastSchema = defineEntity({
  name: 'Forecast',
  tableName: 'forecast',
  properties: {
    organizationId: p.uuid().primary(),
    gateWon: p.integer().default(40),
    gateLost: p.integer().default(40),
    highFrom: p.double().default(0.7),
    askedAt: instant().nullable(),
    finishedAt: instant().nullable(),
    outcome: p.text().$type<TrainingOutcome>().nullable(),
    why: p.text().default(''),
  },
})
