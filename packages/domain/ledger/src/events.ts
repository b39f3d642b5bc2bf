import type {
  ActivityKind,
  Channel,
  ChannelSource,
  DealStep,
  EmailKind,
  LostReason,
  Review,
  Stage,
} from '@tributary/leads/lists'
import type { EncodedDecision } from '@tributary/routing'
import type { Grade, Urgency } from '@tributary/scoring/lists'
import type { CaptureWay, EffectKind, EffectState, EventType, SpendWay } from './lists.ts'

/** Where a touch came from. Free of personal data: a path has lost its query, a referrer is a host. */
export type Touch = {
  readonly channel: Channel
  readonly source: ChannelSource
  readonly medium?: string
  readonly utm?: {
    readonly source?: string
    readonly medium?: string
    readonly campaign?: string
    readonly term?: string
    readonly content?: string
  }
  readonly referrerHost?: string
  readonly path?: string
  readonly sessionId?: string
}

/** A score as it was given: points, grade, rule version, and points per rule in the order of that version's rules. */
export type ScoreRecord = {
  readonly points: number
  readonly grade: Grade
  readonly version: number
  readonly earned: readonly number[]
}

/** The plain facts of a lead that rollups count by. Whatever changes one of them is an event with before and after. */
export type LeadTraits = {
  readonly grade: Grade
  readonly points: number
  readonly stage: Stage
  readonly review: Review
  readonly industry: string | null
  readonly country: string | null
  readonly region: string | null
  readonly channel: Channel
  readonly source: ChannelSource
  readonly content: string | null
  readonly ownerId: string | null
  readonly trust: number | null
  /** Has ever been in `qualified` or a later stage. */
  readonly everQualified: boolean
}

/**
 * What an event did to a lead's traits. All traits stand on both sides, so that every rollup can be moved from this one
 * event. Events that are written together form a chain: one's `after` is the next one's `before`.
 */
export type TraitsChange = {
  /** When the lead was captured, milliseconds since 1970 UTC: rollups count a lead on its capture day. */
  readonly capturedAt: number
  readonly before: LeadTraits
  readonly after: LeadTraits
}

/** What one line of a day cost and brought. Money in minor units of its currency. */
export type SpendFigures = {
  readonly currency: string
  readonly amountMinor: number
  readonly impressions: number
  readonly clicks: number
}

/** Won money of a lead in one currency. */
export type WonMoney = { readonly currency: string; readonly deals: number; readonly amountMinor: number }

/**
 * What a deal is at a moment. What is absent was not told by early events: then the step is `proposal`, and it was closed
 * when its event happened.
 */
export type DealFacts = {
  readonly stage: 'open' | 'won' | 'lost'
  readonly amountMinor: number
  /** How far it is; of a closed deal how far it came. */
  readonly step?: DealStep
  /** A calendar date. */
  readonly expectedClose?: string | null
  /** Milliseconds since 1970 UTC. */
  readonly closedAt?: number | null
  readonly lostReason?: LostReason | null
}

/** A lead leaves the counts or comes back, with all it brought. */
export type LeadPresence = {
  readonly capturedAt: number
  readonly traits: LeadTraits
  /** The lead's won deals at that moment, added up by currency. */
  readonly won: readonly WonMoney[]
  /** All its deals at that moment; early events do not tell them, or not which ones they are. */
  readonly deals?: readonly (DealFacts & { readonly dealId?: string; readonly currency: string })[]
}

/** What each kind of event says. Personal data is never here: it stands in the event's sealed column. */
export type EventPayloads = {
  'touch.viewed': Touch & { readonly secondsOnPage?: number }
  /** A page that was seen was left. The view itself is a `touch.viewed` of the same visitor, session and path. */
  'touch.left': { readonly path?: string; readonly sessionId?: string; readonly secondsOnPage: number }
  'touch.repeated': Touch & { readonly capturePoint: string }
  'submission.held': {
    readonly heldId: string
    readonly kind: 'quarantined' | 'spam'
    readonly reason: string
  }
  'submission.decided': {
    readonly heldId: string
    readonly kind: 'quarantined' | 'spam'
    readonly decision: 'released' | 'discarded'
  }
  'lead.captured': {
    readonly way: CaptureWay
    readonly capturePoint: string
    readonly touch: Touch
    readonly score: ScoreRecord
    readonly urgency: Urgency | null
    readonly emailKind: EmailKind | 'unknown'
    readonly productId: string | null
    readonly traits: LeadTraits
    /** The routing decision with its inputs, so that it can be replayed; absent where nothing was to be decided. */
    readonly route: EncodedDecision | null
    readonly ownerId: string | null
    readonly heldId?: string
  }
  'lead.enriched': TraitsChange & {
    readonly provenance: Readonly<Record<string, string>>
  }
  'lead.scored': TraitsChange & {
    readonly from: ScoreRecord
    readonly to: ScoreRecord
    readonly cause: 'enriched' | 'edited' | 'rules' | 'returned'
  }
  'lead.assigned': TraitsChange & {
    readonly from: string | null
    readonly to: string | null
    readonly why: 'routing' | 'manual' | 'pool' | 'undo'
    readonly route: EncodedDecision | null
    /** Since when the owner has had it, where that is not the moment of the event: an undone change never was. */
    readonly assignedAt?: number | null
  }
  'lead.reviewed': TraitsChange & {
    readonly from: Review
    readonly to: Review
    readonly reason: string | null
    readonly undo?: boolean
  }
  'lead.stage_changed': TraitsChange & {
    readonly from: Stage
    readonly to: Stage
    readonly lostReason?: LostReason
    readonly undo?: boolean
  }
  'lead.edited': TraitsChange & {
    readonly fields: readonly string[]
    readonly undo?: boolean
  }
  'lead.next_step_set': { readonly at: string | null; readonly done: boolean }
  'lead.removed': LeadPresence
  'lead.restored': LeadPresence
  /** Lay in the bin for longer than it can be brought back: what was told in words is gone, what was counted stays. */
  'lead.purged': { readonly keptDays: number }
  'activity.logged': { readonly kind: ActivityKind }
  /** It never was: written down by mistake and taken back. */
  'activity.withdrawn': { readonly eventId: string; readonly kind: ActivityKind }
  'deal.opened': {
    readonly dealId: string
    readonly amountMinor: number
    readonly currency: string
    readonly step?: DealStep
    readonly expectedClose?: string | null
    /** The capture instant of its lead: money counts on the day the lead came in. */
    readonly capturedAt: number
  }
  'deal.changed': {
    readonly dealId: string
    readonly before: DealFacts
    readonly after: DealFacts
    readonly currency: string
    readonly capturedAt: number
  }
  /** It never was: opened by a change that was undone, or by a lead that went back before its proposal. */
  'deal.withdrawn': {
    readonly dealId: string
    readonly before: DealFacts
    readonly currency: string
    readonly capturedAt: number
  }
  /**
   * A line of a day of the event's campaign, as one source reported it. A correction is a further event: its `before` is
   * what stood there; `after` is null where the line was taken away.
   */
  'spend.recorded': {
    /** The day of the organization's calendar that it was spent on. */
    readonly day: string
    /** Who reported it, such as `google`; `''` is nobody in particular. */
    readonly source: string
    /** `utm_content` of the advertisement; `''` is the campaign as a whole. */
    readonly content: string
    readonly before: SpendFigures | null
    readonly after: SpendFigures | null
    readonly way: SpendWay
    readonly undo?: boolean
  }
  'effect.finished': {
    readonly effectId: string
    readonly kind: EffectKind
    readonly state: EffectState
    readonly reason: string | null
  }
}

type Envelope<T extends EventType> = {
  readonly id: string
  readonly type: T
  /** When it happened, milliseconds since 1970 UTC. */
  readonly occurredAt: number
  readonly leadId?: string | null
  readonly contactId?: string | null
  readonly campaignId?: string | null
  /** The member who did it; absent for the system and the public. */
  readonly actorId?: string | null
  readonly visitorId?: string | null
  readonly payload: EventPayloads[T]
}

/** One fact in the ledger. */
export type LedgerEvent = { [T in EventType]: Envelope<T> }[EventType]
export type EventOf<T extends EventType> = Envelope<T>
