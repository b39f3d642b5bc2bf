import {
  type ActivityKind,
  type ChannelSource,
  type DealFacts,
  type DealStep,
  type EffectKind,
  type EffectState,
  type EventPayloads,
  type EventType,
  type LostReason,
  type RejectReason,
  type Review,
  type Stage,
} from '@tributary/contracts'
import { ruleLabel, SCORING_RULES } from '@tributary/scoring'

/** What the words need besides the event: names of members, and how an instant is written here. */
export type Speech = {
  readonly memberName: (id: string | null) => string
  readonly when: (iso: string) => string
  readonly money: (minor: number, currency: string) => string
}

const stageWords = {
  new: 'New',
  contacted: 'Contacted',
  qualified: 'Qualified',
  proposal: 'Proposal',
  won: 'Won',
  lost: 'Lost',
} as const satisfies Record<Stage, string>

const lostWords = {
  price: 'the price',
  competitor: 'a competitor',
  no_budget: 'no budget',
  no_response: 'no response',
  bad_timing: 'bad timing',
  missing_feature: 'something is missing',
  not_a_fit: 'not a fit',
  duplicate: 'a duplicate',
  other: 'another reason',
} as const satisfies Record<LostReason, string>

const rejectWords = {
  not_a_fit: 'not a fit',
  wrong_region: 'wrong region',
  wrong_industry: 'wrong industry',
  too_small: 'too small',
  competitor: 'a competitor',
  bad_contact_data: 'bad contact data',
  existing_customer: 'an existing customer',
  duplicate: 'a duplicate',
  spam: 'spam',
  other: 'another reason',
} as const satisfies Record<RejectReason, string>

const activityWords = {
  email_sent: 'E-mail sent',
  call_made: 'Call made',
  meeting_scheduled: 'Meeting scheduled',
  proposal_sent: 'Proposal sent',
  status_changed: 'Status changed',
  note_added: 'Note',
} as const satisfies Record<ActivityKind, string>

const reviewWords = {
  pending: 'The decision was taken back',
  accepted: 'Accepted',
  rejected: 'Rejected',
} as const satisfies Record<Review, string>

const sourceWords = {
  google: 'Google',
  meta: 'Meta',
  linkedin: 'LinkedIn',
  organic: 'organic search',
  messenger: 'Messenger',
  referral: 'a referral',
  other: 'elsewhere',
} as const satisfies Record<ChannelSource, string>

const wayWords = {
  form: 'over a form',
  hosted_form: 'over the hosted form',
  api: 'over the API',
  manual: 'entered by hand',
} as const satisfies Record<EventPayloads['lead.captured']['way'], string>

const effectWords = {
  'slack.hot_lead': 'Slack message',
  'email.owner': 'E-mail to the owner',
  'email.campaign': 'E-mail to the people of the campaign',
  'email.connection_broken': 'E-mail about a broken connection',
} as const satisfies Record<EffectKind, string>

const effectStates = {
  pending: 'waits',
  in_flight: 'is on its way',
  succeeded: 'sent',
  skipped: 'not sent',
  failed: 'failed, will be tried again',
  dead: 'failed for good',
  unknown: 'outcome unknown',
} as const satisfies Record<EffectState, string>

const undone = (isUndone: boolean | undefined): string => (isUndone ? ' (taken back)' : '')

/** `Scored 85 (was 70: Urgency +15)`. */
const scoredWords = ({ from, to }: EventPayloads['lead.scored']): string => {
  const moves = SCORING_RULES.flatMap((rule, i) => {
    const by = (to.earned[i] ?? 0) - (from.earned[i] ?? 0)
    return by === 0 ? [] : [`${ruleLabel[rule]} ${by > 0 ? '+' : '−'}${Math.abs(by)}`]
  })
  return `Scored ${to.points}, grade ${to.grade} (was ${from.points}${moves.length > 0 ? `: ${moves.join(', ')}` : ''})`
}

const stepWords = {
  proposal: 'Proposal',
  negotiation: 'Negotiation',
  committed: 'Committed',
} as const satisfies Record<DealStep, string>

/** What changed of a deal that stays open, or stays closed. */
const changedWords = (before: DealFacts, after: DealFacts, currency: string, { money }: Speech): string => {
  const [from, to] = [before.step ?? 'proposal', after.step ?? 'proposal']
  const parts = [
    ...(from === to ? [] : [`${stepWords[from]} → ${stepWords[to]}`]),
    ...(before.amountMinor === after.amountMinor
      ? []
      : [`from ${money(before.amountMinor, currency)} to ${money(after.amountMinor, currency)}`]),
    ...((before.expectedClose ?? null) === (after.expectedClose ?? null)
      ? []
      : [after.expectedClose ? `expected to close on ${after.expectedClose}` : 'without an expected close']),
  ]
  return `Deal changed: ${parts.join(', ')}`
}

type Words = { readonly [T in EventType]: (payload: EventPayloads[T], speech: Speech) => string }

/** Every fact of the ledger in words that a rep reads. */
const words = {
  'touch.viewed': ({ path, source }) => `Visited ${path ?? 'the website'}, from ${sourceWords[source]}`,
  'touch.left': ({ path, secondsOnPage }) => `Left ${path ?? 'the website'} after ${secondsOnPage} seconds`,
  'touch.repeated': ({ capturePoint }) => `Sent the form again (${capturePoint})`,
  'submission.held': ({ kind }) => (kind === 'spam' ? 'Kept aside as spam' : 'Kept in quarantine'),
  'submission.decided': ({ decision }) =>
    decision === 'released' ? 'Let in from what was kept aside' : 'Discarded',
  'lead.captured': ({ way, capturePoint, touch, score }) =>
    way === 'manual'
      ? `Entered by hand (${capturePoint}). Scored ${score.points}, grade ${score.grade}`
      : `Came in ${wayWords[way]} (${capturePoint}), from ${sourceWords[touch.source]}. Scored ${score.points}, grade ${score.grade}`,
  'lead.enriched': ({ before, after }) =>
    before.industry === after.industry
      ? 'Looked up the e-mail domain'
      : `Looked up the company: ${after.industry}`,
  'lead.scored': scoredWords,
  'lead.assigned': ({ to, why }, { memberName }) => {
    if (to === null) return `Put back into the pool${undone(why === 'undo')}`
    return why === 'pool'
      ? `Given to ${memberName(to)}, who became free`
      : `Given to ${memberName(to)}${undone(why === 'undo')}`
  },
  'lead.reviewed': ({ to, reason, undo }) =>
    `${reviewWords[to]}${to === 'rejected' && reason ? `: ${rejectWords[reason as RejectReason] ?? reason}` : ''}${to === 'pending' ? '' : undone(undo)}`,
  'lead.stage_changed': ({ from, to, lostReason, undo }) =>
    `${stageWords[from]} → ${stageWords[to]}${lostReason ? `: ${lostWords[lostReason]}` : ''}${undone(undo)}`,
  'lead.edited': ({ fields, undo }) =>
    `${undo ? 'Changed back' : 'Changed'} ${fields.map(fieldWords).join(', ')}`,
  'lead.next_step_set': ({ at, done }, { when }) =>
    done ? 'Next step done' : at === null ? 'Next step taken away' : `Next step planned for ${when(at)}`,
  'lead.removed': () => 'Deleted',
  'lead.restored': () => 'Brought back',
  'lead.purged': () => 'Left the bin for good',
  'activity.logged': ({ kind }) => activityWords[kind],
  'activity.withdrawn': ({ kind }) => `${activityWords[kind]} (taken back)`,
  'deal.opened': ({ amountMinor, currency }, { money }) => `Deal opened: ${money(amountMinor, currency)}`,
  'deal.changed': ({ before, after, currency }, speech) =>
    before.stage === after.stage
      ? changedWords(before, after, currency, speech)
      : after.stage === 'open'
        ? 'Deal opened again'
        : `Deal ${after.stage}: ${speech.money(after.amountMinor, currency)}`,
  'deal.withdrawn': ({ before, currency }, { money }) =>
    `Deal withdrawn: ${money(before.amountMinor, currency)}`,
  'spend.recorded': ({ day, before, after }, { money }) =>
    after === null
      ? `Spend of ${day} taken away: ${money(before?.amountMinor ?? 0, before?.currency ?? 'USD')}`
      : `Spent on ${day}: ${money(after.amountMinor, after.currency)}`,
  'effect.finished': ({ kind, state, reason }) =>
    `${effectWords[kind]}: ${effectStates[state]}${reason ? ` (${reason})` : ''}`,
} satisfies Words

/** `serviceInterest` is read as "service interest". */
const fieldWords = (field: string): string =>
  field.replace(/Id$/, '').replaceAll(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`)

export const wordsOfEvent = <T extends EventType>(
  type: T,
  payload: EventPayloads[T],
  speech: Speech,
): string => (words as unknown as Words)[type](payload, speech)
