import { type AttributionVerdict, judgeAttribution } from './judge-attribution.ts'
import { type BiasVerdict, judgeBias } from './judge-bias.ts'
import { judgeProbability, type ProbabilityVerdict } from './judge-probability.ts'
import { judgeWeights, type WeightsVerdict } from './judge-weights.ts'

export type MarketVerdict = {
  readonly attribution: AttributionVerdict
  /** By number of closed deals; null where so few were won or lost that the model abstains. */
  readonly probability: Readonly<Record<number, ProbabilityVerdict | null>>
  readonly weights: WeightsVerdict
}

/** Sizes are given once, so that two threads judge alike. */
export const CUSTOMERS = 2000
const LONG_RUN = 30_000
const SAMPLES = 200
export const DEAL_COUNTS = [300, 1000, 5000] as const
const JUDGED = 1000

export const judgeMarket = (seed: number): MarketVerdict => ({
  attribution: judgeAttribution(seed, { customers: CUSTOMERS, longRun: LONG_RUN, samples: SAMPLES }),
  probability: Object.fromEntries(
    DEAL_COUNTS.map((deals) => [deals, judgeProbability(seed, { deals, judged: JUDGED })]),
  ),
  weights: judgeWeights(seed, 5000),
})

export const judges = {
  estimates: judgeMarket,
  bias: (seed: number): BiasVerdict => judgeBias(seed, LONG_RUN),
} as const
export type Judges = typeof judges
