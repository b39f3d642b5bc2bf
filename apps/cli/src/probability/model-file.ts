import {
  estimateWin,
  type FeatureSpec,
  type Features,
  type PlainModel,
  plainEstimator,
  type WinModel,
} from '@tributary/deal-probability'
import type { GivenPath } from '../command.ts'
import { InputFault } from '../input-fault.ts'
import { readJson } from '../read-json.ts'

/** What `train` writes and `predict` reads: the model, and which columns it was trained on. */
export type ModelFile = {
  readonly tributary: 'win-probability'
  readonly format: 1
  readonly target: string
  /** The column that names a row, if one does. */
  readonly id: string | null
  readonly features: readonly FeatureSpec[]
  readonly model: PlainModel | WinModel
}

const isModelFile = (value: unknown): value is ModelFile => {
  const file = value as Partial<ModelFile> | null
  return (
    typeof file === 'object' &&
    file !== null &&
    file.tributary === 'win-probability' &&
    file.format === 1 &&
    Array.isArray(file.features) &&
    (file.model?.kind === 'plain-model' || file.model?.kind === 'win-model')
  )
}

/** @throws InputFault when it is not a file that `train` of this version wrote. */
export const readModelFile = async (given: GivenPath): Promise<ModelFile> => {
  const value = await readJson(given)
  if (isModelFile(value)) return value
  throw new InputFault(`${given.shown}: this is not a model that "tributary train" has written.`)
}

export type Prediction = { readonly probability: number; readonly low: number; readonly high: number }

/** Estimates by either kind of model; a model under its gate tells base rates. */
export const predictorOf = (model: ModelFile['model']): ((features: Features) => Prediction) => {
  if (model.kind === 'plain-model') return plainEstimator(model)
  return (features) => {
    const estimate = estimateWin(model, features)
    if (estimate.kind === 'unknown') throw new InputFault(estimate.because)
    return estimate
  }
}
