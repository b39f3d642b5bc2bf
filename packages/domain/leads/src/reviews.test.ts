import { describe, expect, it } from 'vitest'
import type { RejectReason } from './lists.ts'
import { decideReview } from './reviews.ts'

const pending = { review: 'pending', reason: null } as const

describe('accepting and rejecting a lead', () => {
  it('accepting takes no reason', () => {
    expect(decideReview(pending, 'accepted')).toEqual({
      kind: 'decided',
      from: 'pending',
      to: 'accepted',
      reason: null,
    })
    expect(decideReview(pending, 'accepted', 'spam')).toEqual({ kind: 'refused', why: 'reason_not_wanted' })
  })

  it('rejecting needs a reason of the list', () => {
    expect(decideReview(pending, 'rejected')).toEqual({ kind: 'refused', why: 'reason_required' })
    expect(decideReview(pending, 'rejected', 'because' as RejectReason)).toEqual({
      kind: 'refused',
      why: 'unknown_reason',
    })
    expect(decideReview(pending, 'rejected', 'not_a_fit')).toEqual({
      kind: 'decided',
      from: 'pending',
      to: 'rejected',
      reason: 'not_a_fit',
    })
  })

  it('a decision can be changed and taken back', () => {
    const rejected = { review: 'rejected', reason: 'spam' } as const
    expect(decideReview(rejected, 'pending')).toMatchObject({ kind: 'decided', to: 'pending', reason: null })
    expect(decideReview(rejected, 'accepted')).toMatchObject({
      kind: 'decided',
      to: 'accepted',
      reason: null,
    })
    expect(decideReview(rejected, 'rejected', 'duplicate')).toMatchObject({
      kind: 'decided',
      reason: 'duplicate',
    })
  })

  it('deciding the same again changes nothing', () => {
    expect(decideReview({ review: 'rejected', reason: 'spam' }, 'rejected', 'spam')).toEqual({
      kind: 'unchanged',
      review: 'rejected',
    })
    expect(decideReview(pending, 'pending')).toEqual({ kind: 'unchanged', review: 'pending' })
  })
})
