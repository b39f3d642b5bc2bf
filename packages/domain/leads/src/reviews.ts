import { REJECT_REASONS, type RejectReason, type Review } from './lists.ts'

export type ReviewDecision =
  | {
      readonly kind: 'decided'
      readonly from: Review
      readonly to: Review
      readonly reason: RejectReason | null
    }
  | { readonly kind: 'unchanged'; readonly review: Review }
  | { readonly kind: 'refused'; readonly why: 'reason_required' | 'unknown_reason' | 'reason_not_wanted' }

/**
 * Accepts or rejects a lead, or takes the decision back (`pending`). Rejecting needs a reason from the closed list,
 * because the scores learn from it; the others take none. Deciding the same again changes nothing, but rejecting with
 * another reason does.
 *
 * `decideReview({ review: 'pending', reason: null }, 'rejected')` is refused: `'reason_required'`.
 */
export const decideReview = (
  now: { readonly review: Review; readonly reason: RejectReason | null },
  to: Review,
  reason: RejectReason | null = null,
): ReviewDecision => {
  if (to === 'rejected' && reason === null) return { kind: 'refused', why: 'reason_required' }
  if (to !== 'rejected' && reason !== null) return { kind: 'refused', why: 'reason_not_wanted' }
  if (reason !== null && !REJECT_REASONS.includes(reason)) return { kind: 'refused', why: 'unknown_reason' }
  if (now.review === to && now.reason === reason) return { kind: 'unchanged', review: to }
  return { kind: 'decided', from: now.review, to, reason }
}
