import { estimateWin } from './estimate-win.ts'
import { inOrderOfClose } from './examples.ts'
import type { WinExample } from './features.ts'
import { logitOf, logLossOf } from './logistic.ts'
import type { WinModel } from './win-model.ts'

export type Verdict = {
  readonly noWorse: boolean
  /** Mean log-loss on the slice; null where a model knows no rate at all. */
  readonly candidate: number | null
  readonly current: number | null
  readonly rows: number
  /** Rows of the slice that closed after everything a model was trained on; others flatter it. */
  readonly newToCandidate: number
  readonly newToCurrent: number
}

/** Log-loss of one told probability; a base rate of 0 or 1 is taken as one in a thousand. */
const lossOf = (model: WinModel, { features, won }: WinExample): number | null => {
  const estimate = estimateWin(model, features)
  if (estimate.kind === 'unknown') return null
  if (estimate.kind === 'estimate') return logLossOf(estimate.logit, won)
  return logLossOf(logitOf(Math.min(0.999, Math.max(0.001, estimate.probability))), won)
}

const meanLoss = (model: WinModel, slice: readonly WinExample[]): number | null => {
  let sum = 0
  for (const example of slice) {
    const loss = lossOf(model, example)
    if (loss === null) return null
    sum += loss
  }
  return slice.length === 0 ? null : sum / slice.length
}

const newTo = (model: WinModel, slice: readonly WinExample[]): number =>
  slice.filter(({ closedAt }) => closedAt > (model.card.to ?? Number.NEGATIVE_INFINITY)).length

/**
 * May the candidate go live? Only if its mean log-loss on the newest slice is no higher than the current model's.
 * Give a slice that neither was trained on: train the candidate on what closed before the slice, ask, and train it
 * again on everything if it may. An empty slice cannot speak against a candidate that has a fit.
 */
export const isNoWorse = (
  candidate: WinModel,
  current: WinModel | null,
  newestSlice: readonly WinExample[],
): Verdict => {
  const slice = inOrderOfClose(newestSlice)
  const [own, other] = [meanLoss(candidate, slice), current && meanLoss(current, slice)]
  const noWorse = other === null ? true : own !== null && own <= other
  return {
    noWorse,
    candidate: own,
    current: other,
    rows: slice.length,
    newToCandidate: newTo(candidate, slice),
    newToCurrent: current ? newTo(current, slice) : 0,
  }
}
