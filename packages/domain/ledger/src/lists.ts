/** Every kind of fact the ledger holds. Append-only: a correction is a new event. */
export const EVENT_TYPES = [
  'touch.viewed',
  'touch.repeated',
  'submission.held',
  'submission.decided',
  'lead.captured',
  'lead.enriched',
  'lead.scored',
  'lead.assigned',
  'lead.reviewed',
  'lead.stage_changed',
  'lead.edited',
  'lead.next_step_set',
  'lead.removed',
  'lead.restored',
  'activity.logged',
  'deal.opened',
  'deal.changed',
  'effect.finished',
] as const
export type EventType = (typeof EVENT_TYPES)[number]

/** How a lead came in. */
export const CAPTURE_WAYS = ['form', 'hosted_form', 'api', 'manual'] as const
export type CaptureWay = (typeof CAPTURE_WAYS)[number]

/** Things owed to the outside world, each once. */
export const EFFECT_KINDS = ['slack.hot_lead', 'email.owner', 'email.campaign'] as const
export type EffectKind = (typeof EFFECT_KINDS)[number]

export const EFFECT_STATES = [
  'pending',
  'in_flight',
  'succeeded',
  'skipped',
  'failed',
  'dead',
  'unknown',
] as const
export type EffectState = (typeof EFFECT_STATES)[number]

/** The groupings that daily rollups are kept for. */
export const ROLLUP_DIMENSIONS = [
  'all',
  'grade',
  'band',
  'stage',
  'review',
  'reached',
  'industry',
  'country',
  'region',
  'channel',
  'source',
  'content',
  'content_reached',
  'owner',
  'trust',
  'trust_band',
  'cell',
  'captured',
  'won',
] as const
export type RollupDimension = (typeof ROLLUP_DIMENSIONS)[number]
