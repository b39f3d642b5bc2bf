import { DEAL_STEPS } from '@tributary/leads/lists'
import { z } from 'zod'

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
