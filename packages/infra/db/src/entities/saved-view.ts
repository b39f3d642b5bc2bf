import { defineEntity, type InferEntity, p } from '@mikro-orm/core'
import { instant, tenantKey } from './columns.ts'

export const SavedViewSchema = defineEntity({
  name: 'SavedView',
  tableName: 'saved_view',
  properties: {
    ...tenantKey,
    memberId: p.uuid(),
    list: p.text().$type<'leads' | 'deals'>().default('leads'),
    name: p.string().length(60),
    shared: p.boolean().default(false),
    search: p.json<Record<string, unknown>>(),
    createdAt: instant(),
    updatedAt: instant(),
  },
})
export type SavedView = InferEntity<typeof SavedViewSchema>
