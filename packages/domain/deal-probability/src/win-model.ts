import type { StageRate } from './base-rate.ts'
import type { Calibration } from './calibrate.ts'
import type { Strength, Trial } from './choose-recipe.ts'
import type { FeatureSpec, FeatureValue } from './features.ts'
import type { Shape } from './recipe.ts'
import type { Reliability } from './reliability.ts'
import type { Term } from './terms.ts'

/** One thing somebody can do about a deal, as the change of one feature: a step for a number, a new value for any. */
export type WinAction = {
  readonly name: string
  readonly feature: string
} & ({ readonly add: number } | { readonly set: NonNullable<FeatureValue> })

/** How the model did on deals that closed after those it was trained on. */
export type CardMetrics = {
  /** `newest-fifth`: trained on the older four fifths. `in-time-order`: each row by a model of earlier closes. */
  readonly judgedOn: 'newest-fifth' | 'in-time-order'
  readonly rows: number
  readonly won: number
  readonly from: number
  readonly to: number
  readonly auc: number | null
  readonly logLoss: number
  readonly brier: number
  /** Of always telling the base rate of the deals that closed before. */
  readonly baseLogLoss: number
  readonly baseBrier: number
  /** 1 − brier/baseBrier: above 0 the model tells more than the base rate. */
  readonly skill: number
  /** Sum of the told probabilities, and where the number of wins would lie nine times in ten if they were true. */
  readonly expectedWins: number
  readonly winsLow: number
  readonly winsHigh: number
  readonly reliability: Reliability
}

export type Coefficient = {
  readonly name: string
  /** Change of the logit per column: per standard deviation of a number, for being in a category. */
  readonly weight: number
  /** 90 % interval. */
  readonly low: number
  readonly high: number
}

export type ModelCard = {
  readonly rows: number
  readonly won: number
  readonly lost: number
  /** First and last close, epoch milliseconds; null without rows. */
  readonly from: number | null
  readonly to: number | null
  readonly metrics: CardMetrics | null
  readonly beatsBaseRate: boolean | null
  readonly topCoefficients: readonly Coefficient[]
  readonly chosen: {
    readonly shape: Shape
    readonly l2: number
    /** Strengths that validation finds likely: the interval holds the uncertainty among them. */
    readonly plausible: readonly Strength[]
    /**
     * Log-loss on the newest fifth of the shape that validation chose and of plain lines; null under 500 labels. Where `shape` is
     * `plain` and they differ, this fifth has overruled the choice.
     */
    readonly newest: { readonly chosen: number; readonly plain: number } | null
    readonly trials: readonly Trial[]
  } | null
  readonly doesNotKnow: readonly string[]
}

export type WinFit = {
  readonly terms: readonly Term[]
  readonly intercept: number
  readonly weights: readonly number[]
  readonly l2: number
  /** Covariance of the weights and, last, the intercept: rows of the lower triangle. */
  readonly covariance: readonly number[]
  readonly calibration: Calibration
  /** Per term: mean and variance of its contribution over the training rows, before calibration. */
  readonly centers: readonly number[]
  readonly spreads: readonly number[]
  /** Largest gradient entry at the optimum. */
  readonly gradient: number
}

/** A trained predictor as a JSON value. `fit` is null while there are too few closed deals to tell. */
export type WinModel = {
  readonly kind: 'win-model'
  readonly format: 1
  /** Fingerprint of everything else: the same model has the same version. */
  readonly version: string
  readonly features: readonly FeatureSpec[]
  readonly stageFeature: string
  readonly gate: { readonly won: number; readonly lost: number }
  readonly actions: readonly WinAction[]
  readonly stages: readonly StageRate[]
  readonly fit: WinFit | null
  readonly card: ModelCard
}
