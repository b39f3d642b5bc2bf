import type { FeatureSpec, Features } from './features.ts'
import type { WinAction } from './win-model.ts'

/** Stages a deal can be in before its close. */
export const OPEN_STAGES = ['MQL', 'SQL', 'Opportunity'] as const
export type OpenStage = (typeof OPEN_STAGES)[number]

/** What is known of an open deal at a snapshot. */
export type BriefDeal = {
  /** Touches up to the snapshot; not capped. */
  readonly touchpoints: number
  /** Spend, up to the snapshot, of the campaigns that touched it, in major units. */
  readonly campaignSpend: number | null
  readonly industry: string | null
  readonly stage: OpenStage
  /** In major units. */
  readonly dealValue: number | null
}

/** The five features of the marketing brief under its own names. */
export const briefFeatureSpecs: readonly FeatureSpec[] = [
  { name: 'num_touchpoints', kind: 'numeric' },
  { name: 'campaign_spend', kind: 'numeric' },
  { name: 'industry', kind: 'category' },
  { name: 'stage', kind: 'category' },
  { name: 'deal_value', kind: 'numeric' },
]

export const briefActions: readonly WinAction[] = [
  { name: 'One more touch', feature: 'num_touchpoints', add: 1 },
  { name: 'Qualified by sales', feature: 'stage', set: 'SQL' },
  { name: 'Made an opportunity', feature: 'stage', set: 'Opportunity' },
]

/**
 * A deal as those five features. The value is in thousands, always (the brief says so and then trains on raw values);
 * industry is a category, not a rank from 0 to 4; the stage is one before the close: `Won` and `Lost` are refused,
 * because they hold the outcome.
 *
 * Two touches, 5,000 spent, "Healthcare", Opportunity, 25,000 →
 * `{ num_touchpoints: 2, campaign_spend: 5000, industry: 'Healthcare', stage: 'Opportunity', deal_value: 25 }`
 */
export const briefFeatures = (deal: BriefDeal): Features => {
  if (!OPEN_STAGES.includes(deal.stage))
    throw new RangeError(
      `the stage "${String(deal.stage)}" is not one of an open deal: it would tell the outcome`,
    )
  return {
    num_touchpoints: deal.touchpoints,
    campaign_spend: deal.campaignSpend,
    industry: deal.industry,
    stage: deal.stage,
    deal_value: deal.dealValue === null ? null : deal.dealValue / 1000,
  }
}
