import { type Judged } from './calibrate.ts'
import { logLossOf, sigmoid } from './logistic.ts'

/**
 * Area under the ROC curve: how often a won deal was rated above a lost one, ties counting half (Mann–Whitney).
 * Null when there is only one outcome. Ratings 0.1 lost, 0.4 won, 0.4 lost, 0.8 won: 0.875.
 */
export const areaUnderCurve = (rows: readonly Judged[]): number | null => {
  const sorted = [...rows].sort((a, b) => a.logit - b.logit)
  let [wins, losses, above] = [0, 0, 0]
  for (let i = 0; i < sorted.length; ) {
    let [won, lost] = [0, 0]
    const { logit } = sorted[i]!
    for (; i < sorted.length && sorted[i]!.logit === logit; i++) sorted[i]!.won ? won++ : lost++
    above += won * (losses + lost / 2)
    wins += won
    losses += lost
  }
  return wins === 0 || losses === 0 ? null : above / (wins * losses)
}

export const meanLogLoss = (rows: readonly Judged[]): number =>
  rows.reduce((sum, { logit, won }) => sum + logLossOf(logit, won), 0) / rows.length

/** Mean squared distance of probability and outcome (G. Brier, 1950). Probabilities 0.8 won and 0.4 lost: 0.1. */
export const brierScore = (rows: readonly Judged[]): number =>
  rows.reduce((sum, { logit, won }) => sum + (sigmoid(logit) - (won ? 1 : 0)) ** 2, 0) / rows.length
