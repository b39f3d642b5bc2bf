import { defineEntity, type InferEntity, p } from '@mikro-orm/core'
import type { SpendWay } from '@tributary/contracts'
import { calendarDate, instant, minorUnits } from './columns.ts'

export const SpendSchema = defineEntity({
  name: 'Spend',
  tableName: 'spend',
  properties: {
    organizationId: p.uuid().primary(),
    campaignId: p.uuid().primary(),
    day: calendarDate().primary(),
    source: p.string().length(100).primary(),
    content: p.string().length(255).primary(),
    amountMinor: minorUnits(),
    currency: p.string().length(3),
    impressions: p.bigint('number').default(0),
    clicks: p.bigint('number').default(0),
    way: p.text().$type<SpendWay>(),
    updatedAt: instant(),
  },
})
export type Spend = InferEntity<typeof SpendSchema>
