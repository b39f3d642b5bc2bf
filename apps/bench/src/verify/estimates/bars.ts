import { addHeld, type Held, noneHeld, shareHeld } from './held.ts'
import { JUDGED_MODELS } from './judge-attribution.ts'
import { CUSTOMERS, DEAL_COUNTS, type MarketVerdict } from './judge-market.ts'

/** One figure and the bounds in which it must lie. */
export type Bar = {
  readonly what: string
  readonly value: number
  readonly least: number
  readonly most: number
  readonly unit: '%' | ''
  readonly note: string
}

export const reached = ({ value, least, most }: Bar): boolean => value >= least && value <= most

const COVERAGE = { least: 0.85, most: 0.95, unit: '%' } as const

const sum = (all: readonly Held[]): Held => {
  const total = noneHeld()
  for (const held of all) addHeld(total, held)
  return total
}

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length

const coverage = (what: string, all: readonly Held[], markets?: number): Bar => {
  const held = sum(all)
  const count = held.within + held.above + held.below
  const percent = (n: number): string => ((100 * n) / count).toFixed(1)
  const abstained =
    markets === undefined || markets === all.length
      ? ''
      : `; abstains in ${markets - all.length} of ${markets} markets`
  const note = `${count} intervals: ${percent(held.above)} % above, ${percent(held.below)} % below${abstained}`
  return { what, value: shareHeld(held), ...COVERAGE, note }
}

const attributionBars = (verdicts: readonly MarketVerdict[]): Bar[] =>
  JUDGED_MODELS.flatMap((model) =>
    (['conversions', 'value'] as const).map((part) =>
      coverage(
        `attribution, ${model}, ${part}, ${CUSTOMERS} journeys`,
        verdicts.map(({ attribution }) => attribution[model]![part]),
      ),
    ),
  )

const probabilityBars = (verdicts: readonly MarketVerdict[]): Bar[] => {
  const of = (deals: number) => verdicts.flatMap(({ probability }) => probability[deals] ?? [])
  const most = of(5000)
  const worst = Math.max(...most.map(({ error }) => error))
  const base = mean(most.map(({ baseError }) => baseError))
  return [
    ...DEAL_COUNTS.map((deals) =>
      coverage(
        `win probability, ${deals} deals`,
        of(deals).map(({ held }) => held),
        verdicts.length,
      ),
    ),
    {
      what: 'mean |estimate − true probability|, 5000 deals',
      value: mean(most.map(({ error }) => error)),
      ...{ least: 0, most: 0.03, unit: '' },
      note: `worst market ${worst.toFixed(4)}; telling the base rate ${base.toFixed(4)}`,
    },
    {
      what: 'sum of estimates over sum of true probabilities',
      value: mean(most.map((verdict) => verdict.sum)),
      ...{ least: 0.98, most: 1.02, unit: '' },
      note: 'a forecast adds up',
    },
  ]
}

const weightBars = (verdicts: readonly MarketVerdict[]): Bar[] => {
  const weights = verdicts.map((verdict) => verdict.weights)
  return [
    coverage(
      'planted weights, 5000 deals',
      weights.map(({ held }) => held),
    ),
    {
      what: 'mean |found − planted|, numbers',
      value: mean(weights.map(({ numbers }) => numbers)),
      ...{ least: 0, most: 0.05, unit: '' },
      note: 'logit per standard deviation',
    },
    {
      what: 'mean |found − planted|, categories',
      value: mean(weights.map(({ categories }) => categories)),
      ...{ least: 0, most: 0.12, unit: '' },
      note: 'logit against the mean of the kind',
    },
    {
      what: 'farthest weight, in standard errors',
      value: Math.max(...weights.map(({ farthest }) => farthest)),
      ...{ least: 0, most: 5, unit: '' },
      note: 'of 29 in each market',
    },
  ]
}

/** What the verdicts on many markets come to. */
export const barsOf = (verdicts: readonly MarketVerdict[]): Bar[] => [
  ...probabilityBars(verdicts),
  ...weightBars(verdicts),
  ...attributionBars(verdicts),
]
