import { REVIEWS, STAGES } from '@tributary/leads/lists'
import { GRADES } from '@tributary/scoring/lists'
import { z } from 'zod'
import type { LeadFilter } from './lead-list.ts'

const day = z.iso.date()

/**
 * The lead list's own filter, on its way out. We wrote it, and a page of figures carries hundreds of them: what is checked
 * key by key is the filter that comes back in.
 */
const LeadsBehind = z.custom<LeadFilter>((filter) => typeof filter === 'object' && filter !== null)

/** Calendar dates in the organization's time zone, both included. */
export const DatePeriod = z
  .strictObject({ start: day, end: day })
  .refine(({ start, end }) => start <= end, { error: 'The period ends before it starts.', path: ['end'] })
  .refine(({ start, end }) => Date.parse(end) - Date.parse(start) < 3660 * 86_400_000, {
    error: 'Choose at most ten years.',
    path: ['start'],
  })
export type DatePeriod = z.infer<typeof DatePeriod>

/** One number, with the lead list's own filter, which opens the leads behind it. Null where there is nothing to divide by: "not enough data", never 0. */
export const Figure = z.object({
  value: z.number().nullable(),
  /** Of the period before; null also where no comparison was asked for. */
  previous: z.number().nullable(),
  /** Of a count the counted leads, of a ratio or an average the leads it divides by. */
  filter: LeadsBehind,
})
export type Figure = z.infer<typeof Figure>

/** One mark of a chart. */
export const ChartMark = z.object({
  /** The word of the closed list, or the text itself; `''` is not known. */
  value: z.string(),
  /** What to write where `value` is an id. */
  label: z.string().optional(),
  n: z.int(),
  previous: z.int().nullable(),
  averageScore: z.number().nullable(),
  filter: LeadsBehind,
})
export type ChartMark = z.infer<typeof ChartMark>

/** The longest bars, and what stands behind them. */
export const RankedMarks = z.object({
  marks: z.array(ChartMark),
  /** How many values and how many leads the ranking leaves away. */
  rest: z.object({ values: z.int(), n: z.int() }),
})
export type RankedMarks = z.infer<typeof RankedMarks>

export const DayMark = z.object({
  day,
  n: z.int(),
  /** The day at the same place of the period before. */
  previous: z.int().nullable(),
  averageScore: z.number().nullable(),
  filter: LeadsBehind,
})
export type DayMark = z.infer<typeof DayMark>

export const CellMark = z.object({
  /** Score in tenths, 0 to 9. */
  x: z.int(),
  /** Trust in tenths, 0 to 9. */
  y: z.int(),
  n: z.int(),
  filter: LeadsBehind,
})
export type CellMark = z.infer<typeof CellMark>

export const OfficeMark = z.object({
  id: z.uuid(),
  name: z.string(),
  regionCode: z.string(),
  city: z.string(),
  country: z.string().nullable(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  /** Leads of the office's region. */
  n: z.int(),
  filter: LeadsBehind,
})
export type OfficeMark = z.infer<typeof OfficeMark>

export const DashboardOverviewInput = z.strictObject({
  /** Absent: the last 30 days, today included. */
  period: DatePeriod.optional(),
  /** With the period of the same length before it. */
  compare: z.boolean().default(false),
  campaignId: z.uuid().optional(),
})
export type DashboardOverviewInput = z.input<typeof DashboardOverviewInput>

export const DashboardReading = z.object({
  period: z.object({ start: day, end: day }),
  previous: z.object({ start: day, end: day }).nullable(),
  timeZone: z.string(),
  currency: z.string(),
  /** When these numbers were read. */
  asOf: z.iso.datetime(),
})
export type DashboardReading = z.infer<typeof DashboardReading>

export const DashboardOverview = DashboardReading.extend({
  campaign: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  metrics: z.object({
    totalLeads: Figure,
    hotLeads: Figure,
    acceptedLeads: Figure,
    qualifiedLeads: Figure,
    /** qualified / all leads */
    conversionRate: Figure,
    /** accepted / (accepted + rejected) */
    acceptanceRate: Figure,
    averageScore: Figure,
    averageTrust: Figure,
    wonDeals: Figure,
    /** Minor units of `currency`. */
    wonMinor: Figure,
  }),
  perDay: z.array(DayMark),
  /** Always the five, in order; their sum is the number of leads. */
  statuses: z.array(ChartMark),
  grades: z.array(ChartMark),
  stages: z.array(ChartMark),
  /** Discovered, of these hot, of these accepted: each step is part of the one before. */
  funnel: z.array(
    z.object({
      step: z.enum(['discovered', 'hot', 'accepted']),
      n: z.int(),
      previous: z.int().nullable(),
      ofStepBefore: z.number().nullable(),
      filter: LeadsBehind,
    }),
  ),
  scoreBands: z.array(ChartMark),
  /** The points a grade begins at, by the rules in force. D begins at 0. */
  gradeCuts: z.object({ A: z.int(), B: z.int(), C: z.int() }),
  trustBands: z.array(ChartMark),
  /** Only cells that hold a lead. Leads without a trust are in none. */
  cells: z.array(CellMark),
  trustUnknown: z.int(),
  industries: RankedMarks,
  regions: RankedMarks,
  countries: RankedMarks,
  channels: z.array(ChartMark),
  sources: z.array(ChartMark),
  owners: RankedMarks,
  offices: z.array(OfficeMark),
})
export type DashboardOverview = z.infer<typeof DashboardOverview>

export const TopOpportunitiesInput = z.strictObject({
  period: DatePeriod.optional(),
  campaignId: z.uuid().optional(),
  limit: z.int().min(1).max(50).default(10),
})
export type TopOpportunitiesInput = z.input<typeof TopOpportunitiesInput>

/** Open leads (not won, lost or rejected), the most points first, the newest of equals first. */
export const TopOpportunity = z.object({
  leadId: z.uuid(),
  /** Null once the person is erased. */
  name: z.string().nullable(),
  company: z.string().nullable(),
  industry: z.string().nullable(),
  region: z.string().nullable(),
  points: z.int(),
  grade: z.enum(GRADES),
  trust: z.int().nullable(),
  stage: z.enum(STAGES),
  review: z.enum(REVIEWS),
  ownerId: z.uuid().nullable(),
  ownerName: z.string().nullable(),
  valueMinor: z.int().nullable(),
  currency: z.string().nullable(),
  capturedAt: z.iso.datetime(),
})
export type TopOpportunity = z.infer<typeof TopOpportunity>

export const CampaignFiguresInput = z.strictObject({
  campaignId: z.uuid(),
  period: DatePeriod.optional(),
  compare: z.boolean().default(false),
})
export type CampaignFiguresInput = z.input<typeof CampaignFiguresInput>

export const CampaignFigures = DashboardReading.extend({
  campaignId: z.uuid(),
  metrics: DashboardOverview.shape.metrics,
  /** Of all time, against the campaign's target; null without a target. */
  target: z.object({ leads: z.int(), wanted: z.int(), share: z.number() }).nullable(),
  perDay: z.array(DayMark),
  grades: z.array(ChartMark),
  stages: z.array(ChartMark),
  channels: z.array(ChartMark),
  sources: z.array(ChartMark),
  /** `utm_content`, most leads first. */
  content: z.array(
    z.object({
      content: z.string(),
      n: z.int(),
      qualified: z.int(),
      conversionRate: z.number().nullable(),
      averageScore: z.number().nullable(),
      filter: LeadsBehind,
    }),
  ),
})
export type CampaignFigures = z.infer<typeof CampaignFigures>

export const CampaignTotalsInput = z.strictObject({ period: DatePeriod.optional() })
export type CampaignTotalsInput = z.input<typeof CampaignTotalsInput>

/** One row per campaign that has leads, spend or wins in the period. Money in minor units of the organization's currency. */
export const CampaignTotals = z.object({
  campaignId: z.uuid(),
  leads: z.int(),
  hot: z.int(),
  qualified: z.int(),
  conversionRate: z.number().nullable(),
  averageScore: z.number().nullable(),
  /** Of the leads of the period, whenever they were won. */
  wonMinor: z.int(),
  /** Null where nothing was reported. */
  spendMinor: z.int().nullable(),
  impressions: z.int(),
  clicks: z.int(),
  /** clicks / impressions, 0 to 1 */
  ctr: z.number().nullable(),
  /** spend / leads */
  costPerLeadMinor: z.number().nullable(),
  /** Won in the period, whenever the lead came in. */
  bookedMinor: z.int(),
  bookedDeals: z.int(),
  /** What the organization's chosen model credits to it; null while that is calculated. */
  attributedMinor: z.int().nullable(),
  /** attributed revenue / spend */
  roas: z.number().nullable(),
  /** spend / won deals credited to it */
  cacMinor: z.number().nullable(),
})
export type CampaignTotals = z.infer<typeof CampaignTotals>
