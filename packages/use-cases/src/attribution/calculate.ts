import { openTally, type Tally } from '@tributary/attribution'
import {
  ATTRIBUTION_DIMENSIONS,
  type AttributionDimension,
  type AttributionTable,
  type DealGroup,
} from '@tributary/contracts'
import { DAY } from '@tributary/kernel'
import { MODELS } from './deal-credits.ts'
import { type DealJourney, journeyOf, type StoredTouch, touchOf } from './deal-journey.ts'
import { tableOf } from './table-of.ts'

export type Calculated = {
  readonly tables: Readonly<Record<AttributionDimension, AttributionTable>>
  readonly wonMinor: number
  readonly wonDeals: number
  readonly unattributed: { readonly deals: number; readonly minor: number }
  readonly journeys: number
  readonly pathLengths: readonly DealGroup[]
  readonly daysToClose: { readonly median: number | null; readonly groups: readonly DealGroup[] }
}

/** Takes journeys one by one; only won deals are kept whole. */
export type Calculation = {
  addWon(deal: DealJourney): void
  /** The touches of somebody who did not buy. */
  addLost(touches: readonly StoredTouch[]): void
  finish(): Calculated
}

/** The same journeys always give the same intervals. */
const SEED = 1
const SAMPLES = 200
/** With so many deals an interval is narrow, and its own noise too. */
const MANY = 20_000
const SAMPLES_OF_MANY = 60

/** Whole days from the first touch that earns to the win; null without one. */
export const daysToClose = ({ touches, wonAt }: Pick<DealJourney, 'touches' | 'wonAt'>): number | null =>
  touches.length === 0 ? null : Math.floor((wonAt - touches[0]![0]) / DAY)

const LENGTHS = [0, 1, 2, 3, 4, 5, 6, 9, 13] as const
const DAYS = [0, 1, 4, 8, 15, 31, 61, 91, 181] as const

/** Groups from each bound up to the next; only those in which a deal lies, with those between them. */
const grouped = (
  bounds: readonly number[],
  deals: readonly { readonly at: number; readonly minor: number }[],
): DealGroup[] => {
  const groups = bounds.map((from, i) => ({
    id: String(from),
    from,
    to: i + 1 < bounds.length ? bounds[i + 1]! - 1 : null,
    deals: 0,
    minor: 0,
  }))
  for (const { at, minor } of deals) {
    const group = groups.findLast(({ from }) => at >= from)
    if (!group) continue
    group.deals += 1
    group.minor += minor
  }
  const last = groups.findLastIndex((group) => group.deals > 0)
  return groups.slice(0, last + 1)
}

const medianOf = (numbers: readonly number[]): number | null => {
  if (numbers.length === 0) return null
  const sorted = numbers.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

const sum = (deals: readonly { readonly amountMinor: number }[]): number =>
  deals.reduce((total, { amountMinor }) => total + amountMinor, 0)

export type Terms = {
  readonly lookbackDays: number
  /** What one step back leaves in position decay. */
  readonly decayRate: number
  /** How many deals to expect: it decides how often they are drawn again. */
  readonly deals: number
}

/** One tally for each dimension, all fed with the same journeys. */
const openTallies = ({
  lookbackDays,
  decayRate,
  deals,
}: Terms): readonly (readonly [AttributionDimension, Tally])[] => {
  const samples = deals > MANY ? SAMPLES_OF_MANY : SAMPLES
  return ATTRIBUTION_DIMENSIONS.map((by) => [
    by,
    openTally({ by, lookbackDays, decayRate, models: MODELS, intervals: { samples, seed: SEED } }),
  ])
}

export const openCalculation = (terms: Terms): Calculation => {
  const deals: DealJourney[] = []
  const tallies = openTallies(terms)
  let lost = 0
  return {
    addWon: (deal) => {
      deals.push(deal)
      const journey = journeyOf(deal)
      for (const [, tally] of tallies) tally.addJourney(journey)
    },
    addLost: (touches) => {
      if (touches.length === 0) return
      lost += 1
      const journey = { touches: touches.map(touchOf), converted: false }
      for (const [, tally] of tallies) tally.addJourney(journey)
    },
    finish: () => {
      const untouched = deals.filter(({ touches }) => touches.length === 0)
      const days = deals.flatMap((deal) => {
        const at = daysToClose(deal)
        return at === null ? [] : [{ at, minor: deal.amountMinor }]
      })
      const tables = tallies.map(
        ([by, tally]) => [by, tableOf({ by, decayRate: terms.decayRate }, deals, tally)] as const,
      )
      return {
        tables: Object.fromEntries(tables) as Calculated['tables'],
        wonMinor: sum(deals),
        wonDeals: deals.length,
        unattributed: { deals: untouched.length, minor: sum(untouched) },
        journeys: deals.length + lost,
        pathLengths: grouped(
          LENGTHS,
          deals.map(({ touches, amountMinor }) => ({ at: touches.length, minor: amountMinor })),
        ),
        daysToClose: { median: medianOf(days.map(({ at }) => at)), groups: grouped(DAYS, days) },
      }
    },
  }
}
