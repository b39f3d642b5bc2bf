/** Why a member did not get a lead, in the order in which it is looked at. */
export const SKIP_REASONS = [
  'not-in-team',
  'not-in-pool',
  'inactive',
  'away',
  'outside-hours',
  'lacks-service',
  'other-region',
  'at-capacity',
] as const
export type SkipReason = (typeof SKIP_REASONS)[number]

/** Why a rule did not decide. */
export const RULE_MISSES = [
  'other-campaign',
  'other-service',
  'below-score',
  'other-grade',
  'other-country',
  'other-region',
  'no-office',
  'nobody-available',
] as const
export type RuleMiss = (typeof RULE_MISSES)[number]

/** Why a lead got no owner. All but `auto-assign-off` end by themselves when the team or the rules change. */
export const NOBODY_REASONS = [
  'auto-assign-off',
  'empty-team',
  'no-rule-matched',
  'nobody-available',
] as const
export type NobodyReason = (typeof NOBODY_REASONS)[number]
