import { splitWhole } from '@tributary/kernel'
import type { ModelCredit } from './attribution.ts'
import { milestonesIn, touchesInWindow } from './in-window.ts'
import type { Journey, Touch, WindowOptions } from './journeys.ts'
import { type RuleModel, UNATTRIBUTED } from './lists.ts'
import { placeShares, positionDecayShares, timeDecayShares, wShapedShares } from './shares.ts'

/**
 * The credit of a model in whole minor units that add up to what was booked, to the cent: largest remainder, the odd cents to the
 * rows with the largest fractions. Values must have been given in minor units, so that the total is a whole number.
 * @throws RangeError when the total is not whole
 */
export const wholeMoney = (credit: ModelCredit): { channel: string; minor: number }[] => {
  const total = credit.total.value
  const unattributed = credit.channels.find(({ channel }) => channel === UNATTRIBUTED)?.value ?? 0
  const earning = credit.channels.filter(({ channel }) => channel !== UNATTRIBUTED)
  const weights = earning.map(({ value }) => value)
  const parts = weights.some((weight) => weight > 0)
    ? splitWhole(total - unattributed, weights)
    : weights.map(() => 0)
  if (!Number.isSafeInteger(total)) throw new RangeError(`the total must be whole minor units, not ${total}`)
  const minor = new Map(earning.map(({ channel }, i) => [channel, parts[i]!]))
  return credit.channels.map(({ channel }) => ({ channel, minor: minor.get(channel) ?? unattributed }))
}

/** One touch and what it earned of the deal. */
export type TouchCredit = { readonly touch: Touch; readonly share: number; readonly minor: number }

export type JourneyOptions = WindowOptions & {
  readonly decayRate?: number | undefined
  readonly halfLifeDays?: number | undefined
}

/**
 * What each touch of one won deal earns in a rule model, or in `shapley` (equal among distinct channels, then among the touches of
 * each): shares that add up to 1 and minor units that add up to the value. No touch in the window: `[]`, and the deal is unattributed.
 *
 * A deal of 30,000.00 over three touches by position decay: 428,571, 857,143 and 1,714,286 minor units.
 */
export const creditTouches = (
  journey: Journey,
  model: RuleModel | 'shapley',
  options: JourneyOptions = {},
): TouchCredit[] => {
  const touches = touchesInWindow(journey, options)
  if (touches.length === 0) return []
  const shares = sharesOf(touches, model, options)
  const parts = splitWhole(journey.value ?? 0, shares)
  return touches.map((touch, i) => ({ touch, share: shares[i]!, minor: parts[i]! }))
}

const sharesOf = (
  touches: readonly Touch[],
  model: RuleModel | 'shapley',
  options: JourneyOptions,
): number[] => {
  if (model === 'shapley') return distinctShares(touches, options)
  if (model === 'w-shaped') return wShapedShares(touches, milestonesIn(touches))
  if (model === 'position-decay') return positionDecayShares(touches, options.decayRate)
  if (model !== 'time-decay') return placeShares[model](touches)
  return timeDecayShares(
    touches.map(({ time }) => ({ time: time ?? Number.NaN })),
    options.halfLifeDays,
  )
}

const distinctShares = (touches: readonly Touch[], { by = 'channel' }: JourneyOptions): number[] => {
  const counts = new Map<string, number>()
  const name = (touch: Touch) => touch[by] ?? ''
  for (const touch of touches) counts.set(name(touch), (counts.get(name(touch)) ?? 0) + 1)
  return touches.map((touch) => 1 / counts.size / counts.get(name(touch))!)
}
