import { encodeRows } from './encode.ts'
import { outcomesOf } from './examples.ts'
import type { FeatureSpec, WinExample } from './features.ts'
import { fitLogistic, type LogisticFit, type SparseRows } from './fit-logistic.ts'
import { sigmoid } from './logistic.ts'
import { pairTerms } from './pairs.ts'
import { singleTerms, type Term } from './terms.ts'

/**
 * `plain`: straight lines and categories. `logs`: lines over the logarithm of long-tailed numbers. `curves`: numbers may
 * bend besides. `pairs`: curves and a few pairs of features.
 */
export const SHAPES = ['plain', 'logs', 'curves', 'pairs'] as const
export type Shape = (typeof SHAPES)[number]

const SCREENING_L2 = 10

export const logitsOf = (data: SparseRows, fit: Pick<LogisticFit, 'intercept' | 'weights'>): Float64Array => {
  const logits = new Float64Array(data.rows)
  for (let i = 0; i < data.rows; i++) {
    let logit = fit.intercept
    for (let k = data.start[i]!; k < data.start[i + 1]!; k++)
      logit += data.value[k]! * fit.weights[data.column[k]!]!
    logits[i] = logit
  }
  return logits
}

/** What a shape makes of the features, learnt from these examples only. */
export const learnTerms = (
  examples: readonly WinExample[],
  specs: readonly FeatureSpec[],
  shape: Shape,
): Term[] => {
  const rows = examples.map(({ features }) => features)
  const single = singleTerms(rows, specs, {
    logs: shape !== 'plain',
    bends: shape === 'curves' || shape === 'pairs',
  })
  if (shape !== 'pairs') return single
  const won = outcomesOf(examples)
  const data = encodeRows(single, rows)
  const fit = fitLogistic(data, won, { l2: SCREENING_L2, tolerance: 1e-3 })
  return [...single, ...pairTerms(single, rows, won, logitsOf(data, fit).map(sigmoid))]
}
