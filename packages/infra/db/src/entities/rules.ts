import { defineEntity, type InferEntity, p } from '@mikro-orm/core'
import { instant, tenantKey } from './columns.ts'

export const RuleSetSchema = defineEntity({
  name: 'RuleSet',
  tableName: 'rule_set',
  properties: {
    ...tenantKey,
    kind: p.text().$type<'scoring' | 'routing'>(),
    version: p.integer(),
    status: p.text().$type<'draft' | 'live' | 'retired'>(),
    body: p.json<unknown>(),
    createdBy: p.uuid().nullable(),
    createdAt: instant().onCreate(() => new Date()),
    publishedAt: instant().nullable(),
  },
})
export type RuleSet = InferEntity<typeof RuleSetSchema>

export const RoutingSnapshotRowSchema = defineEntity({
  name: 'RoutingSnapshotRow',
  tableName: 'routing_snapshot',
  properties: {
    organizationId: p.uuid().primary(),
    hash: p.text().primary(),
    body: p.json<unknown>(),
    createdAt: instant().onCreate(() => new Date()),
  },
})
export type RoutingSnapshotRow = InferEntity<typeof RoutingSnapshotRowSchema>
