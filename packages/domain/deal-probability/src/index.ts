export { type StageRate, shareInterval } from './base-rate.ts'
export {
  type BriefDeal,
  briefActions,
  briefFeatureSpecs,
  briefFeatures,
  OPEN_STAGES,
  type OpenStage,
} from './brief-features.ts'
export type { Calibration } from './calibrate.ts'
export type { Remark } from './encode.ts'
export { estimateWin, likelyToWin, type WinChange, type WinEstimate, type WinReason } from './estimate-win.ts'
export {
  type FeatureKind,
  type FeatureSpec,
  type Features,
  type FeatureValue,
  inferFeatures,
  type WinExample,
} from './features.ts'
export { isNoWorse, type Verdict } from './is-no-worse.ts'
export { type PlainEstimate, type PlainModel, plainEstimator, trainPlainModel } from './plain-model.ts'
export { SHAPES, type Shape } from './recipe.ts'
export { type Reliability, type ReliabilityBin, winsBand } from './reliability.ts'
export { trainWinModel, type WinOptions } from './train-win-model.ts'
export type { CardMetrics, Coefficient, ModelCard, WinAction, WinFit, WinModel } from './win-model.ts'
