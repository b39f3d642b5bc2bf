import type { Judged } from './calibrate.ts'
import { packedIndex } from './cholesky.ts'
import type { WinExample } from './features.ts'
import { logitOf, sigmoid, Z90 } from './logistic.ts'
import { areaUnderCurve, brierScore, meanLogLoss } from './metrics.ts'
import { reliabilityOf, winsBand } from './reliability.ts'
import { columnNames } from './terms.ts'
import type { CardMetrics, Coefficient, WinFit } from './win-model.ts'

const wonOf = (rows: readonly { readonly won: boolean }[]): number => rows.filter(({ won }) => won).length

/** Figures on rows that closed later; `before` are the rows whose base rate they are held against. */
export const metricsOf = (
  judged: readonly Judged[],
  examples: readonly WinExample[],
  before: readonly WinExample[],
  judgedOn: CardMetrics['judgedOn'],
): CardMetrics => {
  // One imagined win and loss keep the base rate's log-loss finite.
  const base = logitOf((wonOf(before) + 0.5) / (before.length + 1))
  const atBase = judged.map(({ won }) => ({ logit: base, won }))
  const probabilities = judged.map(({ logit }) => sigmoid(logit))
  const { low, high } = winsBand(probabilities)
  const [brier, baseBrier] = [brierScore(judged), brierScore(atBase)]
  return {
    judgedOn,
    rows: judged.length,
    won: wonOf(judged),
    from: Math.min(...[examples[0]!, examples.at(-1)!].map(({ closedAt }) => closedAt)),
    to: examples.at(-1)!.closedAt,
    auc: areaUnderCurve(judged),
    logLoss: meanLogLoss(judged),
    brier,
    baseLogLoss: meanLogLoss(atBase),
    baseBrier,
    skill: 1 - brier / baseBrier,
    expectedWins: probabilities.reduce((sum, p) => sum + p, 0),
    winsLow: low,
    winsHigh: high,
    reliability: reliabilityOf(judged),
  }
}

export const topCoefficients = (
  { terms, weights, covariance, calibration }: WinFit,
  most = 12,
): Coefficient[] =>
  terms
    .flatMap((term) =>
      columnNames(terms, term).map((name, i) => {
        const at = term.column + i
        const weight = calibration.slope * weights[at]!
        const reach = Z90 * calibration.slope * Math.sqrt(Math.max(0, covariance[packedIndex(at, at)]!))
        return { name, weight, low: weight - reach, high: weight + reach }
      }),
    )
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight) || (a.name < b.name ? -1 : 1))
    .slice(0, most)

const percent = (share: number): string => `${Math.round(100 * share)} %`

const aboutFeatures = ({ terms }: WinFit, examples: readonly WinExample[]): string[] =>
  terms.flatMap((term) => {
    if (term.kind === 'pair') return []
    const empty = examples.filter(({ features }) => {
      const value = features[term.feature]
      return value === null || value === undefined || value === '' || Number.isNaN(value)
    }).length
    const told: string[] = []
    if (2 * empty > examples.length)
      told.push(`"${term.feature}" is missing in ${percent(empty / examples.length)} of the closed deals.`)
    const constant = term.kind === 'numeric' ? term.low === term.high : term.levels.length < 2
    if (constant && empty < examples.length)
      told.push(`"${term.feature}" was the same in every closed deal, so what it would change is unknown.`)
    return told
  })

/** Sentences that a reader of the model should know before trusting it. */
export const whatItDoesNotKnow = (
  fit: WinFit,
  metrics: CardMetrics | null,
  examples: readonly WinExample[],
): string[] => {
  const said = ['What happens after the moment of the estimate, and whatever is not among its features.']
  said.push('Whether a difference is a cause: effects of actions are what was seen with other deals.')
  if (metrics === null) return [...said, 'How well it does on later deals: there are too few to judge by.']
  if (metrics.skill <= 0)
    said.push('More than the base rate: on later deals it was no better than telling everybody the same.')
  if (metrics.won < metrics.winsLow || metrics.won > metrics.winsHigh)
    said.push(
      `Why ${metrics.won} of the newest deals were won where it expected ${metrics.winsLow} to ${metrics.winsHigh}.`,
    )
  if (metrics.rows < 200)
    said.push(`Its own quality to better than a rough figure: ${metrics.rows} later deals judge it.`)
  return [...said, ...aboutFeatures(fit, examples)]
}
