import type { RuleModel } from './lists.ts'

const DAY = 86_400_000

const normalised = (weights: number[]): number[] => {
  const sum = weights.reduce((a, b) => a + b, 0)
  return sum === 0 ? weights : weights.map((weight) => weight / sum)
}

/** All credit to the first touch: three touches earn 1, 0, 0. No touch, no share: `[]`, here and below. */
export const firstShares = (touches: readonly unknown[]): number[] => touches.map((_, i) => (i === 0 ? 1 : 0))

/** All credit to the last touch: three touches earn 0, 0, 1. */
export const lastShares = (touches: readonly unknown[]): number[] =>
  touches.map((_, i) => (i === touches.length - 1 ? 1 : 0))

/** The same for each touch, repeats included: three touches of a 30,000 deal earn 10,000 each. */
export const linearShares = (touches: readonly unknown[]): number[] => touches.map(() => 1 / touches.length)

/**
 * Older touches matter less: each step back halves the weight, whatever time lay between. Three touches of a 30,000 deal
 * earn 4,285.71, 8,571.43 and 17,142.86 (weights 1/7, 2/7, 4/7).
 * @param rate what a step back leaves of the weight, above 0 and at most 1
 */
export const positionDecayShares = (touches: readonly unknown[], rate = 0.5): number[] => {
  if (!(rate > 0 && rate <= 1))
    throw new RangeError(`a decay rate lies above 0 and at most at 1, not at ${rate}`)
  return normalised(touches.map((_, i) => rate ** (touches.length - 1 - i)))
}

/**
 * Older touches matter less by the clock: every half-life back halves the weight. Touches a week apart under the
 * usual seven days earn as in position decay: 1/7, 2/7, 4/7. Only the time between the touches counts.
 */
export const timeDecayShares = (touches: readonly { time: number }[], halfLifeDays = 7): number[] => {
  if (!(halfLifeDays > 0)) throw new RangeError(`a half-life is above 0 days, not ${halfLifeDays}`)
  if (touches.some(({ time }) => !Number.isFinite(time))) throw new RangeError('every touch needs a time')
  const latest = touches.reduce((last, { time }) => Math.max(last, time), -Infinity)
  return normalised(touches.map(({ time }) => 0.5 ** ((latest - time) / DAY / halfLifeDays)))
}

/** Forty to the first, forty to the last, twenty among those between. Two touches earn half each, one earns all. */
export const positionBasedShares = (touches: readonly unknown[]): number[] => {
  const n = touches.length
  if (n <= 2) return linearShares(touches)
  return touches.map((_, i) => (i === 0 || i === n - 1 ? 0.4 : 0.2 / (n - 2)))
}

/**
 * Thirty each to the first touch, the one that made the lead and the one that made the deal, ten among the others
 * (HubSpot's W-shaped model). A touch with two parts earns both. What has no touch to go to is spread over the rest in
 * proportion; a journey without any milestone is shared 40/20/40.
 */
export const wShapedShares = (
  touches: readonly unknown[],
  milestones: { readonly lead?: number | undefined; readonly deal?: number | undefined },
): number[] => {
  const marked = [milestones.lead, milestones.deal].filter((at) => at !== undefined)
  for (const at of marked)
    if (!(Number.isInteger(at) && at >= 0 && at < touches.length))
      throw new RangeError(`a milestone is the place of a touch, not ${at}`)
  if (marked.length === 0) return positionBasedShares(touches)
  const weights = touches.map(() => 0)
  for (const at of [0, ...marked]) weights[at]! += 0.3
  const others = weights.filter((weight) => weight === 0).length
  return normalised(weights.map((weight) => (weight === 0 ? 0.1 / others : weight)))
}

/** Shares by place, for a journey of n touches. Time decay and w-shaped look at more than places. */
export const placeShares = {
  first: firstShares,
  last: lastShares,
  linear: linearShares,
  'position-decay': positionDecayShares,
  'position-based': positionBasedShares,
} as const satisfies Partial<Record<RuleModel, (touches: readonly unknown[]) => number[]>>
export type PlaceModel = keyof typeof placeShares
