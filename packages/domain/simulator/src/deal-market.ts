import { DAY, type Random, seededRandom } from '@tributary/kernel'
import { INDUSTRY_SHARES, INDUSTRY_WIN_LOGITS } from './companies.ts'
import { SIMULATED_CHANNELS, type SimulatedChannel } from './market-types.ts'
import { CHANNEL_TRUTH, sigmoid, WIN_MODEL } from './truth.ts'

/** What is known of a deal at its snapshot. Everything that moves the chance of winning is among it, and some things that do not. */
export type DealFacts = {
  readonly stage: DealStage
  readonly channel: SimulatedChannel
  readonly industry: string
  readonly touches: number
  /** Employees; null when nobody knows. */
  readonly size: number | null
  /** What is asked over what the list says. */
  readonly priceRatio: number
  /** Hours until the first answer. */
  readonly answerHours: number
  /** In whole rupees: it goes with size and price ratio and adds nothing of its own. */
  readonly value: number
  /** Means nothing. */
  readonly formSeconds: number
}
export const DEAL_STAGES = ['MQL', 'SQL', 'Opportunity'] as const
export type DealStage = (typeof DEAL_STAGES)[number]

/** The scale on which a fact truly counts. */
export const WIN_COLUMNS = {
  'touches, at most four': ({ touches }) => Math.min(touches, 4),
  'ln(size / 90)': ({ size }) => (size === null ? 0 : Math.log(size / 90)),
  'size unknown': ({ size }) => (size === null ? 1 : 0),
  'ln(price ratio)': ({ priceRatio }) => Math.log(priceRatio),
  'ln(1 + answer hours)': ({ answerHours }) => Math.log1p(answerHours),
} as const satisfies Readonly<Record<string, (facts: DealFacts) => number>>
export type WinColumn = keyof typeof WIN_COLUMNS

/** What is planted in one market: logit = intercept + Σ weight · column + one weight per category. */
export type PlantedWin = {
  readonly intercept: number
  readonly columns: Readonly<Record<WinColumn, number>>
  readonly stage: Readonly<Record<DealStage, number>>
  readonly channel: Readonly<Record<SimulatedChannel, number>>
  readonly industry: Readonly<Record<string, number>>
}

export type SimulatedDeal = {
  readonly facts: DealFacts
  /** Milliseconds since 1970 UTC: when the facts were so, and when it was decided. */
  readonly snapshotAt: number
  readonly closedAt: number
  readonly won: boolean
}

export type DealMarket = {
  /** In the order in which they were decided. */
  readonly deals: readonly SimulatedDeal[]
  readonly truth: {
    readonly planted: PlantedWin
    /** Of each deal: the logit by which its outcome was drawn. */
    readonly winLogits: readonly number[]
  }
}

/** Markets differ in each weight by a normal deviate of this size. */
const BETWEEN_MARKETS = 0.25

const columnCenters: Readonly<Record<WinColumn, number>> = {
  'touches, at most four': WIN_MODEL.perTouch,
  'ln(size / 90)': WIN_MODEL.size,
  'size unknown': -0.2,
  'ln(price ratio)': WIN_MODEL.value,
  'ln(1 + answer hours)': -0.15,
}
const stageCenters: Readonly<Record<DealStage, number>> = { MQL: -0.7, SQL: 0, Opportunity: 0.6 }

const around = <K extends string>(random: Random, centers: Readonly<Record<K, number>>): Record<K, number> =>
  Object.fromEntries(
    Object.entries<number>(centers).map(([name, center]) => [
      name,
      center + BETWEEN_MARKETS * random.normal(),
    ]),
  ) as Record<K, number>

/** The weights of one market: those of the large market, each moved by chance. */
export const plantWin = (seed: number): PlantedWin => {
  const random = seededRandom(seed, 'planted win')
  const channels = Object.fromEntries(
    SIMULATED_CHANNELS.map((channel) => [channel, CHANNEL_TRUTH[channel].winLogit]),
  ) as Record<SimulatedChannel, number>
  return {
    intercept: -0.6 + BETWEEN_MARKETS * random.normal(),
    columns: around(random, columnCenters),
    stage: around(random, stageCenters),
    channel: around(random, channels),
    industry: around(random, INDUSTRY_WIN_LOGITS),
  }
}

/**
 * The logit by which a deal is won. With weights 0 but 0.5 for `SQL` and 2 for `ln(price ratio)`, an SQL at the list price
 * has 0.5 (the intercept being 0).
 */
export const trueWinLogit = (planted: PlantedWin, facts: DealFacts): number => {
  let logit = planted.intercept
  for (const [name, read] of Object.entries(WIN_COLUMNS))
    logit += planted.columns[name as WinColumn] * read(facts)
  return (
    logit +
    planted.stage[facts.stage] +
    planted.channel[facts.channel] +
    (planted.industry[facts.industry] ?? 0)
  )
}

const channelShares = SIMULATED_CHANNELS.map((channel) => CHANNEL_TRUTH[channel].share)
const industries = Object.keys(INDUSTRY_SHARES)
const industryShares = Object.values(INDUSTRY_SHARES)
const listPrices = [60_000, 150_000, 240_000, 480_000]

const factsOf = (random: Random): DealFacts => {
  const size = Math.min(20_000, Math.max(4, Math.round(90 * Math.exp(1.2 * random.normal()))))
  const priceRatio = Math.exp(0.35 * random.normal())
  const touches = 1 + Math.floor(random.exponential(1.4))
  return {
    stage: DEAL_STAGES[random.weighted([3, 4, 3])]!,
    channel: SIMULATED_CHANNELS[random.weighted(channelShares)]!,
    industry: industries[random.weighted(industryShares)]!,
    touches,
    size: random.chance(0.08) ? null : size,
    priceRatio,
    answerHours: random.exponential(9),
    value: Math.round((random.pick(listPrices) * priceRatio * (size / 90) ** 0.45) / 1000) * 1000,
    formSeconds: Math.round(80 * Math.exp(0.65 * random.normal())),
  }
}

/**
 * Closed deals whose true chances are known: nothing that matters is hidden, so an estimate can be held against the
 * probability itself and not only against outcomes. The same options give the same bytes; each seed plants its own weights.
 *
 * @throws RangeError when the seed is no whole number or there is less than one deal
 */
export const simulateDeals = ({
  seed,
  deals: count,
  start = Date.UTC(2025, 0, 1),
  days = 365,
}: {
  readonly seed: number
  readonly deals: number
  readonly start?: number
  readonly days?: number
}): DealMarket => {
  if (!Number.isSafeInteger(seed)) throw new RangeError(`a seed is a whole number, not ${seed}`)
  if (!Number.isSafeInteger(count) || count < 1) throw new RangeError(`${count} is no number of deals`)
  const planted = plantWin(seed)
  const random = seededRandom(seed, 'deals')
  const winLogits: number[] = []
  const deals = Array.from({ length: count }, (_, i): SimulatedDeal => {
    const facts = factsOf(random)
    const winLogit = trueWinLogit(planted, facts)
    winLogits.push(winLogit)
    const closedAt = start + Math.floor(((i + 1) / count) * days * DAY)
    const snapshotAt = closedAt - 1 - Math.floor(random.exponential(20 * DAY))
    return { facts, snapshotAt, closedAt, won: random.chance(sigmoid(winLogit)) }
  })
  return { deals, truth: { planted, winLogits } }
}
