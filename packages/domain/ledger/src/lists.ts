/** Every kind of fact the ledger holds. Append-only: a correction is a new event. */
export const EVENT_TYPES = [
  'touch.viewed',
  'touch.left',
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
  'lead.purged',
  'activity.logged',
  'activity.withdrawn',
  'deal.opened',
  'deal.changed',
  'deal.withdrawn',
  'spend.recorded',
  'effect.finished',
] as const
export type EventType = (typeof EVENT_TYPES)[number]

/** How a lead came in. */
export const CAPTURE_WAYS = ['form', 'hosted_form', 'api', 'manual'] as const
export type CaptureWay = (typeof CAPTURE_WAYS)[number]

/** How a spend figure came in. */
export const SPEND_WAYS = ['manual', 'csv', 'api'] as const
export type SpendWay = (typeof SPEND_WAYS)[number]

/** Things owed to the outside world, each once. */
export const EFFECT_KINDS = [
  'slack.hot_lead',
  'email.owner',
  'email.campaign',
  'email.connection_broken',
] as const
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

/**
 * The groupings that daily rollups are kept for: `n` counts leads, `total` adds up their points, unless said otherwise.
 * A missing fact is the value `''`.
 */
export const ROLLUP_DIMENSIONS = [
  /** Every lead; value `''`. */
  'all',
  'grade',
  /** The bars of the score histogram. */
  'band',
  'stage',
  'review',
  /** One of `DISCOVERY_STATUSES`. */
  'status',
  /** How far a lead came, each of `REACHED` that is true of it. */
  'reached',
  'industry',
  'country',
  'region',
  'channel',
  'source',
  /** `utm_content`; leads without one are not counted. */
  'content',
  /** The qualified leads of a `utm_content`. */
  'content_qualified',
  'owner',
  /** Leads whose trust is known; value `''`, `total` adds up trust. */
  'trust',
  /** The bars of the trust histogram, same cuts as the scores; `total` adds up trust. */
  'trust_band',
  /** Score by trust in tenths, `'8:6'` is 80–89 points and trust 60–69; 100 belongs to the last tenth. */
  'cell',
  /** Won deals by currency; `total` adds up minor units. */
  'won',
  /** What was spent on a day, by currency: `n` counts reported lines, `total` adds up minor units. */
  'spend',
  /** Won deals by currency, on the day they were won; `total` adds up minor units. */
  'booked',
  /**
   * Closed deals by how they ended and how far they had come, such as `'lost:negotiation'`, on the day they were closed;
   * `total` stays 0.
   */
  'ended',
  /**
   * How the open deals changed on a day, by currency: `n` counts deals, `total` adds up minor units. What is open at the
   * end of a day is the sum of all days until then.
   */
  'pipeline',
  /** How often advertisements were shown on a day; value `''`, `n` counts them, `total` stays 0. */
  'impressions',
  /** How often they were clicked on a day; value `''`, `n` counts them, `total` stays 0. */
  'clicks',
] as const
export type RollupDimension = (typeof ROLLUP_DIMENSIONS)[number]

/** The same grouping over a whole month, on the first day of it: years are added up from months, not from days. */
export type MonthlyDimension = `month:${RollupDimension}`
export const monthly = (dimension: RollupDimension): MonthlyDimension => `month:${dimension}`

/** The pie of leads: a review decision wins over the temperature. */
export const DISCOVERY_STATUSES = ['hot', 'warm', 'cold', 'accepted', 'rejected'] as const
export type DiscoveryStatus = (typeof DISCOVERY_STATUSES)[number]

/** `hot` is grade A, `hot_accepted` the accepted ones of these, `qualified` has ever reached that stage or a later one. */
export const REACHED = ['hot', 'hot_accepted', 'qualified'] as const
export type Reached = (typeof REACHED)[number]

/** The campaign of rollup rows that count every campaign. */
export const ALL_CAMPAIGNS = '00000000-0000-0000-0000-000000000000'

/** What open deals become: `changed` is another value, `slipped` an expected close in a later month, which changes no sum. */
export const PIPELINE_STEPS = ['opened', 'won', 'lost', 'changed', 'removed', 'slipped'] as const
export type PipelineStep = (typeof PIPELINE_STEPS)[number]
