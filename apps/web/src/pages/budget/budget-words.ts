import type {
  BudgetAction,
  BudgetConfidence,
  BudgetMeasure,
  BudgetPriority,
  DismissReason,
  MissingData,
} from '@tributary/contracts'
import type { Formats, Tone } from '@tributary/ui'

export const actionWords = {
  increase: 'Increase',
  reduce: 'Reduce',
  improve_creative: 'Test new ads for',
  efficient_channel: 'Look for more leads from',
} satisfies Record<BudgetAction, string>

export const priorityWords = {
  high: 'High priority',
  medium: 'Medium priority',
  low: 'Low priority',
} satisfies Record<BudgetPriority, string>

export const priorityTones = {
  high: 'warning',
  medium: 'info',
  low: 'neutral',
} satisfies Record<BudgetPriority, Tone>

export const confidenceWords = {
  high: 'high',
  medium: 'medium',
  low: 'low',
} satisfies Record<BudgetConfidence, string>

export const measureWords = {
  roas: 'ROAS',
  cost_per_lead: 'Cost per lead',
  cost_per_customer: 'Cost per customer',
  click_rate: 'CTR',
} satisfies Record<BudgetMeasure, string>

export const missingWords = {
  no_cost: 'no spend was reported',
  no_leads: 'no lead came in',
  no_customers: 'nothing was won',
  no_impressions: 'no impressions were reported',
} satisfies Record<MissingData, string>

/** The rule behind an advice, as it compares. */
export const ruleWords = {
  increase: 'more than 1.5 times the average',
  reduce: 'less than 0.7 times the average',
  improve_creative: 'less than 0.5 % of more than 1,000 impressions',
  efficient_channel: 'less than half the average',
} satisfies Record<BudgetAction, string>

export const dismissWords = {
  too_little_data: 'Too little data',
  seasonal: 'It is the season',
  strategic: 'It has another purpose',
  already_planned: 'It is planned already',
  numbers_wrong: 'The figures are wrong',
  other: 'Another reason',
} satisfies Record<DismissReason, string>

// The list of the contracts would bring its validators along.
export const DISMISS_ORDER = Object.keys(dismissWords) as DismissReason[]

/** A measure as it is written: 3.95×, $25.50, 0.31%. */
export const writeMeasure = (
  measure: BudgetMeasure,
  value: number,
  formats: Formats,
  currency: string,
): string => {
  if (measure === 'roas') return formats.multiple(value)
  if (measure === 'click_rate') return `${formats.multiple(value).slice(0, -1)}%`
  return formats.money({ minor: Math.round(value), currency })
}
