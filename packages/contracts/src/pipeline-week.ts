import { PIPELINE_STEPS } from '@tributary/ledger/lists'
import { z } from 'zod'
import { DealCard, type DealFilter } from './deals.ts'

const DealSum = z.object({ n: z.int(), amountMinor: z.int() })
const isFilter = (value: unknown): boolean => typeof value === 'object' && value !== null

/**
 * How the open deals of a currency became what they are. `start` and all steps but `slipped` are `end`, in minor units
 * and, without `changed`, in deals; what leaves the pipeline is negative.
 */
export const PipelineBridge = z.object({
  currency: z.string(),
  start: DealSum,
  steps: z.record(z.enum(PIPELINE_STEPS), DealSum),
  end: DealSum,
  /** The deals of `end`. */
  rows: z.custom<DealFilter>(isFilter),
})
export type PipelineBridge = z.infer<typeof PipelineBridge>

/** What became of the open deals since last week. */
export const PipelineWeek = z.object({
  asOf: z.iso.datetime(),
  /** The organization's day at whose beginning `start` stood. */
  since: z.iso.date(),
  /** The organization's currency comes first, also when nothing was ever open in it. */
  bridges: z.array(PipelineBridge),
})
export type PipelineWeek = z.infer<typeof PipelineWeek>

/** The bars of the week that open to deals of their own: those that were open then, and the steps. */
export const WEEK_BARS = ['start', ...PIPELINE_STEPS] as const
export type WeekBar = (typeof WEEK_BARS)[number]

export const PipelineWeekDealsInput = z.strictObject({
  bar: z.enum(WEEK_BARS),
  currency: z.string().length(3),
  /** How many deals stand before this page. */
  cursor: z.int().min(0).nullish(),
  size: z.int().min(1).max(100).default(50),
})
export type PipelineWeekDealsInput = z.input<typeof PipelineWeekDealsInput>

const Standing = z.object({
  stage: z.enum(['open', 'won', 'lost']),
  amountMinor: z.int(),
  expectedClose: z.iso.date().nullable(),
})

/** The deals of a bar, what adds most first, and last what stayed as it was: together they are what the bar says. */
export const PipelineWeekDeals = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      /** As it stands now; null when it or its lead is gone. */
      deal: DealCard.nullable(),
      before: Standing.nullable(),
      after: Standing.nullable(),
      amountMinor: z.int(),
    }),
  ),
  nextCursor: z.int().nullable(),
  total: z.object({ deals: z.int(), amountMinor: z.int() }),
})
export type PipelineWeekDeals = z.infer<typeof PipelineWeekDeals>
