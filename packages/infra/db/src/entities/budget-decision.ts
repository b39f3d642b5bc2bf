import { defineEntity, type InferEntity, p } from '@mikro-orm/core'
import type { BudgetVerdict, DismissReason } from '@tributary/contracts'
import { instant, tenantKey } from './columns.ts'

/** What was done with an advice about a campaign's budget, and what it said then. */
export const BudgetDecisionSchema = defineEntity({
  name: 'BudgetDecision',
  tableName: 'budget_decision',
  properties: {
    ...tenantKey,
    campaignId: p.uuid(),
    action: p.text(),
    verdict: p.text().$type<BudgetVerdict>(),
    reason: p.text().$type<DismissReason>().nullable(),
    decidedAt: instant(),
    memberId: p.uuid().nullable(),
    advice: p.json<unknown>(),
    lookedAt: instant().nullable(),
    /** What had happened when somebody looked. */
    outcome: p.json<unknown>().nullable(),
    withdrawnAt: instant().nullable(),
  },
})
export type BudgetDecisionRow = InferEntity<typeof BudgetDecisionSchema>
