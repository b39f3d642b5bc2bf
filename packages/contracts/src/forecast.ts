import { DEAL_STAGES, DEAL_STEPS } from '@tributary/leads/lists'
import { z } from 'zod'
import type { DealFilter } from './deals.ts'
import { Money } from './lead-list.ts'

/** `live` tells probabilities; `retired` did until a newer one came; `rejected` was worse than the live one and never did. */
export const WIN_MODEL_STATES = ['live', 'retired', 'rejected'] as const
export type WinModelState = (typeof WIN_MODEL_STATES)[number]

/** How a training ended. `same`: nothing new was closed, so the live model stays. `abstains`: too few closed deals. */
export const TRAINING_OUTCOMES = ['live', 'rejected', 'same', 'abstains', 'failed'] as const
export type TrainingOutcome = (typeof TRAINING_OUTCOMES)[number]

const Share = z.number().min(0).max(1)
const Instant = z.string()

/** What one thing that is known of a deal adds to the logit, against the average closed deal. */
export const WinReason = z.object({
  feature: z.string(),
  /** Its name to people: "Touches". */
  label: z.string(),
  /** What is known of this deal, in words; null where nothing is. */
  value: z.string().nullable(),
  contribution: z.number(),
  /** Not known, not seen in training, or beyond what training saw. */
  remark: z.enum(['missing', 'unseen', 'beyond']).nullable(),
})
export type WinReason = z.infer<typeof WinReason>

/** What the estimate would be after one action, everything else as it is: an association, not a promise. */
export const WinChange = z.object({
  action: z.string(),
  probability: Share,
  low: Share,
  high: Share,
  difference: z.number(),
})
export type WinChange = z.infer<typeof WinChange>

export const WinEstimate = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('estimate'),
    probability: Share,
    /** 90 % interval. */
    low: Share,
    high: Share,
    /** `base` and then every contribution, added in this order, are the logit of the estimate. */
    logit: z.number(),
    base: z.number(),
    reasons: z.array(WinReason),
    changes: z.array(WinChange),
    /** When it was told. Of a closed deal it is the last word before the close. */
    at: Instant,
    model: z.object({ id: z.uuid(), version: z.string(), trainedAt: Instant }),
  }),
  z.object({
    /** No model tells more: of the closed deals that came at least as far, so many were won. */
    kind: z.literal('base-rate'),
    probability: Share,
    low: Share,
    high: Share,
    step: z.enum(DEAL_STEPS),
    won: z.int(),
    closed: z.int(),
    because: z.string(),
  }),
  z.object({ kind: z.literal('unknown'), because: z.string() }),
])
export type WinEstimate = z.infer<typeof WinEstimate>

export const ReadLeadWins = z.strictObject({ leadId: z.uuid() })
export type ReadLeadWins = z.infer<typeof ReadLeadWins>

export const LeadWins = z.object({
  deals: z.array(
    z.object({
      id: z.uuid(),
      stage: z.enum(DEAL_STAGES),
      amount: Money,
      expectedClose: z.iso.date().nullable(),
      win: WinEstimate,
    }),
  ),
})
export type LeadWins = z.infer<typeof LeadWins>

/** How many closed deals of each end an estimate needs, and from which probability on a deal counts as likely. */
export const ForecastChoices = z.object({
  gate: z.object({ won: z.int(), lost: z.int() }),
  highFrom: Share,
})
export type ForecastChoices = z.infer<typeof ForecastChoices>

const Gate = z
  .int('Enter a whole number.')
  .min(10, 'Fewer than 10 tell too little.')
  .max(10_000, 'Enter 10,000 or fewer.')
export const ChangeForecastChoices = z.strictObject({
  gateWon: Gate.optional(),
  gateLost: Gate.optional(),
  highFrom: z.number().min(0.5, 'Enter 50 % or more.').max(0.99, 'Enter 99 % or less.').optional(),
})
export type ChangeForecastChoices = z.infer<typeof ChangeForecastChoices>

export const TrainingStatus = z.object({
  /** Under way, or waiting for the worker. */
  running: z.boolean(),
  finishedAt: Instant.nullable(),
  outcome: z.enum(TRAINING_OUTCOMES).nullable(),
  why: z.string(),
})
export type TrainingStatus = z.infer<typeof TrainingStatus>

/** Open deals, in minor units of the forecast's currency. */
export const ForecastSum = z.object({
  n: z.int(),
  /** All of them are won. */
  bestMinor: z.int(),
  /** Each by its probability, or by the base rate of its step; null while neither is known of some. */
  weightedMinor: z.int().nullable(),
  /** 90 % of what these deals may bring, if every probability is right and each deal decides for itself. */
  lowMinor: z.int().nullable(),
  highMinor: z.int().nullable(),
  committedN: z.int(),
  committedMinor: z.int(),
  /** Of `highFrom` and more. */
  likelyN: z.int(),
  likelyMinor: z.int(),
})
export type ForecastSum = z.infer<typeof ForecastSum>

const isFilter = (value: unknown): boolean => typeof value === 'object' && value !== null
const Rows = z.custom<DealFilter>(isFilter)

/** The deals that are expected to close in a month, and what was won in it; each with the filter of its rows. */
export const ForecastGroup = z.object({
  /** A month as `2026-11`. `overdue`: expected before this month. `later`: in more than a year. `undated`: no date. */
  key: z.string(),
  open: ForecastSum,
  rows: Rows,
  won: z.object({ n: z.int(), amountMinor: z.int(), rows: Rows }).nullable(),
})
export type ForecastGroup = z.infer<typeof ForecastGroup>

export const Forecast = z.object({
  asOf: Instant,
  today: z.iso.date(),
  currency: z.string(),
  groups: z.array(ForecastGroup),
  total: ForecastSum,
  rows: Rows,
  /** Open deals in other currencies, which the sums leave out. */
  others: z.array(z.object({ currency: z.string(), n: z.int(), amountMinor: z.int(), rows: Rows })),
  /** Open deals that a model estimated, of all open ones. */
  estimated: z.int(),
  open: z.int(),
  closed: z.object({ won: z.int(), lost: z.int() }),
  choices: ForecastChoices,
  training: TrainingStatus,
  model: z
    .object({ id: z.uuid(), version: z.string(), trainedAt: Instant, abstains: z.boolean() })
    .nullable(),
})
export type Forecast = z.infer<typeof Forecast>

export const ReliabilityBin = z.object({
  rows: z.int(),
  told: Share,
  won: Share,
  /** Where the share won would lie nine times in ten if every told probability were true. */
  low: Share,
  high: Share,
})
export type ReliabilityBin = z.infer<typeof ReliabilityBin>

export const WinModelLine = z.object({
  id: z.uuid(),
  version: z.string(),
  state: z.enum(WIN_MODEL_STATES),
  abstains: z.boolean(),
  trainedAt: Instant,
  /** Who asked for it; null for a nightly one. */
  by: z.string().nullable(),
  why: z.string(),
  rows: z.int(),
})
export type WinModelLine = z.infer<typeof WinModelLine>

/** What a reader of a model should know before trusting it. */
export const WinModelCard = WinModelLine.extend({
  won: z.int(),
  lost: z.int(),
  from: Instant.nullable(),
  to: Instant.nullable(),
  metrics: z
    .object({
      judgedOn: z.enum(['newest-fifth', 'in-time-order']),
      rows: z.int(),
      won: z.int(),
      from: Instant,
      to: Instant,
      auc: z.number().nullable(),
      logLoss: z.number(),
      baseLogLoss: z.number(),
      brier: z.number(),
      baseBrier: z.number(),
      skill: z.number(),
      expectedWins: z.number(),
      winsLow: z.number(),
      winsHigh: z.number(),
      bins: z.array(ReliabilityBin),
      error: z.number(),
      errorIfPerfect: z.number(),
    })
    .nullable(),
  coefficients: z.array(
    z.object({ label: z.string(), weight: z.number(), low: z.number(), high: z.number() }),
  ),
  shape: z.enum(['plain', 'logs', 'curves', 'pairs']).nullable(),
  doesNotKnow: z.array(z.string()),
  reads: z.array(z.string()),
  gate: z.object({ won: z.int(), lost: z.int() }),
})
export type WinModelCard = z.infer<typeof WinModelCard>

export const ReadWinModel = z.strictObject({ id: z.uuid().optional() })
export type ReadWinModel = z.infer<typeof ReadWinModel>

export const WinModelReading = z.object({
  /** The one asked for, or the live one; null before the first training. */
  card: WinModelCard.nullable(),
  /** Newest first. */
  models: z.array(WinModelLine),
  /** Deals that were closed after they had an estimate: what was told last before, and what came. */
  since: z.object({
    closed: z.int(),
    expected: z.number(),
    won: z.int(),
    low: z.number(),
    high: z.number(),
  }),
})
export type WinModelReading = z.infer<typeof WinModelReading>
