import { compare, type Fraction, fraction, times } from './fraction.ts'
import type { BudgetAction, BudgetConfidence, BudgetPriority } from './lists.ts'

/** The thresholds of the brief, as quotients so that no comparison is rounded. */
const INCREASE_ABOVE = fraction(3, 2)
const REDUCE_BELOW = fraction(7, 10)
const EFFICIENT_BELOW = fraction(1, 2)
const POOR_CLICKS_BELOW = fraction(1, 200)
const IMPRESSIONS_OVER = 1000

/**
 * What a campaign's ROAS says beside the average: strictly more than 1.5 times is `increase`, strictly less than 0.7
 * times `reduce`, all else nothing.
 *
 * Beside an average of 2.50: 3.95 (1.58 times) increases, 1.70 (0.68 times) reduces; 3.75 and 1.75 stand exactly on the
 * thresholds and change nothing.
 */
export const judgeRoas = (roas: Fraction, average: Fraction): 'increase' | 'reduce' | null => {
  if (compare(roas, times(average, INCREASE_ABOVE)) > 0) return 'increase'
  return compare(roas, times(average, REDUCE_BELOW)) < 0 ? 'reduce' : null
}

/** Whether leads cost strictly less than half the average. */
export const isEfficient = (costPerLead: Fraction, average: Fraction): boolean =>
  compare(costPerLead, times(average, EFFICIENT_BELOW)) < 0

/**
 * Whether strictly less than 0.5 % of strictly more than 1,000 impressions were clicked: 4 of 1,001 is, 4 of 1,000 is
 * too few impressions to tell, 5 of 1,000 would be 0.5 % exactly.
 */
export const needsBetterCreative = (clicks: number, impressions: number): boolean =>
  impressions > IMPRESSIONS_OVER && compare(fraction(clicks, impressions), POOR_CLICKS_BELOW) < 0

/** How soon to act, and how sure the rule is. */
export type Weight = { readonly priority: BudgetPriority; readonly confidence: BudgetConfidence }

/**
 * The confidence of the two ROAS rules is the brief's. Moving money comes first, then what money is spent on, then what is
 * only worth knowing.
 */
export const ruleWeight = {
  increase: { priority: 'high', confidence: 'high' },
  reduce: { priority: 'high', confidence: 'medium' },
  improve_creative: { priority: 'medium', confidence: 'medium' },
  efficient_channel: { priority: 'low', confidence: 'medium' },
} as const satisfies Record<BudgetAction, Weight>

/** The word as a number from 0 to 1, for ranking. It is a scale with equal steps, not a probability. */
export const confidenceNumber = { high: 1, medium: 2 / 3, low: 1 / 3 } as const satisfies Record<
  BudgetConfidence,
  number
>

/** What each rule asks for, and what to do about it. */
export const actionItems = {
  increase: [
    'Raise the budget in steps and watch whether the ROAS of the added money holds',
    'Look at which audiences and contents bring the revenue',
  ],
  reduce: [
    'Lower the budget, or pause the weakest parts',
    'Move what is freed to campaigns above the average',
    'Compare audience, offer and landing page with those of better campaigns',
  ],
  improve_creative: ['Improve the creative', 'Test new ads', 'Check whether the audience fits the offer'],
  efficient_channel: [
    'An efficient acquisition channel: see whether it can bring more leads',
    'Check that these leads qualify and close as well as others',
  ],
} as const satisfies Record<BudgetAction, readonly string[]>
