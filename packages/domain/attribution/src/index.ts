export type { CountedPath, Journey, Touch, WindowOptions } from './journeys.ts'
export * from './lists.ts'
export {
  firstShares,
  lastShares,
  linearShares,
  positionBasedShares,
  positionDecayShares,
  timeDecayShares,
  wShapedShares,
} from './shares.ts'
