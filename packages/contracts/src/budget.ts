import {
  BUDGET_ACTIONS,
  BUDGET_CONFIDENCES,
  BUDGET_MEASURES,
  BUDGET_PRIORITIES,
  BUDGET_VERDICTS,
  DISMISS_REASONS,
  MISSING_DATA,
} from '@tributary/budget/lists'
import { z } from 'zod'
import { AttributionSettings } from './attribution.ts'
import { DashboardReading, DatePeriod } from './dashboard.ts'
import { Named } from './lead-list.ts'

export {
  BUDGET_ACTIONS,
  type BudgetAction,
  type BudgetConfidence,
  type BudgetMeasure,
  type BudgetPriority,
  type BudgetVerdict,
  DISMISS_REASONS,
  type DismissReason,
  type MissingData,
} from '@tributary/budget/lists'

const Instant = z.string()

/** A ratio, or why there is none: "not enough data" is a state, never 0. */
export const BudgetMeasured = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('known'), value: z.number() }),
  z.object({ kind: z.literal('not_enough_data'), why: z.enum(MISSING_DATA) }),
])
export type BudgetMeasured = z.infer<typeof BudgetMeasured>

const figures = {
  /** Minor units of the organization's currency. */
  costMinor: z.int(),
  /** Attributed by the organization's model, to the cent. */
  revenueMinor: z.int(),
  leads: z.int(),
  impressions: z.int(),
  clicks: z.int(),
  /** revenue / cost */
  roas: BudgetMeasured,
  /** cost / leads, minor units */
  costPerLead: BudgetMeasured,
  /** clicks / impressions, in percent */
  clickRate: BudgetMeasured,
}
export const BudgetFigures = z.object(figures)
export type BudgetFigures = z.infer<typeof BudgetFigures>

/** What a campaign cost and brought in the period; its rows are the lines of spend, leads and credited deals of the period. */
export const BudgetCampaign = z.object({ campaign: Named, ...figures })
export type BudgetCampaign = z.infer<typeof BudgetCampaign>

export const BudgetAverage = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('known'),
    /** Each campaign counts the same: what the rules compare with. */
    meanOfRatios: z.number(),
    /** Each unit of money counts the same: what an overview shows. */
    ratioOfSums: z.number(),
    campaignIds: z.array(z.uuid()),
  }),
  z.object({ kind: z.literal('not_enough_data') }),
])
export type BudgetAverage = z.infer<typeof BudgetAverage>

/** What was advised, as it stood when it was read or decided. */
export const BudgetAdvice = z.object({
  campaign: Named,
  action: z.enum(BUDGET_ACTIONS),
  priority: z.enum(BUDGET_PRIORITIES),
  confidence: z.enum(BUDGET_CONFIDENCES),
  /** The same from 0 to 1; a scale for ranking, no probability. */
  confidenceNumber: z.number(),
  measure: z.enum(BUDGET_MEASURES),
  value: z.number(),
  /** Null where the rule has a threshold of its own. */
  average: z.number().nullable(),
  ratioOfSums: z.number().nullable(),
  /** Whether it would be advised with the ratio of sums as well. */
  holdsForRatioOfSums: z.boolean().nullable(),
  comparedWith: z.array(z.uuid()),
  actionItems: z.array(z.string()),
})
export type BudgetAdvice = z.infer<typeof BudgetAdvice>

export const BudgetInput = z.strictObject({
  /** Absent: the last 30 days. */
  period: DatePeriod.optional(),
})
export type BudgetInput = z.input<typeof BudgetInput>

export const BudgetAdvised = z.object({
  campaigns: z.array(BudgetCampaign),
  averages: z.object({ roas: BudgetAverage, costPerLead: BudgetAverage }),
  /** At most ten that are not decided, most important first. */
  advice: z.array(BudgetAdvice),
  left: z.int(),
  decided: z.int(),
  notEnoughData: z.array(
    z.object({ campaign: Named, measure: z.enum(BUDGET_MEASURES), why: z.enum(MISSING_DATA) }),
  ),
  /** Opens the deals behind the revenue. */
  attributionId: z.uuid(),
  revenueAsOf: Instant,
  /** Spent or won in these, and left out: no exchange rate is known. */
  otherCurrencies: z.array(z.string()),
})
export type BudgetAdvised = z.infer<typeof BudgetAdvised>

export const BudgetReport = DashboardReading.omit({ previous: true }).extend({
  chosen: AttributionSettings,
  /** Null while the revenue of this period is attributed for the first time. */
  advised: BudgetAdvised.nullable(),
  isRefreshing: z.boolean(),
})
export type BudgetReport = z.infer<typeof BudgetReport>

export const DecideAdvice = z
  .strictObject({
    period: DatePeriod,
    campaignId: z.uuid(),
    action: z.enum(BUDGET_ACTIONS),
    verdict: z.enum(BUDGET_VERDICTS),
    /** Needed to dismiss. */
    reason: z.enum(DISMISS_REASONS).nullish(),
  })
  .refine(({ verdict, reason }) => verdict !== 'dismissed' || Boolean(reason), {
    path: ['reason'],
    message: 'Say why it is dismissed.',
  })
export type DecideAdvice = z.input<typeof DecideAdvice>

export const BudgetMoved = z.object({
  before: BudgetMeasured,
  after: BudgetMeasured,
  /** after / before − 1, where both are known and before is not 0. */
  change: z.number().nullable(),
})
export type BudgetMoved = z.infer<typeof BudgetMoved>

/** The fortnight before a decision and the one after it: what happened, not why. */
export const BudgetFollowUp = z.object({
  before: DatePeriod,
  after: DatePeriod,
  figures: z.object({ before: BudgetFigures, after: BudgetFigures }),
  roas: BudgetMoved,
  costPerLead: BudgetMoved,
  clickRate: BudgetMoved,
})
export type BudgetFollowUp = z.infer<typeof BudgetFollowUp>

export const BudgetDecision = z.object({
  id: z.uuid(),
  advice: BudgetAdvice,
  period: DatePeriod,
  verdict: z.enum(BUDGET_VERDICTS),
  reason: z.enum(DISMISS_REASONS).nullable(),
  decidedAt: Instant,
  decidedBy: z.string().nullable(),
  /** The day from which on it is looked at again. */
  dueOn: z.iso.date(),
  state: z.enum(['resting', 'due', 'looked_at']),
  /** Null while resting, or while its figures are still counted. */
  followUp: BudgetFollowUp.nullable(),
})
export type BudgetDecision = z.infer<typeof BudgetDecision>

export const BudgetDecisions = z.object({
  currency: z.string(),
  items: z.array(BudgetDecision),
  isRefreshing: z.boolean(),
})
export type BudgetDecisions = z.infer<typeof BudgetDecisions>

export const BudgetDecisionId = z.strictObject({ id: z.uuid() })
export type BudgetDecisionId = z.infer<typeof BudgetDecisionId>
