/** From best to worst. */
export const GRADES = ['A', 'B', 'C', 'D'] as const
export type Grade = (typeof GRADES)[number]

/** From most to least urgent. */
export const URGENCIES = ['emergency', 'high', 'medium', 'low'] as const
export type Urgency = (typeof URGENCIES)[number]

/** A reading of the grade, never stored: A hot, B warm, C cold, D nurture. */
export const TEMPERATURES = ['hot', 'warm', 'cold', 'nurture'] as const
export type Temperature = (typeof TEMPERATURES)[number]

export const SCORING_GROUPS = ['contact', 'intent', 'behaviour', 'source'] as const
export type ScoringGroup = (typeof SCORING_GROUPS)[number]

/** The rules in the order of their points in storage: append only, never reorder. */
export const SCORING_RULES = [
  'business-email',
  'phone',
  'company',
  'service',
  'urgency',
  'budget',
  'time-on-page',
  'form-completion',
  'return-visitor',
  'channel',
] as const
export type ScoringRule = (typeof SCORING_RULES)[number]

/** The bars of the score histogram. They do not coincide with the grade cuts. */
export const SCORE_BANDS = ['0-20', '21-40', '41-60', '61-80', '81-100'] as const
export type ScoreBand = (typeof SCORE_BANDS)[number]

export const SERVICE_INTERESTS = ['specific', 'general', 'none'] as const
export type ServiceInterest = (typeof SERVICE_INTERESTS)[number]

export const FORM_COMPLETIONS = ['all', 'required', 'unknown'] as const
export type FormCompletion = (typeof FORM_COMPLETIONS)[number]

/** How a missing fact can come true: ask the lead, look it up, or wait for the lead's next visit. */
export const WAYS = ['ask', 'enrich', 'wait'] as const
export type Way = (typeof WAYS)[number]
