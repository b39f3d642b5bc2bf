import { whyNotWriteLead } from '@tributary/access'
import type { LeadsChanged, ReviewLeads } from '@tributary/contracts'
import { decideReview } from '@tributary/leads'
import type { Tx } from '../in-organization.ts'
import type { Context } from '../product.ts'
import { changeLeads, type Decided, failed } from './change-leads.ts'
import type { HeldLead } from './open-for-change.ts'

/** Why the one who asks may not change this lead; `undefined` when they may. */
export const refuseForeign = ({ actor }: Tx, lead: HeldLead): Decided | undefined => {
  if (actor.kind !== 'member') return undefined
  const why = whyNotWriteLead(actor.role, actor.memberId, lead.state.ownerId)
  return why === undefined ? undefined : failed('not-yours', 'FORBIDDEN', why)
}

const REFUSALS = {
  reason_required: 'Say why the lead is rejected.',
  unknown_reason: 'This reason is not known.',
  reason_not_wanted: 'Only a rejection has a reason.',
} as const

/** Accepts or rejects leads, or takes the decision back. */
export const reviewLeads = (
  ctx: Context,
  { target, to, reason = null, expectedUpdatedAt }: ReviewLeads,
): Promise<LeadsChanged> =>
  changeLeads(ctx, target, {
    kind: 'review',
    ...(expectedUpdatedAt ? { expectedUpdatedAt } : {}),
    prepare: async (tx) => (lead) => {
      const foreign = refuseForeign(tx, lead)
      if (foreign) return foreign
      const { review, reviewReason } = lead.state
      const decided = decideReview({ review, reason: reviewReason }, to, reason)
      if (decided.kind === 'unchanged') return decided
      if (decided.kind === 'refused')
        return failed(decided.why, 'VALIDATION_ERROR', REFUSALS[decided.why], 'reason')
      return { kind: 'changed', after: { ...lead.state, review: to, reviewReason: decided.reason } }
    },
  })
