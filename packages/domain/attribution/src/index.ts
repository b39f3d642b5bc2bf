export type { OrderAdvice, OrderFit } from './advise-order.ts'
export { attribute, markovOrderAdvice, markovRemovalEffects } from './attribute.ts'
export type { Attribution, ChannelCredit, ModelCredit } from './attribution.ts'
export type { Interval } from './bootstrap.ts'
export { coalitionWorths, type Worth } from './coalition-worth.ts'
export type { Sampling } from './estimators.ts'
export { touchesInWindow } from './in-window.ts'
export type { CountedPath, Journey, Touch, WindowOptions } from './journeys.ts'
export * from './lists.ts'
export type { AttributionOptions, IntervalOptions } from './options.ts'
export { shapleyByPlace } from './shapley-by-place.ts'
export { type SampledShapley, sampledShapleyValues, shapleyValues } from './shapley-values.ts'
export {
  firstShares,
  lastShares,
  linearShares,
  positionBasedShares,
  positionDecayShares,
  timeDecayShares,
  wShapedShares,
} from './shares.ts'
export { openTally, type Tally } from './tally.ts'
export { creditTouches, type JourneyOptions, type TouchCredit, wholeMoney } from './whole-money.ts'
