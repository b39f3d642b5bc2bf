import {
  ACTIVITY_KINDS,
  NEXT_ACTIONS,
  PIPELINE_READINGS,
  QUALIFICATIONS,
  STAGES,
} from '@tributary/leads/lists'
import { EFFECT_KINDS, EFFECT_STATES, EVENT_TYPES } from '@tributary/ledger/lists'
import {
  FORM_COMPLETIONS,
  GRADES,
  SCORING_GROUPS,
  SCORING_RULES,
  SERVICE_INTERESTS,
  WAYS,
} from '@tributary/scoring/lists'
import { z } from 'zod'
import { LeadRow, Money, Named } from './lead-list.ts'

export const LeadRef = z.strictObject({
  /** The row's id, or the public `lead_…`. */
  id: z.string().min(1).max(60),
})
export type LeadRef = z.infer<typeof LeadRef>

const Reason = z.object({
  rule: z.enum(SCORING_RULES),
  group: z.enum(SCORING_GROUPS),
  label: z.string(),
  points: z.int(),
  of: z.int(),
})
const Group = z.object({ group: z.enum(SCORING_GROUPS), label: z.string(), points: z.int(), cap: z.int() })

export const ScoreExplained = z.object({
  points: z.int(),
  grade: z.enum(GRADES),
  version: z.int(),
  scoredAt: z.string(),
  groups: z.array(Group),
  /** One per rule, also those that earned nothing. Their sum is the score. */
  reasons: z.array(Reason),
})

const Change = z.object({
  rule: z.enum(SCORING_RULES),
  way: z.enum(WAYS),
  /** What would have to become true, in words. */
  words: z.string(),
  points: z.int(),
})
export const WayUpTold = z.object({
  kind: z.enum(['reached', 'changes', 'out-of-reach']),
  grade: z.enum(GRADES),
  points: z.int(),
  /** The score after all of them; for what is out of reach, the best there is. */
  pointsAfter: z.int(),
  ask: z.array(Change),
  enrich: z.array(Change),
  wait: z.array(Change),
})

export const RouteStep = z.object({
  /** The rule's name, or the campaign's owner. */
  name: z.string(),
  /** What came of it, in words. */
  words: z.string(),
  chosen: z.boolean(),
  skipped: z.array(z.object({ name: z.string(), words: z.string() })),
  candidates: z.array(z.object({ name: z.string(), words: z.string() })),
})
export const WhyOwner = z.object({
  /** One sentence: who, by whom or by which rule. */
  words: z.string(),
  at: z.string(),
  by: z.enum(['routing', 'pool', 'manual', 'undo', 'nobody']),
  /** Every rule that was asked, in order; empty when a person decided. */
  steps: z.array(RouteStep),
})

export const TimelineEntry = z.object({
  id: z.uuid(),
  type: z.enum(EVENT_TYPES),
  at: z.string(),
  /** Who did it; null for the system and the public. */
  by: z.string().nullable(),
  /** What happened, in words. */
  words: z.string(),
  /** A note, what was called about, what the next step is: what a person wrote. */
  text: z.string().nullable(),
  activity: z.enum(ACTIVITY_KINDS).nullable(),
  /** Of another lead of the same contact, when it is not this one's. */
  otherLeadId: z.uuid().nullable(),
})
export type TimelineEntry = z.infer<typeof TimelineEntry>

export const ReadTimeline = z.strictObject({
  id: z.uuid(),
  show: z.enum(['all', 'activities', 'touches', 'changes']).default('all'),
  cursor: z.string().max(200).nullish(),
  size: z.int().min(1).max(100).default(30),
})
export type ReadTimeline = z.infer<typeof ReadTimeline>
export const Timeline = z.object({ items: z.array(TimelineEntry), nextCursor: z.string().nullable() })
export type Timeline = z.infer<typeof Timeline>

export const DealRow = z.object({
  id: z.uuid(),
  amount: Money,
  stage: z.enum(['open', 'won', 'lost']),
  expectedClose: z.string().nullable(),
  openedAt: z.string(),
  closedAt: z.string().nullable(),
})

export const RecommendedProduct = z.object({
  id: z.uuid(),
  name: z.string(),
  code: z.string(),
  category: z.string(),
  description: z.string(),
  imageUrl: z.string().nullable(),
  price: Money.nullable(),
  details: z.string(),
  /** Why it is recommended to this lead. */
  reason: z.string(),
})
export type RecommendedProduct = z.infer<typeof RecommendedProduct>

export const LeadEffect = z.object({
  id: z.uuid(),
  kind: z.enum(EFFECT_KINDS),
  state: z.enum(EFFECT_STATES),
  why: z.string(),
  reason: z.string().nullable(),
  at: z.string(),
  finishedAt: z.string().nullable(),
  attempts: z.int(),
})

export const LeadDetail = z.object({
  lead: LeadRow,
  contact: z.object({
    id: z.uuid(),
    firstName: z.string(),
    lastName: z.string(),
    email: z.string(),
    emailKind: z.string(),
    phone: z.string().nullable(),
    e164: z.string().nullable(),
    erased: z.boolean(),
    /** What this lead's submission said differently. */
    given: z.record(z.string(), z.string()),
  }),
  facts: z.object({
    capturePoint: z.string(),
    message: z.string().nullable(),
    urgencyText: z.string().nullable(),
    budgetRange: z.string().nullable(),
    timeline: z.string().nullable(),
    medium: z.string().nullable(),
    landingPageUrl: z.string().nullable(),
    referrerUrl: z.string().nullable(),
    utm: z.record(z.string(), z.string()),
    ip: z.string().nullable(),
    userAgent: z.string().nullable(),
    formType: z.string().nullable(),
    formVersion: z.string().nullable(),
    serviceMatch: z.enum(SERVICE_INTERESTS),
    formCompletion: z.enum(FORM_COMPLETIONS),
    secondsOnPage: z.number().nullable(),
    returnVisitor: z.boolean(),
  }),
  readings: z.object({
    pipeline: z.enum(PIPELINE_READINGS),
    qualification: z.enum(QUALIFICATIONS),
    nextAction: z.enum(NEXT_ACTIONS),
    everQualified: z.boolean(),
  }),
  score: ScoreExplained,
  wayToNext: WayUpTold,
  wayToA: WayUpTold,
  whyOwner: WhyOwner,
  promise: z.object({
    dueAt: z.string(),
    words: z.string(),
    state: z.enum(['answered', 'answered_late', 'due', 'late']),
  }),
  consent: z.object({ given: z.boolean().nullable(), at: z.string(), form: z.string().nullable() }),
  source: z
    .object({
      id: z.uuid(),
      name: z.string(),
      trust: z.int().nullable(),
      lastCrawledAt: z.string().nullable(),
    })
    .nullable(),
  company: Named.nullable(),
  otherLeads: z.array(
    z.object({
      id: z.uuid(),
      campaign: z.string(),
      stage: z.enum(STAGES),
      grade: z.enum(GRADES),
      points: z.int(),
      capturedAt: z.string(),
    }),
  ),
  deals: z.array(DealRow),
  products: z.array(RecommendedProduct),
  effects: z.array(LeadEffect),
  nextStages: z.array(z.enum(STAGES)),
})
export type LeadDetail = z.infer<typeof LeadDetail>
