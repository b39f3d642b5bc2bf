import { estimateWin, trainWinModel, type WinExample } from '@tributary/deal-probability'
import { type SimulatedDeal, simulateDeals } from '@tributary/simulator'
import { type Held, hold, noneHeld } from './held.ts'

export type ProbabilitySize = {
  /** Closed deals that the model learns from. */
  readonly deals: number
  /** Deals it has not seen, whose true probability is known. */
  readonly judged: number
}

export type ProbabilityVerdict = {
  /** Mean of |estimate − true probability|. */
  readonly error: number
  /** The same when every deal is told the base rate: what there is to know. */
  readonly baseError: number
  /** Sum of the estimates over the sum of the true probabilities. */
  readonly sum: number
  readonly held: Held
}

export const exampleOf = ({ facts, snapshotAt, closedAt, won }: SimulatedDeal): WinExample => ({
  features: facts,
  snapshotAt,
  closedAt,
  won,
})

const sigmoid = (logit: number): number => 1 / (1 + Math.exp(-logit))

/** One market: the model learns from its first deals and is asked about the next. Null where it abstains. */
export const judgeProbability = (
  seed: number,
  { deals: learnt, judged }: ProbabilitySize,
): ProbabilityVerdict | null => {
  const { deals, truth } = simulateDeals({ seed, deals: learnt + judged })
  const model = trainWinModel(deals.slice(0, learnt).map(exampleOf))
  if (model.fit === null) return null
  const base = model.card.won / model.card.rows
  const held = noneHeld()
  let [error, baseError, told, meant] = [0, 0, 0, 0]
  for (let i = learnt; i < deals.length; i++) {
    const wanted = sigmoid(truth.winLogits[i]!)
    const estimate = estimateWin(model, deals[i]!.facts)
    if (estimate.kind !== 'estimate') throw new Error(`market ${seed}: ${estimate.because}`)
    error += Math.abs(estimate.probability - wanted) / judged
    baseError += Math.abs(base - wanted) / judged
    told += estimate.probability
    meant += wanted
    hold(held, [estimate.low, estimate.high], wanted)
  }
  return { error, baseError, sum: told / meant, held }
}
