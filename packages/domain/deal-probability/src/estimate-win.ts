import { shareInterval } from './base-rate.ts'
import { packedIndex } from './cholesky.ts'
import { type Encoded, type Encoder, encoderOf, type Remark } from './encode.ts'
import { categoryOf, type Features, type FeatureValue } from './features.ts'
import { sigmoid, Z90 } from './logistic.ts'
import type { WinAction, WinFit, WinModel } from './win-model.ts'

/** What a feature (or a pair of them) adds to the logit, against the average closed deal. */
export type WinReason = {
  readonly feature: string
  /** As given; for a pair nothing. */
  readonly value: FeatureValue
  readonly contribution: number
  /** The value was missing, was not in training, or lies beyond what training saw. */
  readonly remark: Remark | null
}

/** What the estimate would be after one action, everything else as it is. An association, not a promise. */
export type WinChange = {
  readonly action: string
  readonly probability: number
  readonly low: number
  readonly high: number
  /** Change of the probability. */
  readonly difference: number
}

export type WinEstimate =
  | {
      readonly kind: 'estimate'
      readonly probability: number
      /** 90 % interval of the probability. */
      readonly low: number
      readonly high: number
      /** `base` and then every reason's contribution, added in this order, are exactly the logit. */
      readonly logit: number
      readonly base: number
      readonly reasons: readonly WinReason[]
      readonly changes: readonly WinChange[]
      readonly model: string
    }
  | {
      /** The model abstains: this is the share won of closed deals of the stage, or of all where the stage is new. */
      readonly kind: 'base-rate'
      readonly probability: number
      readonly low: number
      readonly high: number
      readonly stage: string | null
      readonly won: number
      readonly closed: number
      readonly because: string
      readonly model: string
    }
  | { readonly kind: 'unknown'; readonly because: string; readonly model: string }

const encoders = new WeakMap<WinFit, Encoder>()

/** Lookups are built once per model; the model itself stays a plain value. */
const encoderFor = (fit: WinFit): Encoder => {
  const known = encoders.get(fit)
  if (known) return known
  const encoder = encoderOf(fit.terms)
  encoders.set(fit, encoder)
  return encoder
}

/** Variance of the calibrated logit: of the weights, of the calibration, and of what could not be read. */
const varianceOf = (fit: WinFit, { column, value, remark }: Encoded, margin: number): number => {
  const { covariance, calibration, weights, terms, spreads, l2 } = fit
  const last = weights.length
  const lastRow = packedIndex(last, 0)
  let spread = covariance[lastRow + last]!
  for (let i = 0; i < column.length; i++) {
    const x = value[i]!
    const row = (column[i]! * (column[i]! + 1)) / 2
    let sum = covariance[lastRow + column[i]!]!
    for (let j = 0; j < i; j++) sum += value[j]! * covariance[row + column[j]!]!
    spread += x * (2 * sum + x * covariance[row + column[i]!]!)
  }
  for (let t = 0; t < terms.length; t++) {
    const term = terms[t]!
    if (remark[t] === 'unseen' && term.kind === 'category' && term.levels.at(-1) !== '(other)')
      spread += 1 / l2
    if (remark[t] === 'missing' && term.kind === 'numeric' && !term.missing) spread += spreads[t]!
  }
  const [a, ab, b] = calibration.covariance
  return calibration.slope ** 2 * spread + a + 2 * margin * ab + margin * margin * b
}

type Reading = {
  readonly logit: number
  readonly low: number
  readonly high: number
  readonly base: number
  readonly reasons: WinReason[]
}

const readDeal = (fit: WinFit, deal: Features): Reading => {
  const encoded = encoderFor(fit)(deal)
  const { terms, weights, intercept, centers, calibration } = fit
  const { shift, slope } = calibration
  let margin = intercept
  let base = intercept
  let from = 0
  const reasons: WinReason[] = []
  for (let t = 0; t < terms.length; t++) {
    let sum = 0
    for (let k = from; k < encoded.end[t]!; k++) sum += encoded.value[k]! * weights[encoded.column[k]!]!
    from = encoded.end[t]!
    margin += sum
    base += centers[t]!
    const { feature, kind } = terms[t]!
    const value = kind === 'pair' ? null : deal[feature]
    reasons.push({ feature, value, contribution: slope * (sum - centers[t]!), remark: encoded.remark[t]! })
  }
  reasons.sort((x, y) => Math.abs(y.contribution) - Math.abs(x.contribution))
  base = shift + slope * base
  let logit = base
  for (const { contribution } of reasons) logit += contribution
  const reach = Z90 * Math.sqrt(Math.max(0, varianceOf(fit, encoded, margin)))
  return { logit, low: sigmoid(logit - reach), high: sigmoid(logit + reach), base, reasons }
}

/** The deal after an action, or null when the action does not apply: nothing to add to, or already so. */
const after = (deal: Features, action: WinAction): Features | null => {
  const now = deal[action.feature]
  if ('set' in action) return now === action.set ? null : { ...deal, [action.feature]: action.set }
  return typeof now === 'number' ? { ...deal, [action.feature]: now + action.add } : null
}

const changesOf = (model: WinModel, fit: WinFit, deal: Features, probability: number): WinChange[] =>
  model.actions.flatMap((action) => {
    const changed = after(deal, action)
    if (changed === null) return []
    const { logit, low, high } = readDeal(fit, changed)
    const then = sigmoid(logit)
    return [{ action: action.name, probability: then, low, high, difference: then - probability }]
  })

const baseRate = (model: WinModel, deal: Features): WinEstimate => {
  const { stages, gate, card, version } = model
  if (card.rows === 0) return { kind: 'unknown', because: 'No deal has been closed yet.', model: version }
  const stage = categoryOf(deal, model.stageFeature)
  const own = stages.find((rate) => rate.stage === stage)
  const { won, closed } = own ?? { won: card.won, closed: card.rows }
  const because = `${card.won} won and ${card.lost} lost deals are closed; an estimate needs ${gate.won} and ${gate.lost}.`
  return {
    kind: 'base-rate',
    probability: won / closed,
    ...shareInterval(won, closed),
    stage: own ? stage : null,
    won,
    closed,
    because,
    model: version,
  }
}

/**
 * The probability that a deal is won, with a 90 % interval, the reasons that add up to its logit, and what each of
 * the model's actions would change. The interval holds the uncertainty of the weights (inverse Hessian), of the
 * calibration, and of values that are unseen or missing where training knew none.
 *
 * Under the gate it abstains: the share won of closed deals in the deal's stage, and says so.
 */
export const estimateWin = (model: WinModel, deal: Features): WinEstimate => {
  const { fit } = model
  if (fit === null) return baseRate(model, deal)
  const { logit, low, high, base, reasons } = readDeal(fit, deal)
  const probability = sigmoid(logit)
  const changes = model.actions.length === 0 ? [] : changesOf(model, fit, deal, probability)
  return { kind: 'estimate', probability, low, high, logit, base, reasons, changes, model: model.version }
}

/** The deals that will probably be won, the surest first. Abstentions are not among them. */
export const likelyToWin = <Deal extends { readonly features: Features }>(
  model: WinModel,
  deals: readonly Deal[],
  atLeast = 0.7,
): { readonly deal: Deal; readonly estimate: WinEstimate & { kind: 'estimate' } }[] =>
  deals
    .flatMap((deal) => {
      const estimate = estimateWin(model, deal.features)
      return estimate.kind === 'estimate' && estimate.probability >= atLeast ? [{ deal, estimate }] : []
    })
    .sort((a, b) => b.estimate.probability - a.estimate.probability)
