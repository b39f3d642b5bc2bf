import {
  isNoWorse,
  trainWinModel,
  type Verdict,
  type WinExample,
  type WinModel,
} from '@tributary/deal-probability'
import { STEP_FEATURE, WIN_ACTIONS, WIN_FEATURES } from './win-features.ts'

export type TrainingTask = {
  readonly examples: readonly WinExample[]
  readonly gate: { readonly won: number; readonly lost: number }
  /** The live model as it was trained without the newest deals of its time; null while none is live. */
  readonly liveHeld: WinModel | null
}

export type Trained = {
  readonly model: WinModel
  /** The same, trained without the newest fifth: the verdict is about this one, and so will the next one be. */
  readonly held: WinModel
  readonly verdict: Verdict
  /** What the verdict compares with. */
  readonly against: 'live' | 'base-rate'
}

const NEWEST = 0.2
const NEVER = { won: Number.MAX_SAFE_INTEGER, lost: Number.MAX_SAFE_INTEGER }
const options = {
  features: WIN_FEATURES,
  stageFeature: STEP_FEATURE,
  actions: WIN_ACTIONS,
} as const

/**
 * Trains the candidate, and once more without the newest fifth of the deals, which is what it is judged on: against the
 * live model as it was trained without the newest deals of its own time, or, while none is live, against telling the
 * base rate. Neither has seen the deals that judge it.
 */
export const trainBoth = ({ examples, gate, liveHeld }: TrainingTask): Trained => {
  const ordered = [...examples].sort((a, b) => a.closedAt - b.closedAt)
  const cut = Math.round(ordered.length * (1 - NEWEST))
  const [older, newest] = [ordered.slice(0, cut), ordered.slice(cut)]
  const model = trainWinModel(ordered, { ...options, gate })
  const held = trainWinModel(older, { ...options, gate: { won: 1, lost: 1 } })
  const abstaining = trainWinModel(older, { ...options, gate: NEVER })
  const against = liveHeld === null ? 'base-rate' : 'live'
  const verdict = isNoWorse(held, liveHeld ?? abstaining, newest)
  return { model, held, verdict, against }
}
