import type { FeatureSpec, PlainModel, WinModel } from '@tributary/deal-probability'
import { table } from '../table.ts'

const featureWords = (features: readonly FeatureSpec[]): string =>
  features.map(({ name, kind }) => `${name} (${kind})`).join(', ')

const plainText = (model: PlainModel): string[] => [
  `Plain model: ${model.weights.length} columns, l2 ${model.l2}, largest gradient entry ${model.gradient.toExponential(1)} after ${model.iterations} steps.`,
]

const figure = (x: number): string => x.toFixed(4)

const cardText = ({ card, gate }: WinModel): string[] => {
  const { metrics, chosen } = card
  if (chosen === null)
    return [`It abstains: fewer than ${gate.won} won or ${gate.lost} lost rows. Predictions are base rates.`]
  const lines = [`Shape ${chosen.shape}, l2 ${chosen.l2}.`]
  if (metrics) {
    const how =
      metrics.judgedOn === 'newest-fifth' ? 'the newest fifth' : 'rows after those each was trained on'
    lines.push(
      `Judged on ${how}: ${metrics.rows} rows, ${metrics.won} won, ${metrics.expectedWins.toFixed(1)} expected (90 % band ${metrics.winsLow} to ${metrics.winsHigh}).`,
      table(
        ['', 'model', 'base rate'],
        [
          ['log-loss', figure(metrics.logLoss), figure(metrics.baseLogLoss)],
          ['Brier', figure(metrics.brier), figure(metrics.baseBrier)],
          ['AUC', metrics.auc === null ? '' : figure(metrics.auc), figure(0.5)],
        ],
      ),
      table(
        ['rows', 'told', 'won', 'band'],
        metrics.reliability.bins.map(({ rows, told, won, low, high }) => [
          rows,
          figure(told),
          figure(won),
          `${figure(low)} to ${figure(high)}`,
        ]),
      ),
    )
  }
  lines.push(
    table(
      ['coefficient', 'weight', 'low', 'high'],
      card.topCoefficients.map(({ name, weight, low, high }) => [
        name,
        figure(weight),
        figure(low),
        figure(high),
      ]),
    ),
  )
  return [...lines, ['What it does not know:', ...card.doesNotKnow.map((line) => `- ${line}`)].join('\n')]
}

/** What `train` says to a person. */
export const trainingText = (
  out: string,
  features: readonly FeatureSpec[],
  { rows, won }: { readonly rows: number; readonly won: number },
  model: PlainModel | WinModel,
): string =>
  [
    `${out}: trained on ${rows} rows, ${won} won.`,
    `Features: ${featureWords(features)}`,
    ...(model.kind === 'plain-model' ? plainText(model) : cardText(model)),
  ].join('\n\n')
