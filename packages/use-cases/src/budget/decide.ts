import { isDue } from '@tributary/budget'
import { AppError, type BudgetDecisionId, DecideAdvice, type Done, notFound } from '@tributary/contracts'
import { BudgetDecisionSchema } from '@tributary/db'
import { inOrganization, type Tx } from '../in-organization.ts'
import type { Context } from '../product.ts'
import { readCalendar } from '../spend/read-calendar.ts'
import { adviseOn } from './advise.ts'
import { followDecision } from './follow-decision.ts'
import { readFigures } from './read-figures.ts'

const standing = async ({ em }: Tx, id: string) => {
  const row = await em.findOne(BudgetDecisionSchema, { id, withdrawnAt: null })
  if (!row) throw notFound('decision')
  return row
}

/**
 * Applies or dismisses an advice. It is kept as it stands now, rests for a fortnight, and is then looked at again.
 * @throws NOT_FOUND when the rows of the period do not give this advice any more, or it is decided already.
 */
export const decideAdvice = (ctx: Context, input: DecideAdvice): Promise<BudgetDecisionId> =>
  inOrganization(ctx, async (tx) => {
    const { period, campaignId, action, verdict, reason } = DecideAdvice.parse(input)
    const { currency } = await readCalendar(tx)
    const advised = await adviseOn(tx, await readFigures(tx, period, currency))
    const advice = advised?.advice.find((one) => one.campaign.id === campaignId && one.action === action)
    if (!advice)
      throw new AppError(
        'NOT_FOUND',
        'This advice is not given any more: the figures changed, or it is decided.',
      )
    const { actor, organizationId, now } = tx
    const id = tx.newId()
    tx.em.create(BudgetDecisionSchema, {
      organizationId,
      id,
      campaignId,
      action,
      verdict,
      reason: verdict === 'dismissed' ? (reason ?? null) : null,
      decidedAt: new Date(now),
      memberId: actor.kind === 'member' ? actor.memberId : null,
      advice: { ...advice, period },
      outcome: null,
    })
    tx.audit({
      action: `budget.${verdict}`,
      targetKind: 'campaign',
      targetId: campaignId,
      before: null,
      after: { action, verdict, reason: reason ?? null },
      meta: { action, ...(reason ? { reason } : {}) },
    })
    tx.changed('campaigns')
    return { id }
  })

/** Takes a decision back: its advice is given again while the figures say so. */
export const withdrawDecision = (ctx: Context, { id }: BudgetDecisionId): Promise<Done> =>
  inOrganization(ctx, async (tx) => {
    const row = await standing(tx, id)
    row.withdrawnAt = new Date(tx.now)
    tx.audit({
      action: 'budget.withdrawn',
      targetKind: 'campaign',
      targetId: row.campaignId,
      before: { action: row.action, verdict: row.verdict },
      after: null,
      meta: { action: row.action },
    })
    tx.changed('campaigns')
    return { done: true }
  })

/** Somebody has seen what happened since; the figures that they saw are kept. */
export const closeDecision = (ctx: Context, { id }: BudgetDecisionId): Promise<Done> =>
  inOrganization(ctx, async (tx) => {
    const row = await standing(tx, id)
    if (!isDue(row.decidedAt.getTime(), tx.now))
      throw new AppError('CONFLICT', 'A fortnight has not passed since this was decided.')
    if (row.lookedAt) return { done: true }
    const { followUp } = await followDecision(tx, row, await readCalendar(tx))
    if (!followUp)
      throw new AppError('CONFLICT', 'Its figures are still being counted. Try again in a moment.')
    row.lookedAt = new Date(tx.now)
    row.outcome = followUp
    tx.changed('campaigns')
    return { done: true }
  })
