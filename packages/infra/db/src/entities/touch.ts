import { defineEntity, type InferEntity, p } from '@mikro-orm/core'
import { instant } from './columns.ts'

export const TouchSchema = defineEntity({
  name: 'Touch',
  tableName: 'touch',
  properties: {
    organizationId: p.uuid().primary(),
    eventId: p.uuid().primary(),
    contactId: p.uuid().nullable(),
    visitorId: p.string().length(255).nullable(),
    at: instant(),
    kind: p.text().$type<'view' | 'capture' | 'repeat' | 'manual'>(),
    channel: p.text(),
    source: p.text(),
    campaignId: p.uuid().nullable(),
    campaign: p.string().length(255).nullable(),
    content: p.string().length(255).nullable(),
    sessionId: p.string().length(255).nullable(),
  },
})
export type TouchRow = InferEntity<typeof TouchSchema>
