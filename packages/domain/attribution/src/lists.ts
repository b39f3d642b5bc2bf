/** Rules look at one journey at a time: its shares need no other journey. */
export const RULE_MODELS = [
  'first',
  'last',
  'linear',
  'position-decay',
  'time-decay',
  'position-based',
  'w-shaped',
] as const
export type RuleModel = (typeof RULE_MODELS)[number]

/** Learned from all journeys together, converting or not. */
export const DATA_MODELS = ['markov', 'shapley', 'shapley-ordered'] as const
export type DataModel = (typeof DATA_MODELS)[number]

export const ATTRIBUTION_MODELS = [...RULE_MODELS, ...DATA_MODELS] as const
export type AttributionModel = (typeof ATTRIBUTION_MODELS)[number]

/** What a row of the table can be. */
export const DIMENSIONS = ['channel', 'campaign', 'source', 'content'] as const
export type Dimension = (typeof DIMENSIONS)[number]

/** The two events inside a journey that the w-shaped model rewards, next to the first touch. */
export const MILESTONES = ['lead', 'deal'] as const
export type Milestone = (typeof MILESTONES)[number]

/** The row of what was won without any known touch. */
export const UNATTRIBUTED = '(unattributed)'
/** The name of a touch that does not say its campaign, source or content. */
export const NOT_SET = '(not set)'
