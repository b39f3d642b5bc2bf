import {
  addSums,
  type CampaignFigures,
  type CampaignRow,
  campaignFigures,
  exactRatios,
  type Measured,
  NOTHING,
} from './figures.ts'
import { type Fraction, mean, toNumber } from './fraction.ts'
import {
  BUDGET_PRIORITIES,
  type BudgetAction,
  type BudgetConfidence,
  type BudgetMeasure,
  type BudgetPriority,
} from './lists.ts'
import {
  actionItems,
  confidenceNumber,
  isEfficient,
  judgeRoas,
  needsBetterCreative,
  ruleWeight,
} from './rules.ts'

/** A benchmark that campaigns are held against, taken in two ways that may disagree. */
export type Average =
  | {
      readonly kind: 'known'
      /** Each campaign counts the same, as the rules ask: one tiny campaign can move it. */
      readonly meanOfRatios: number
      /** Each unit of money counts the same: what an overview shows. */
      readonly ratioOfSums: number
      /** Campaigns that have the ratio. */
      readonly campaigns: readonly string[]
    }
  | { readonly kind: 'not_enough_data' }

/** Something to do about one campaign, and what it rests on. */
export type BudgetAdvice = {
  readonly campaign: string
  readonly action: BudgetAction
  readonly priority: BudgetPriority
  readonly confidence: BudgetConfidence
  /** The same from 0 to 1, for ranking. */
  readonly confidenceNumber: number
  readonly measure: BudgetMeasure
  readonly value: number
  /** The mean of ratios it was held against; `null` where the rule has a threshold of its own. */
  readonly average: number | null
  /** Whether the ratio of sums as average leads to the same advice; `null` where the rule has no average. */
  readonly holdsForRatioOfSums: boolean | null
  /** Places in the input of the campaign's own rows. */
  readonly rows: readonly number[]
  /** Campaigns whose ratios made the average, this one included. */
  readonly comparedWith: readonly string[]
  readonly actionItems: readonly string[]
}

export type BudgetReport = {
  readonly campaigns: readonly CampaignFigures[]
  readonly averages: { readonly roas: Average; readonly costPerLead: Average }
  /** At most ten, most important first. */
  readonly advice: readonly BudgetAdvice[]
  /** How many more there are below the ten. */
  readonly left: number
  /** How many were left out because they are decided. */
  readonly decided: number
  /** Campaigns of which something cannot be said, and why. */
  readonly notEnoughData: readonly {
    readonly campaign: string
    readonly measure: BudgetMeasure
    readonly why: Extract<Measured, { kind: 'not_enough_data' }>['why']
  }[]
}

const MOST_ADVICE = 10

export type AdviseOptions = {
  /** Advice that was applied or dismissed lately makes room for the next ones. */
  readonly isDecided?: (advice: Pick<BudgetAdvice, 'campaign' | 'action'>) => boolean
}

/** What the rules need to know of all campaigns. */
type Benchmark = {
  readonly mean: Fraction
  readonly meanNumber: number
  readonly ofSums: Fraction
  readonly campaigns: readonly string[]
}

const benchmark = (
  campaigns: readonly CampaignFigures[],
  ratio: 'roas' | 'costPerLead',
): Benchmark | undefined => {
  const having = campaigns.filter((campaign) => exactRatios(campaign)[ratio] !== null)
  if (having.length === 0) return undefined
  const sums = having.reduce<Parameters<typeof exactRatios>[0]>(
    (all, one) => addSums(all, one, 'all campaigns'),
    NOTHING,
  )
  const exact = mean(having.map((campaign) => exactRatios(campaign)[ratio]!))
  return {
    mean: exact,
    meanNumber: toNumber(exact),
    ofSums: exactRatios(sums)[ratio]!,
    campaigns: having.map(({ campaign }) => campaign),
  }
}

const averageOf = (found: Benchmark | undefined): Average =>
  found
    ? {
        kind: 'known',
        meanOfRatios: found.meanNumber,
        ratioOfSums: toNumber(found.ofSums),
        campaigns: found.campaigns,
      }
    : { kind: 'not_enough_data' }

const adviceOf = (
  of: CampaignFigures,
  action: BudgetAction,
  measure: BudgetMeasure,
  figure: Measured,
  held?: { readonly against: Benchmark; readonly alsoForSums: boolean },
): BudgetAdvice => {
  const { priority, confidence } = ruleWeight[action]
  return {
    campaign: of.campaign,
    action,
    priority,
    confidence,
    confidenceNumber: confidenceNumber[confidence],
    measure,
    value: figure.kind === 'known' ? figure.value : Number.NaN,
    average: held ? held.against.meanNumber : null,
    holdsForRatioOfSums: held ? held.alsoForSums : null,
    rows: of.rows,
    comparedWith: held ? held.against.campaigns : [],
    actionItems: actionItems[action],
  }
}

const roasAdvice = (of: CampaignFigures, against: Benchmark | undefined): BudgetAdvice[] => {
  const { roas } = exactRatios(of)
  if (!roas || !against) return []
  const action = judgeRoas(roas, against.mean)
  if (!action) return []
  const alsoForSums = judgeRoas(roas, against.ofSums) === action
  return [adviceOf(of, action, 'roas', of.roas, { against, alsoForSums })]
}

const leadAdvice = (of: CampaignFigures, against: Benchmark | undefined): BudgetAdvice[] => {
  const { costPerLead } = exactRatios(of)
  if (!costPerLead || !against || !isEfficient(costPerLead, against.mean)) return []
  const alsoForSums = isEfficient(costPerLead, against.ofSums)
  return [adviceOf(of, 'efficient_channel', 'cost_per_lead', of.costPerLead, { against, alsoForSums })]
}

const creativeAdvice = (of: CampaignFigures): BudgetAdvice[] =>
  needsBetterCreative(of.clicks, of.impressions)
    ? [adviceOf(of, 'improve_creative', 'click_rate', of.clickRate)]
    : []

/** By priority, then confidence, then the money it is about, then the name: one order for one input. */
const ranked = (advice: readonly BudgetAdvice[], campaigns: readonly CampaignFigures[]): BudgetAdvice[] => {
  const cost = new Map(campaigns.map((campaign) => [campaign.campaign, campaign.cost]))
  const place = ({ priority }: BudgetAdvice): number => BUDGET_PRIORITIES.indexOf(priority)
  return advice.toSorted(
    (a, b) =>
      place(a) - place(b) ||
      b.confidenceNumber - a.confidenceNumber ||
      cost.get(b.campaign)! - cost.get(a.campaign)! ||
      (a.campaign < b.campaign ? -1 : a.campaign > b.campaign ? 1 : 0),
  )
}

const MEASURED = [
  ['roas', 'roas'],
  ['costPerLead', 'cost_per_lead'],
  ['clickRate', 'click_rate'],
] as const

const gapsOf = (campaigns: readonly CampaignFigures[]): BudgetReport['notEnoughData'] =>
  campaigns.flatMap((campaign) =>
    MEASURED.flatMap(([key, measure]) => {
      const figure = campaign[key]
      return figure.kind === 'known' ? [] : [{ campaign: campaign.campaign, measure, why: figure.why }]
    }),
  )

/**
 * Where the next rupee goes: the figures of each campaign, the averages, and at most ten pieces of advice, each with
 * the rows behind it. Source: the threshold rules of the product's brief, with strict inequalities compared without rounding.
 * Campaigns without cost, leads or impressions have no such ratio, never 0 or infinity, and do not enter an average.
 *
 * Three campaigns with ROAS 3.95, 1.85 and 1.70 average 2.50: the first is told to increase (1.58 times), the last to reduce
 * (0.68 times), the middle one (0.74 times) nothing.
 * @throws RangeError when a figure is negative, no whole number, or a campaign has no name.
 */
export const adviseBudget = (
  rows: readonly CampaignRow[],
  { isDecided = () => false }: AdviseOptions = {},
): BudgetReport => {
  const campaigns = campaignFigures(rows)
  const roas = benchmark(campaigns, 'roas')
  const costPerLead = benchmark(campaigns, 'costPerLead')
  const all = campaigns.flatMap((campaign) => [
    ...roasAdvice(campaign, roas),
    ...leadAdvice(campaign, costPerLead),
    ...creativeAdvice(campaign),
  ])
  const open = all.filter((advice) => !isDecided(advice))
  const advice = ranked(open, campaigns)
  return {
    campaigns,
    averages: { roas: averageOf(roas), costPerLead: averageOf(costPerLead) },
    advice: advice.slice(0, MOST_ADVICE),
    left: Math.max(0, advice.length - MOST_ADVICE),
    decided: all.length - open.length,
    notEnoughData: gapsOf(campaigns),
  }
}
