import {
  estimateWin,
  isNoWorse,
  trainWinModel,
  type WinExample,
  type WinModel,
} from '@tributary/deal-probability'
import { FEW_FEATURES, STEP_FEATURE, WIN_ACTIONS, WIN_FEATURES } from './win-features.ts'

export type TrainingTask = {
  readonly examples: readonly WinExample[]
  readonly gate: { readonly won: number; readonly lost: number }
  /** The live model as it was trained without the newest deals of its time; null while none is live. */
  readonly liveHeld: WinModel | null
}

export type TrainingVerdict = {
  readonly noWorse: boolean
  /** Mean log-loss on the newest deals; null where nothing can be told of them. */
  readonly candidate: number | null
  readonly current: number | null
  readonly rows: number
  /** What the candidate is compared with. */
  readonly against: 'live' | 'base-rate'
}

export type Trained = {
  readonly model: WinModel
  /** The same, trained without the newest fifth: the verdict is about this one, and so will the next one be. */
  readonly held: WinModel
  readonly verdict: TrainingVerdict
}

const NEWEST = 0.2
const ANY = { won: 1, lost: 1 }
const NEVER = { won: Number.MAX_SAFE_INTEGER, lost: Number.MAX_SAFE_INTEGER }
const Z95 = 1.6448536269514722
const options = { stageFeature: STEP_FEATURE, actions: WIN_ACTIONS } as const

/** Few facts or all of them: what foretold the later ones of these deals better. Fewer where that cannot be told. */
const trainHeld = (older: readonly WinExample[]): WinModel => {
  const [few, all] = [FEW_FEATURES, WIN_FEATURES].map((features) =>
    trainWinModel(older, { ...options, features, gate: ANY }),
  )
  const lossOf = (model: WinModel): number => model.card.metrics?.logLoss ?? Number.POSITIVE_INFINITY
  return lossOf(all!) < lossOf(few!) ? all! : few!
}

const lossOf = (model: WinModel, { features, won }: WinExample): number => {
  const estimate = estimateWin(model, features)
  const told = estimate.kind === 'unknown' ? 0.5 : estimate.probability
  const probability = Math.min(0.999, Math.max(0.001, won ? told : 1 - told))
  return -Math.log(probability)
}

/** Whether the newest deals prove that a model is worse than another: its losses are higher than chance would make them. */
const isProvenWorse = (model: WinModel, other: WinModel, newest: readonly WinExample[]): boolean => {
  if (newest.length < 2) return false
  const gaps = newest.map((example) => lossOf(model, example) - lossOf(other, example))
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length
  const variance = gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / (gaps.length - 1)
  return mean > Z95 * Math.sqrt(variance / gaps.length)
}

/** A live model stays unless the candidate is no worse. The first one goes live unless base rates are proven to do better. */
const judge = (
  held: WinModel,
  liveHeld: WinModel | null,
  older: readonly WinExample[],
  newest: readonly WinExample[],
): TrainingVerdict => {
  if (liveHeld !== null) {
    const { noWorse, candidate, current, rows } = isNoWorse(held, liveHeld, newest)
    return { noWorse, candidate, current, rows, against: 'live' }
  }
  const abstaining = trainWinModel(older, { ...options, features: FEW_FEATURES, gate: NEVER })
  const { candidate, current, rows } = isNoWorse(held, abstaining, newest)
  return {
    noWorse: !isProvenWorse(held, abstaining, newest),
    candidate,
    current,
    rows,
    against: 'base-rate',
  }
}

/**
 * Trains the candidate, and once more without the newest fifth of the deals, which is what it is judged on: against the
 * live model as it was trained without the newest deals of its own time, or, while none is live, against telling the
 * base rate. Neither has seen the deals that judge it.
 */
export const trainBoth = ({ examples, gate, liveHeld }: TrainingTask): Trained => {
  const ordered = [...examples].sort((a, b) => a.closedAt - b.closedAt)
  const cut = Math.round(ordered.length * (1 - NEWEST))
  const [older, newest] = [ordered.slice(0, cut), ordered.slice(cut)]
  const held = trainHeld(older)
  const model = trainWinModel(ordered, { ...options, features: held.features, gate })
  return { model, held, verdict: judge(held, liveHeld, older, newest) }
}
