import {
  CHANNEL_SOURCES,
  CHANNELS,
  LOST_REASONS,
  REJECT_REASONS,
  REVIEWS,
  STAGES,
} from '@tributary/leads/lists'
import { CAPTURE_WAYS, DISCOVERY_STATUSES, REACHED } from '@tributary/ledger/lists'
import { GRADES, SCORE_BANDS, TEMPERATURES, URGENCIES } from '@tributary/scoring/lists'
import { z } from 'zod'

const anyOf = <T extends z.ZodType>(item: T, most = 50) => z.array(item).min(1).max(most).optional()
/** A text of the lead itself; the empty text means: not known. */
const Value = z.string().max(255)
const Points = z.int().min(0).max(100)
const Day = z.iso.date('Enter a date such as 2026-03-31.')

/** A place of the score by trust chart, in tenths: `9:0` is score 90 to 100 and trust 0 to 9. */
export const Cell = z.string().regex(/^\d:\d$/)

/** `soon` is within 24 hours from now; `today` and `week` are days of the organization's calendar. */
export const NEXT_STEP_FILTERS = ['overdue', 'soon', 'today', 'week', 'set', 'none'] as const
export const RESPONSE_FILTERS = ['late', 'due'] as const

/**
 * Which leads. What stands in one list is joined by "or", the lists by "and". Every mark of a chart can be said with it,
 * and finds as many leads as the mark stands for. Dates are days of the organization's calendar, both included.
 */
export const LeadFilter = z.strictObject({
  /** Names, company, an exact e-mail address or phone number, or the id of a lead. */
  text: z.string().trim().min(1).max(200).optional(),
  ids: anyOf(z.uuid(), 1000),
  stage: anyOf(z.enum(STAGES)),
  grade: anyOf(z.enum(GRADES)),
  temperature: anyOf(z.enum(TEMPERATURES)),
  review: anyOf(z.enum(REVIEWS)),
  /** The slices of the dashboard's pie: a decision wins over the temperature. */
  status: anyOf(z.enum(DISCOVERY_STATUSES)),
  reached: anyOf(z.enum(REACHED)),
  /** `me`, `none`, or the id of a member. */
  owner: anyOf(z.union([z.literal('me'), z.literal('none'), z.uuid()])),
  campaign: anyOf(z.uuid()),
  channel: anyOf(z.enum(CHANNELS)),
  source: anyOf(z.enum(CHANNEL_SOURCES)),
  /** Rows of the catalogue's sources. */
  sourceRecord: anyOf(z.uuid()),
  content: anyOf(Value),
  industry: anyOf(Value),
  country: anyOf(z.string().max(2)),
  region: anyOf(Value),
  /** Of the catalogue; `none` asks for nothing in it. */
  product: anyOf(z.union([z.literal('none'), z.uuid()])),
  capturedFrom: Day.optional(),
  capturedTo: Day.optional(),
  scoreFrom: Points.optional(),
  scoreTo: Points.optional(),
  band: anyOf(z.enum(SCORE_BANDS)),
  trustFrom: Points.optional(),
  trustTo: Points.optional(),
  trustBand: anyOf(z.enum(SCORE_BANDS)),
  /** Whether the trust of the lead's source is known. */
  trustKnown: z.boolean().optional(),
  cell: anyOf(Cell, 100),
  /** Reached `qualified` or a later stage at some time. */
  everQualified: z.boolean().optional(),
  /** In the pool: nobody was free to take it. */
  waiting: z.boolean().optional(),
  nextStep: z.enum(NEXT_STEP_FILTERS).optional(),
  /** Of leads nobody has contacted yet: the promised answer is late, or not yet. */
  response: z.enum(RESPONSE_FILTERS).optional(),
  /** Has a won deal that was closed in these days. */
  wonFrom: Day.optional(),
  wonTo: Day.optional(),
  /** Only what was deleted in the last 30 days, instead of only what was not. */
  deleted: z.literal(true).optional(),
})
export type LeadFilter = z.infer<typeof LeadFilter>

export const LEAD_SORTS = ['captured', 'score', 'company', 'stage', 'value', 'updated'] as const
export type LeadSortKey = (typeof LEAD_SORTS)[number]
export const LeadSort = z.strictObject({
  by: z.enum(LEAD_SORTS).default('captured'),
  direction: z.enum(['asc', 'desc']).default('desc'),
})
export type LeadSort = z.infer<typeof LeadSort>

export const ListLeads = z.strictObject({
  filter: LeadFilter.default({}),
  sort: LeadSort.default({ by: 'captured', direction: 'desc' }),
  /** Where the page before ended. */
  cursor: z.string().max(1000).nullish(),
  size: z.int().min(1).max(100).default(50),
})
export type ListLeads = z.infer<typeof ListLeads>

export const Money = z.object({ minor: z.int(), currency: z.string() })
export type Money = z.infer<typeof Money>
export const Named = z.object({ id: z.uuid(), name: z.string() })
export type Named = z.infer<typeof Named>
const Instant = z.string()

export const LeadRow = z.object({
  id: z.uuid(),
  /** What the outside calls it: `lead_` and 26 characters. */
  leadId: z.string(),
  contactId: z.uuid(),
  /** Empty when the contact was erased. */
  name: z.string(),
  email: z.string(),
  phone: z.string().nullable(),
  company: z.string().nullable(),
  industry: z.string().nullable(),
  country: z.string().nullable(),
  region: z.string().nullable(),
  campaign: Named,
  product: Named.nullable(),
  service: z.string().nullable(),
  urgency: z.enum(URGENCIES).nullable(),
  via: z.enum(CAPTURE_WAYS),
  channel: z.enum(CHANNELS),
  source: z.enum(CHANNEL_SOURCES),
  content: z.string().nullable(),
  points: z.int(),
  grade: z.enum(GRADES),
  temperature: z.enum(TEMPERATURES),
  trust: z.int().nullable(),
  stage: z.enum(STAGES),
  review: z.enum(REVIEWS),
  reviewReason: z.enum(REJECT_REASONS).nullable(),
  lostReason: z.enum(LOST_REASONS).nullable(),
  owner: Named.nullable(),
  value: Money.nullable(),
  nextStep: z.object({ at: Instant, text: z.string() }).nullable(),
  responseDueAt: Instant.nullable(),
  firstContactedAt: Instant.nullable(),
  waitingSince: Instant.nullable(),
  capturedAt: Instant,
  updatedAt: Instant,
  deletedAt: Instant.nullable(),
  /** Why the reader may not change this lead; null when they may. */
  locked: z.string().nullable(),
})
export type LeadRow = z.infer<typeof LeadRow>

export const LeadPage = z.object({
  items: z.array(LeadRow),
  /** Give it back to read on; null at the end. */
  nextCursor: z.string().nullable(),
})
export type LeadPage = z.infer<typeof LeadPage>

export const CountLeads = z.strictObject({ filter: LeadFilter.default({}) })
export type CountLeads = z.infer<typeof CountLeads>
/** Exact up to 10,000; above that `count` is 10,000 and `more` says that there are others. */
export const LeadCount = z.object({ count: z.int(), more: z.boolean() })
export type LeadCount = z.infer<typeof LeadCount>

/** What the filters offer, with the members, campaigns and products by name. */
export const LeadFilterChoices = z.object({
  owners: z.array(Named),
  campaigns: z.array(Named),
  products: z.array(Named),
  sources: z.array(Named),
  /** The values that occur in the last leads, most frequent first, at most 100. */
  industries: z.array(z.string()),
  countries: z.array(z.string()),
  regions: z.array(z.string()),
  contents: z.array(z.string()),
})
export type LeadFilterChoices = z.infer<typeof LeadFilterChoices>
