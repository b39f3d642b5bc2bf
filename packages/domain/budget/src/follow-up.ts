import { DAY } from '@tributary/kernel'
import type { CampaignFigures, Measured } from './figures.ts'

/** Advice that was applied or dismissed is shown again after this time, with what happened since. */
export const REVIEW_AFTER_DAYS = 14

/** Whether advice decided at one instant is to be shown again at another (milliseconds). */
export const isDue = (decidedAt: number, now: number): boolean => now - decidedAt >= REVIEW_AFTER_DAYS * DAY

/** A ratio before and after a decision; `change` is after / before − 1, where both are known and before is not 0. */
export type Moved = { readonly before: Measured; readonly after: Measured; readonly change: number | null }

export type FollowUp = { readonly roas: Moved; readonly costPerLead: Moved; readonly clickRate: Moved }

const moved = (before: Measured, after: Measured): Moved => ({
  before,
  after,
  change:
    before.kind === 'known' && after.kind === 'known' && before.value !== 0
      ? after.value / before.value - 1
      : null,
})

/**
 * What happened to a campaign since a decision: its ratios in a period before it and in one after. It says what happened,
 * not why: other things changed too.
 *
 * A ROAS of 2 before and 3 after has changed by 0.5, that is by 50 %.
 */
export const followUp = (before: CampaignFigures, after: CampaignFigures): FollowUp => ({
  roas: moved(before.roas, after.roas),
  costPerLead: moved(before.costPerLead, after.costPerLead),
  clickRate: moved(before.clickRate, after.clickRate),
})
