/** What an advice says to do. */
export const BUDGET_ACTIONS = ['increase', 'reduce', 'efficient_channel', 'improve_creative'] as const
export type BudgetAction = (typeof BUDGET_ACTIONS)[number]

/** How soon to act, soonest first. */
export const BUDGET_PRIORITIES = ['high', 'medium', 'low'] as const
export type BudgetPriority = (typeof BUDGET_PRIORITIES)[number]

/** How much a rule is to be trusted, in the words of the rules; surest first. */
export const BUDGET_CONFIDENCES = ['high', 'medium', 'low'] as const
export type BudgetConfidence = (typeof BUDGET_CONFIDENCES)[number]

/** What is measured: revenue per cost, cost per lead, cost per won customer, clicks per hundred impressions. */
export const BUDGET_MEASURES = ['roas', 'cost_per_lead', 'cost_per_customer', 'click_rate'] as const
export type BudgetMeasure = (typeof BUDGET_MEASURES)[number]

/** Why a measure has no value: the number it would be divided by, or the money it speaks of, is zero or not known. */
export const MISSING_DATA = ['no_cost', 'no_leads', 'no_customers', 'no_impressions'] as const
export type MissingData = (typeof MISSING_DATA)[number]

/** What somebody does with an advice. */
export const BUDGET_VERDICTS = ['applied', 'dismissed'] as const
export type BudgetVerdict = (typeof BUDGET_VERDICTS)[number]

/** Why an advice is not followed. */
export const DISMISS_REASONS = [
  'too_little_data',
  'seasonal',
  'strategic',
  'already_planned',
  'numbers_wrong',
  'other',
] as const
export type DismissReason = (typeof DISMISS_REASONS)[number]
