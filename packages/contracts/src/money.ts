import { ATTRIBUTION_MODELS } from '@tributary/attribution/lists'
import { z } from 'zod'
import { DashboardOverviewInput, DashboardReading } from './dashboard.ts'
import type { DealFilter } from './deals.ts'
import type { LeadFilter } from './lead-list.ts'

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null

/** What stands behind a figure: lines of spend, deals, or leads, by the filter of their own list. */
export const MoneyRows = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('spend'),
    period: DashboardReading.shape.period,
    campaignId: z.uuid().nullable(),
  }),
  z.object({ kind: z.literal('deals'), filter: z.custom<DealFilter>(isObject) }),
  z.object({ kind: z.literal('leads'), filter: z.custom<LeadFilter>(isObject) }),
  /** Deals by what they give to campaigns, or to one: the explorer. */
  z.object({
    kind: z.literal('credits'),
    period: DashboardReading.shape.period,
    campaignId: z.uuid().nullable(),
  }),
])
export type MoneyRows = z.infer<typeof MoneyRows>

/** Null where there is nothing to divide by, or nothing was reported: "not enough data", never 0. */
export const MoneyFigure = z.object({
  value: z.number().nullable(),
  /** Of the period before; null also where no comparison was asked for. */
  previous: z.number().nullable(),
  rows: MoneyRows,
})
export type MoneyFigure = z.infer<typeof MoneyFigure>

/** By which model revenue is credited to campaigns, and from which state of the ledger. */
export const MoneyAttribution = z.object({
  model: z.enum(ATTRIBUTION_MODELS),
  lookbackDays: z.int(),
  /** Null while the first result of these days is under way. */
  asOf: z.iso.datetime().nullable(),
  isRefreshing: z.boolean(),
})
export type MoneyAttribution = z.infer<typeof MoneyAttribution>

export const MoneyOverviewInput = DashboardOverviewInput
export type MoneyOverviewInput = z.input<typeof MoneyOverviewInput>

/** Money in minor units of `currency`. */
export const MoneyOverview = DashboardReading.extend({
  campaign: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  metrics: z.object({
    spendMinor: MoneyFigure,
    impressions: MoneyFigure,
    clicks: MoneyFigure,
    /** clicks / impressions, 0 to 1 */
    ctr: MoneyFigure,
    leads: MoneyFigure,
    /** spend / leads */
    costPerLeadMinor: MoneyFigure,
    /** Deals won in the period, whenever their leads came in. */
    wonMinor: MoneyFigure,
    wonDeals: MoneyFigure,
    /** Open deals at the end of the period; the rows behind it are those of now. */
    pipelineMinor: MoneyFigure,
    openDeals: MoneyFigure,
    /** What the chosen model credits to campaigns, of the deals won in the period. */
    attributedMinor: MoneyFigure,
    /** attributed revenue / spend */
    roas: MoneyFigure,
    /** spend / won deals credited to campaigns */
    cacMinor: MoneyFigure,
  }),
  attribution: MoneyAttribution,
  perDay: z.array(
    z.object({
      day: z.iso.date(),
      /** Null where nothing was reported. */
      spendMinor: z.int().nullable(),
      wonMinor: z.int(),
      wonDeals: z.int(),
    }),
  ),
  /** Currencies in which something was spent or won that the figures leave out. */
  otherCurrencies: z.array(z.string()),
})
export type MoneyOverview = z.infer<typeof MoneyOverview>
