import { type Attribution, type ModelCredit, type Tally, wholeMoney } from '@tributary/attribution'
import {
  type AttributionDimension,
  type AttributionRow,
  type AttributionTable,
  type ModelCell,
  type OfferedModel,
  OTHER_ROWS,
  UNATTRIBUTED,
} from '@tributary/contracts'
import {
  type CreditTerms,
  dealCredits,
  isOwnModel,
  MODELS,
  nameIn,
  type OwnModel,
  valueCredits,
} from './deal-credits.ts'
import { type DealJourney, touchOf } from './deal-journey.ts'

type Sums = { minor: number; deals: number; credited: number }
type Cells = Map<string, Sums>

const into = (cells: Cells, value: string): Sums => {
  const known = cells.get(value)
  if (known) return known
  const made = { minor: 0, deals: 0, credited: 0 }
  cells.set(value, made)
  return made
}

/** Each deal is split to the cent and the cells are sums of deals: a cell and the deals behind it never differ. */
const sumsOfDeals = (deals: readonly DealJourney[], model: OwnModel, terms: CreditTerms): Cells => {
  const cells: Cells = new Map()
  for (const deal of deals) {
    const credits = valueCredits(dealCredits(deal, model, terms), terms.by)
    if (credits.size === 0) credits.set(UNATTRIBUTED, { minor: deal.amountMinor, share: 1 })
    for (const [value, { minor, share }] of credits) {
      if (share === 0 && minor === 0) continue
      const cell = into(cells, value)
      cell.minor += minor
      cell.deals += share
      cell.credited += 1
    }
  }
  return cells
}

/** What all journeys together tell: each attributed deal gives the same part to a row. */
const sumsOfModel = (credit: ModelCredit, deals: readonly DealJourney[]): Cells => {
  const minor = new Map(wholeMoney(credit).map((row) => [row.channel, row.minor]))
  const touched = deals.filter(({ touches }) => touches.length > 0).length
  return new Map(
    credit.channels
      .filter(({ conversions, value }) => conversions > 0 || value > 0)
      .map(({ channel, conversions }) => [
        channel,
        {
          minor: minor.get(channel) ?? 0,
          deals: conversions,
          credited: channel === UNATTRIBUTED ? deals.length - touched : touched,
        },
      ]),
  )
}

type Met = { touches: number; deals: number }

/** How often a value stands in the journeys of won deals, and in how many of them. */
const meetings = (deals: readonly DealJourney[], by: AttributionDimension): Map<string, Met> => {
  const met = new Map<string, Met>()
  for (const { touches } of deals) {
    const names = touches.map((touch) => nameIn(touchOf(touch), by))
    for (const name of names) {
      const known = met.get(name) ?? { touches: 0, deals: 0 }
      known.touches += 1
      met.set(name, known)
    }
    for (const name of new Set(names)) met.get(name)!.deals += 1
  }
  const without = deals.filter(({ touches }) => touches.length === 0).length
  if (without > 0) met.set(UNATTRIBUTED, { touches: 0, deals: without })
  return met
}

type Credited = NonNullable<ModelCredit['channels'][number]>

const cellOf = (sums: Sums, credit: Credited | undefined): ModelCell => ({
  ...sums,
  ...(credit?.interval && {
    interval: {
      minor: [Math.round(credit.interval.value[0]), Math.round(credit.interval.value[1])],
      deals: [...credit.interval.conversions],
    },
  }),
  previousMinor: null,
})

/** Rows that a table holds; what else there is becomes one row. */
export const MOST_ROWS = 250
/** Ties are told among the rows that a reader compares. */
const MOST_TIED = 25

const isFew = (order: number): boolean => order >= MOST_ROWS

const otherOf = (rest: readonly AttributionRow[]): AttributionRow => ({
  value: OTHER_ROWS,
  label: '',
  touches: rest.reduce((sum, row) => sum + row.touches, 0),
  deals: rest.reduce((sum, row) => sum + row.deals, 0),
  cells: Object.fromEntries(
    MODELS.map((model) => {
      const cells = rest.flatMap((row) => row.cells[model] ?? [])
      const add = (read: (cell: ModelCell) => number) => cells.reduce((sum, cell) => sum + read(cell), 0)
      return [
        model,
        {
          minor: add(({ minor }) => minor),
          deals: add(({ deals }) => deals),
          credited: add(({ credited }) => credited),
          previousMinor: null,
        },
      ]
    }),
  ),
})

const tiesOf = (models: Attribution['models'], shown: ReadonlySet<string>): AttributionTable['ties'] =>
  Object.fromEntries(
    MODELS.map((model) => [
      model,
      (models[model]?.ties ?? []).filter(([a, b]) => shown.has(a) && shown.has(b)).map(([a, b]) => [a, b]),
    ]),
  )

/** The table of one dimension: in every model its rows add up to all that was won. */
export const tableOf = (
  terms: CreditTerms,
  deals: readonly DealJourney[],
  tally: Tally,
): AttributionTable => {
  const { by } = terms
  if (deals.length === 0) return { rows: [], ties: {}, alwaysTogether: [], order: null }
  const { models, alwaysTogether } = tally.result()
  const sums = new Map<OfferedModel, Cells>(
    MODELS.map((model) => [
      model,
      isOwnModel(model) ? sumsOfDeals(deals, model, terms) : sumsOfModel(models[model]!, deals),
    ]),
  )
  const credits = new Map(
    MODELS.map((model) => [model, new Map(models[model]!.channels.map((row) => [row.channel, row]))]),
  )
  const met = meetings(deals, by)
  const values = new Set([...met.keys(), ...[...sums.values()].flatMap((cells) => [...cells.keys()])])
  const rows = [...values].map((value): AttributionRow => {
    const removalEffect = credits.get('markov')?.get(value)?.removalEffect
    return {
      value,
      label: '',
      touches: met.get(value)?.touches ?? 0,
      deals: met.get(value)?.deals ?? 0,
      cells: Object.fromEntries(
        MODELS.flatMap((model) => {
          const own = sums.get(model)!.get(value)
          return own ? [[model, cellOf(own, credits.get(model)?.get(value))]] : []
        }),
      ),
      ...(removalEffect === undefined ? {} : { removalEffect }),
    }
  })
  rows.sort((a, b) => b.touches - a.touches || (a.value < b.value ? -1 : 1))
  const unattributed = rows.filter(({ value }) => value === UNATTRIBUTED)
  const named = rows.filter(({ value }) => value !== UNATTRIBUTED)
  const rest = named.filter((_, order) => isFew(order))
  const kept = named.filter((_, order) => !isFew(order))
  const advice = tally.adviseOrder()
  return {
    rows: [...kept, ...(rest.length > 0 ? [otherOf(rest)] : []), ...unattributed],
    ties: tiesOf(models, new Set(kept.slice(0, MOST_TIED).map(({ value }) => value))),
    alwaysTogether: alwaysTogether.map((group) => [...group]),
    order: {
      used: 1,
      advised: advice.order,
      fits: advice.fits.map(({ order, bic }) => ({ order, bic })),
    },
  }
}
