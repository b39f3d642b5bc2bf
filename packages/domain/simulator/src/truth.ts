import { SIMULATED_CHANNELS, type SimulatedChannel } from './market-types.ts'

/** The true effects of a channel: its share of first visits, and what it adds to the two logits. */
export type ChannelTruth = {
  readonly share: number
  readonly visitLogit: number
  readonly winLogit: number
}

/** What is planted. A judge compares estimates with it; the product never sees it. */
export const CHANNEL_TRUTH = {
  paid_search: { share: 0.28, visitLogit: 0.5, winLogit: 0 },
  organic_search: { share: 0.24, visitLogit: 0.25, winLogit: 0.15 },
  direct: { share: 0.13, visitLogit: 0.3, winLogit: 0.2 },
  social: { share: 0.07, visitLogit: -0.5, winLogit: -0.2 },
  paid_social: { share: 0.1, visitLogit: -0.25, winLogit: -0.3 },
  email: { share: 0.06, visitLogit: 0.6, winLogit: 0.2 },
  referral: { share: 0.06, visitLogit: 0.7, winLogit: 0.6 },
  display: { share: 0.06, visitLogit: -0.9, winLogit: -0.4 },
} as const satisfies Record<SimulatedChannel, ChannelTruth>

/** How a visitor who left without a word comes back. */
export const RETURN_SHARES = {
  paid_search: 0.12,
  organic_search: 0.2,
  direct: 0.32,
  social: 0.03,
  paid_social: 0.05,
  email: 0.12,
  referral: 0.03,
  display: 0.13,
} as const satisfies Record<SimulatedChannel, number>

export const VISIT_MODEL = {
  base: -1.8,
  /** Added for each earlier visit, at most three. */
  perTouch: 0.35,
  touchesCounted: 3,
  /** Times the visitor's need, a standard normal that nobody sees. */
  need: 0.6,
  /** How likely one who did not write comes back, and after how many days on average. */
  comesBack: 0.45,
  daysBetween: 3.5,
} as const

export const WIN_MODEL = {
  base: -1.25,
  need: 0.6,
  perTouch: 0.2,
  touchesCounted: 3,
  /** Times ln(size / 90). */
  size: 0.12,
  /** Times ln(value / price): what costs more than usual is harder to sell. */
  value: -0.35,
} as const

/** Cost grows with clicks to this power within a day, so clicks grow with cost to 1/1.25 = 0.8 (saturation). */
export const COST_POWER = 1.25

export const sigmoid = (logit: number): number => 1 / (1 + Math.exp(-logit))

/** Logit of a visit ending in a submission. `touch` is 0 for the first visit. */
export const visitLogit = (channel: SimulatedChannel, touch: number, need: number): number =>
  VISIT_MODEL.base +
  CHANNEL_TRUTH[channel].visitLogit +
  VISIT_MODEL.perTouch * Math.min(touch, VISIT_MODEL.touchesCounted) +
  VISIT_MODEL.need * need

/**
 * Share of first visits by a channel that end in a submission, over all needs: the logistic-normal mean
 * E[sigmoid(m + s·z)], z standard normal, by the trapezoid rule on [−8, 8].
 * Paid search: E[sigmoid(−1.3 + 0.6 z)] = 0.2300.
 */
export const firstVisitResponse = (channel: SimulatedChannel): number => {
  let sum = 0
  for (let z = -8; z <= 8; z += 0.05)
    sum += (sigmoid(visitLogit(channel, 0, z)) * Math.exp((-z * z) / 2) * 0.05) / Math.sqrt(2 * Math.PI)
  return sum
}

/** What is true of a visit. */
export type SessionTruth = {
  readonly kind: 'session'
  readonly session: string
  readonly visitor: string
  readonly channel: SimulatedChannel
  /** 0 for a visitor's first visit. */
  readonly touch: number
  readonly bot: boolean
}

/** What, next to the need that nobody sees, decides whether a proposal is won. */
export type WinFacts = {
  /** Of the last visit. */
  readonly channel: SimulatedChannel
  readonly industry: string
  /** Employees. */
  readonly size: number
  /** Visits before the one that led to the submission. */
  readonly touches: number
  readonly valueToPrice: number
}

/** What is true of a submission. */
export type SubmissionTruth = {
  readonly kind: 'submission'
  readonly submission: number
  /** The same for every submission of one person, whatever address was written; bots have none. */
  readonly person?: number
  readonly bot: boolean
  readonly relation: SubmissionRelation
  /** Channels of the visits up to this submission. */
  readonly path: readonly SimulatedChannel[]
  readonly need: number
  /** Logit and probability of winning, given that a proposal is made. */
  readonly winLogit?: number
  readonly winProbability?: number
  /** What that logit is made of: `winLogitOf({ ...winFacts, need })`. */
  readonly winFacts?: WinFacts
}

/**
 * `first` of a person; `retry` of the same request after a lost answer; `repeat` for the same campaign within
 * 24 hours; `later` with the same address; `twin` later with another address.
 */
export const SUBMISSION_RELATIONS = ['first', 'retry', 'repeat', 'later', 'twin'] as const
export type SubmissionRelation = (typeof SUBMISSION_RELATIONS)[number]

export type TruthFact = SessionTruth | SubmissionTruth

/** All that is true behind a market. Keep it out of the product. */
export type Truth = {
  readonly channels: Readonly<
    Record<SimulatedChannel, ChannelTruth & { readonly firstVisitResponse: number }>
  >
  readonly visitModel: typeof VISIT_MODEL
  readonly winModel: typeof WIN_MODEL
  readonly costPower: number
  readonly industryWinLogits: Readonly<Record<string, number>>
  readonly sessions: readonly SessionTruth[]
  /** In order of their numbers. */
  readonly submissions: readonly SubmissionTruth[]
}

export const channelsTruth = (): Truth['channels'] =>
  Object.fromEntries(
    SIMULATED_CHANNELS.map((channel) => [
      channel,
      { ...CHANNEL_TRUTH[channel], firstVisitResponse: firstVisitResponse(channel) },
    ]),
  ) as Truth['channels']
