import type {
  CampaignStatus,
  CampaignType,
  CaptureWay,
  Channel,
  ChannelSource,
  DealStage,
  DiscoveryStatus,
  EffectKind,
  EffectState,
  Grade,
  LostReason,
  Reached,
  RejectReason,
  Review,
  ScoreBand,
  SpendWay,
  Stage,
  Temperature,
  Urgency,
} from '@tributary/contracts'
import type { Tone } from '@tributary/ui'

/** How the words of the closed lists are written on screen. A new word does not compile before it has its name here. */
export const stageWords = {
  new: 'New',
  contacted: 'Contacted',
  qualified: 'Qualified',
  proposal: 'Proposal',
  won: 'Won',
  lost: 'Lost',
} satisfies Record<Stage, string>

export const stageTones = {
  new: 'neutral',
  contacted: 'neutral',
  qualified: 'neutral',
  proposal: 'neutral',
  won: 'success',
  lost: 'neutral',
} satisfies Record<Stage, Tone>

export const reviewWords = {
  pending: 'Pending',
  accepted: 'Accepted',
  rejected: 'Rejected',
} satisfies Record<Review, string>

export const reviewTones = {
  pending: 'neutral',
  accepted: 'success',
  rejected: 'danger',
} satisfies Record<Review, Tone>

export const rejectWords = {
  not_a_fit: 'Not a fit',
  wrong_region: 'Wrong region',
  wrong_industry: 'Wrong industry',
  too_small: 'Too small',
  competitor: 'A competitor',
  bad_contact_data: 'Bad contact data',
  existing_customer: 'Already a customer',
  duplicate: 'Duplicate',
  spam: 'Spam',
  other: 'Another reason',
} satisfies Record<RejectReason, string>

export const lostWords = {
  price: 'Price',
  competitor: 'A competitor won it',
  no_budget: 'No budget',
  no_response: 'No response',
  bad_timing: 'Bad timing',
  missing_feature: 'Something is missing',
  not_a_fit: 'Not a fit',
  duplicate: 'Duplicate',
  other: 'Another reason',
} satisfies Record<LostReason, string>

export const dealStageWords = {
  proposal: 'Proposal',
  negotiation: 'Negotiation',
  committed: 'Committed',
  won: 'Won',
  lost: 'Lost',
} satisfies Record<DealStage, string>

export const dealStageTones = {
  proposal: 'neutral',
  negotiation: 'neutral',
  committed: 'primary',
  won: 'success',
  lost: 'neutral',
} satisfies Record<DealStage, Tone>

export const gradeWords = { A: 'A', B: 'B', C: 'C', D: 'D' } satisfies Record<Grade, string>

export const temperatureWords = {
  hot: 'Hot',
  warm: 'Warm',
  cold: 'Cold',
  nurture: 'Nurture',
} satisfies Record<Temperature, string>

export const statusWords = {
  hot: 'Hot',
  warm: 'Warm',
  cold: 'Cold',
  accepted: 'Accepted',
  rejected: 'Rejected',
} satisfies Record<DiscoveryStatus, string>

export const reachedWords = {
  hot: 'Hot (grade A)',
  hot_accepted: 'Hot and accepted',
  qualified: 'Qualified once',
} satisfies Record<Reached, string>

export const channelWords = {
  paid_search: 'Paid search',
  organic_search: 'Organic search',
  direct: 'Direct',
  social: 'Social',
  paid_social: 'Paid social',
  email: 'E-mail',
  referral: 'Referral',
  display: 'Display',
  messenger: 'Messenger',
  unknown: 'Unknown',
} satisfies Record<Channel, string>

export const sourceWords = {
  google: 'Google',
  meta: 'Meta',
  linkedin: 'LinkedIn',
  organic: 'Organic',
  messenger: 'Messenger',
  referral: 'Referral',
  other: 'Other',
} satisfies Record<ChannelSource, string>

export const urgencyWords = {
  emergency: 'Emergency',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
} satisfies Record<Urgency, string>

export const wayWords = {
  form: 'Form on a website',
  hosted_form: 'Hosted form',
  api: 'API',
  manual: 'Entered by hand',
} satisfies Record<CaptureWay, string>

export const spendWayWords = {
  manual: 'By hand',
  csv: 'A file',
  api: 'API',
} satisfies Record<SpendWay, string>

export const bandWords = {
  '0-20': '0–20',
  '21-40': '21–40',
  '41-60': '41–60',
  '61-80': '61–80',
  '81-100': '81–100',
} satisfies Record<ScoreBand, string>

export const campaignTypeWords = {
  service: 'Service',
  product: 'Product',
  consultation: 'Consultation',
  assessment: 'Assessment',
} satisfies Record<CampaignType, string>

export const campaignStatusWords = {
  draft: 'Draft',
  active: 'Active',
  paused: 'Paused',
  completed: 'Completed',
} satisfies Record<CampaignStatus, string>

export const campaignStatusTones = {
  draft: 'neutral',
  active: 'success',
  paused: 'warning',
  completed: 'neutral',
} satisfies Record<CampaignStatus, Tone>

export const effectWords = {
  'slack.hot_lead': 'Slack message about a hot lead',
  'email.owner': 'E-mail to the owner',
  'email.campaign': 'E-mail to the campaign’s addresses',
  'email.connection_broken': 'E-mail about a broken connection',
} satisfies Record<EffectKind, string>

export const effectStateWords = {
  pending: 'Waiting',
  in_flight: 'Being sent',
  succeeded: 'Sent',
  skipped: 'Skipped',
  failed: 'Will be tried again',
  dead: 'Failed',
  unknown: 'Outcome unknown',
} satisfies Record<EffectState, string>

export const effectTones = {
  pending: 'neutral',
  in_flight: 'info',
  succeeded: 'success',
  skipped: 'neutral',
  failed: 'warning',
  dead: 'danger',
  unknown: 'warning',
} satisfies Record<EffectState, Tone>

/** `plural(3, 'lead')` is "leads"; the count is written by the caller's formats. */
export const plural = (count: number, one: string, many = `${one}s`): string => (count === 1 ? one : many)
