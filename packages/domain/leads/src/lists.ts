/** How the person reached us. `unknown` is a capture that says nothing we recognise, not a failure. */
export const CHANNELS = [
  'paid_search',
  'organic_search',
  'direct',
  'social',
  'paid_social',
  'email',
  'referral',
  'display',
  'messenger',
  'unknown',
] as const
export type Channel = (typeof CHANNELS)[number]

/** The seven slots of a channel chart, in their fixed order: a colour follows its source, never its rank. */
export const CHANNEL_SOURCES = [
  'google',
  'meta',
  'linkedin',
  'organic',
  'messenger',
  'referral',
  'other',
] as const
export type ChannelSource = (typeof CHANNEL_SOURCES)[number]

/** Where a lead stands in the pipeline. Temperature, review and conversation are other axes. */
export const STAGES = ['new', 'contacted', 'qualified', 'proposal', 'won', 'lost'] as const
export type Stage = (typeof STAGES)[number]

/** The words the public API prints for a stage. */
export const PUBLIC_STATUSES = [
  'new',
  'contacted',
  'qualified',
  'proposal',
  'closed_won',
  'closed_lost',
] as const
export type PublicStatus = (typeof PUBLIC_STATUSES)[number]

export const QUALIFICATIONS = [
  'unqualified',
  'marketing_qualified',
  'sales_qualified',
  'customer',
  'lost',
] as const
export type Qualification = (typeof QUALIFICATIONS)[number]

/** The words of the pipeline's readers (marketing and sales), read from stage and grade, never stored. */
export const PIPELINE_READINGS = ['lead', 'mql', 'sql', 'opportunity', 'won', 'lost'] as const
export type PipelineReading = (typeof PIPELINE_READINGS)[number]

export const REVIEWS = ['pending', 'accepted', 'rejected'] as const
export type Review = (typeof REVIEWS)[number]

export const REJECT_REASONS = [
  'not_a_fit',
  'wrong_region',
  'wrong_industry',
  'too_small',
  'competitor',
  'bad_contact_data',
  'existing_customer',
  'duplicate',
  'spam',
  'other',
] as const
export type RejectReason = (typeof REJECT_REASONS)[number]

export const LOST_REASONS = [
  'price',
  'competitor',
  'no_budget',
  'no_response',
  'bad_timing',
  'missing_feature',
  'not_a_fit',
  'duplicate',
  'other',
] as const
export type LostReason = (typeof LOST_REASONS)[number]

export const EMAIL_KINDS = ['business', 'free', 'disposable'] as const
export type EmailKind = (typeof EMAIL_KINDS)[number]

export const ACTIVITY_KINDS = [
  'email_sent',
  'call_made',
  'meeting_scheduled',
  'proposal_sent',
  'status_changed',
  'note_added',
] as const
export type ActivityKind = (typeof ACTIVITY_KINDS)[number]

export const CAMPAIGN_TYPES = ['service', 'product', 'consultation', 'assessment'] as const
export type CampaignType = (typeof CAMPAIGN_TYPES)[number]

export const CAMPAIGN_STATUSES = ['draft', 'active', 'paused', 'completed'] as const
export type CampaignStatus = (typeof CAMPAIGN_STATUSES)[number]

/** Why a submission is kept as spam instead of working as a lead. */
export const SPAM_REASONS = ['honeypot', 'too_fast', 'link_flood'] as const
export type SpamReason = (typeof SPAM_REASONS)[number]

/** What the status endpoint says will happen next. */
export const NEXT_ACTIONS = [
  'assign_specialist',
  'initial_contact',
  'qualification_call',
  'proposal_preparation',
  'awaiting_decision',
  'onboarding',
  'none',
] as const
export type NextAction = (typeof NEXT_ACTIONS)[number]

/** Ids that advertising and mail systems append to a landing page's address. */
export const CLICK_IDS = [
  'gclid',
  'gbraid',
  'wbraid',
  'dclid',
  'msclkid',
  'yclid',
  'fbclid',
  'igshid',
  'ttclid',
  'twclid',
  'li_fat_id',
  'rdt_cid',
  'sccid',
  'epik',
  'mc_eid',
] as const
export type ClickId = (typeof CLICK_IDS)[number]

/** The longest text of each field, in characters (Unicode code points). */
export const FIELD_LIMITS = {
  firstName: 100,
  lastName: 100,
  email: 255,
  phone: 50,
  company: 255,
  campaignId: 100,
  campaignName: 255,
  source: 100,
  medium: 100,
  utm: 255,
  serviceInterest: 100,
  urgency: 50,
  budgetRange: 50,
  timeline: 50,
  visitorId: 255,
  sessionId: 255,
} as const

/** How far an open deal is. */
export const DEAL_STEPS = ['proposal', 'negotiation', 'committed'] as const
export type DealStep = (typeof DEAL_STEPS)[number]

/** The columns of the board: the steps of open deals, then how they ended. */
export const DEAL_STAGES = [...DEAL_STEPS, 'won', 'lost'] as const
export type DealStage = (typeof DEAL_STAGES)[number]
