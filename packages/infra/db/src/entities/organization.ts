import { defineEntity, type InferEntity, p } from '@mikro-orm/core'
import { bytes, instant } from './columns.ts'

export const OrganizationSchema = defineEntity({
  name: 'Organization',
  tableName: 'organization',
  properties: {
    id: p.uuid().primary(),
    name: p.text(),
    currency: p.string().length(3),
    locale: p.text(),
    timeZone: p.text(),
    sessionIdleMinutes: p.integer().default(720),
    attributionModel: p.text().default('linear'),
    attributionLookbackDays: p.integer().default(90),
    attributionDecayRate: p.double().$type<number>().default(0.5),
    settings: p.json<OrganizationSettings>(),
    isDemo: p.boolean().default(false),
    wrappedKey: bytes(),
    createdAt: instant().onCreate(() => new Date()),
  },
})
export type Organization = InferEntity<typeof OrganizationSchema>

/** Settings that have a sensible default; what is absent is standard. */
export type OrganizationSettings = {
  sla?: unknown
  sessionIdle?: number
}

export const CaptureStateSchema = defineEntity({
  name: 'CaptureState',
  tableName: 'capture_state',
  properties: {
    organizationId: p.uuid().primary(),
    configVersion: p.bigint('number').default(1),
    load: p.json<unknown>(),
    hours: p.json<Record<string, readonly [start: number, count: number]>>().onCreate(() => ({})),
  },
})
export type CaptureState = InferEntity<typeof CaptureStateSchema>
