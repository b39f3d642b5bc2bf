import type { CalendarDate } from '@tributary/kernel'
import type { CampaignStatus } from './lists.ts'

/** A campaign starts as a draft, runs, rests, and is completed; a completed one can run again. */
export const CAMPAIGN_TRANSITIONS = {
  draft: ['active'],
  active: ['paused', 'completed'],
  paused: ['active', 'completed'],
  completed: ['active'],
} as const satisfies Record<CampaignStatus, readonly CampaignStatus[]>

/** The statuses a campaign may be moved to. */
export const nextCampaignStatuses = (from: CampaignStatus): readonly CampaignStatus[] =>
  CAMPAIGN_TRANSITIONS[from]

export type CampaignMove =
  | { readonly kind: 'moved'; readonly from: CampaignStatus; readonly to: CampaignStatus }
  | { readonly kind: 'unchanged'; readonly status: CampaignStatus }
  | { readonly kind: 'refused'; readonly reason: 'not_allowed'; readonly allowed: readonly CampaignStatus[] }

/** `moveCampaign('draft', 'active')` is moved; `moveCampaign('draft', 'completed')` is refused. */
export const moveCampaign = (from: CampaignStatus, to: CampaignStatus): CampaignMove => {
  if (from === to) return { kind: 'unchanged', status: from }
  const allowed = nextCampaignStatuses(from)
  return allowed.includes(to)
    ? { kind: 'moved', from, to }
    : { kind: 'refused', reason: 'not_allowed', allowed }
}

export type CampaignRuns = {
  readonly status: CampaignStatus
  /** The first and the last day it takes leads, in the organization's zone; open where there is none. */
  readonly startDate: CalendarDate | null
  readonly endDate: CalendarDate | null
}

export type CampaignAcceptance =
  | { readonly kind: 'accepts' }
  | { readonly kind: 'refuses'; readonly reason: 'not_active' | 'not_started' | 'ended' }

/**
 * Whether a campaign takes leads on a day of the organization's calendar; both its first and its last day count.
 *
 * An active campaign that ends on `2026-03-31` accepts on that day and refuses as `ended` on `2026-04-01`.
 */
export const campaignAccepts = (
  { status, startDate, endDate }: CampaignRuns,
  today: CalendarDate,
): CampaignAcceptance => {
  if (status !== 'active') return { kind: 'refuses', reason: 'not_active' }
  if (startDate !== null && today < startDate) return { kind: 'refuses', reason: 'not_started' }
  if (endDate !== null && today > endDate) return { kind: 'refuses', reason: 'ended' }
  return { kind: 'accepts' }
}
