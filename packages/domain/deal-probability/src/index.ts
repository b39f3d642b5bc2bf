export {
  type FeatureKind,
  type FeatureSpec,
  type Features,
  type FeatureValue,
  inferFeatures,
  type WinExample,
} from './features.ts'
export { type PlainEstimate, type PlainModel, plainEstimator, trainPlainModel } from './plain-model.ts'
