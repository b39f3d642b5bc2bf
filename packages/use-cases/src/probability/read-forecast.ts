import { DEAL_STEPS, type DealFilter, type Forecast, type ForecastSum } from '@tributary/contracts'
import { type ForecastCell, readForecast as readCells, readDealEnds, readWonMonths } from '@tributary/db'
import { addDays } from '@tributary/kernel'
import { stepRates } from '../deals/read-deals.ts'
import { inOrganization } from '../in-organization.ts'
import type { Context } from '../product.ts'
import { readCalendar } from '../spend/read-calendar.ts'
import { readChoices } from './forecast-choices.ts'
import { readLiveName } from './stored-models.ts'
import { trainingStatus } from './training-status.ts'

/** So many months back what was won stands beside what is expected. */
const BACK = 5
/** So many months ahead stand by themselves. */
const AHEAD = 11
/** So many of them also when nothing is expected in them. */
const LEAST_AHEAD = 2

const Z90 = 1.6448536269514722

/** The first of the month that lies so many months after the month of a date. */
const monthAfter = (date: string, months: number): string => {
  const at = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}-01`
}

const sumOf = (cells: readonly ForecastCell[]): ForecastSum => {
  const total = (key: Exclude<keyof ForecastCell, 'month' | 'currency'>) =>
    cells.reduce((sum, cell) => sum + cell[key], 0)
  const [bestMinor, weighted] = [total('amountMinor'), total('weightedMinor')]
  const known = total('unweighted') === 0
  const reach = Z90 * Math.sqrt(total('variance'))
  return {
    n: total('n'),
    bestMinor,
    weightedMinor: known ? weighted : null,
    lowMinor: known ? Math.max(0, Math.round(weighted - reach)) : null,
    highMinor: known ? Math.min(bestMinor, Math.round(weighted + reach)) : null,
    committedN: total('committedN'),
    committedMinor: total('committedMinor'),
    likelyN: total('likelyN'),
    likelyMinor: total('likelyMinor'),
  }
}

type Place = { readonly key: string; readonly from: string | null; readonly until: string | null }

/** Where the months stand: what is overdue, the months themselves, what is far away, what has no date. */
const placesOf = (today: string): Place[] => {
  const months = Array.from({ length: BACK + 1 + AHEAD }, (_, i) => {
    const from = monthAfter(today, i - BACK)
    return { key: from.slice(0, 7), from, until: monthAfter(today, i - BACK + 1) }
  })
  return [
    ...months.slice(0, BACK),
    { key: 'overdue', from: null, until: monthAfter(today, 0) },
    ...months.slice(BACK),
    { key: 'later', from: monthAfter(today, AHEAD + 1), until: null },
    { key: 'undated', from: null, until: null },
  ]
}

const holds = ({ key, from, until }: Place, month: string | null): boolean =>
  month === null
    ? key === 'undated'
    : key !== 'undated' && (from === null || month >= from) && (until === null || month < until)

const openRows = (currency: string, { key, from, until }: Place): DealFilter => ({
  stage: [...DEAL_STEPS],
  currency: [currency],
  ...(key === 'undated' ? { undated: true } : {}),
  ...(from === null ? {} : { expectedFrom: from }),
  ...(until === null ? {} : { expectedTo: addDays(until, -1) }),
})

const groupsOf = (
  cells: readonly ForecastCell[],
  won: Awaited<ReturnType<typeof readWonMonths>>,
  { today, currency }: { readonly today: string; readonly currency: string },
): Forecast['groups'] => {
  const thisMonth = monthAfter(today, 0)
  const last = cells.reduce((latest, { month }) => (month !== null && month > latest ? month : latest), '')
  const shown = last > monthAfter(today, LEAST_AHEAD) ? last : monthAfter(today, LEAST_AHEAD)
  return placesOf(today).flatMap((place) => {
    const { key, from, until } = place
    const isPast = from !== null && from < thisMonth
    const own = isPast ? [] : cells.filter(({ month }) => holds(place, month))
    const isMonth = from !== null && until !== null
    if (isMonth ? from > shown : own.length === 0) return []
    const booked = won.find(({ month }) => month === from)
    const rows: DealFilter = isMonth
      ? { stage: ['won'], currency: [currency], closedFrom: from, closedTo: addDays(until, -1) }
      : {}
    return [
      {
        key,
        open: sumOf(own),
        rows: openRows(currency, place),
        won:
          isMonth && from <= thisMonth
            ? { n: booked?.n ?? 0, amountMinor: booked?.amountMinor ?? 0, rows }
            : null,
      },
    ]
  })
}

const othersOf = (cells: readonly ForecastCell[]): Forecast['others'] =>
  [...Map.groupBy(cells, (cell) => cell.currency)].map(([currency, own]) => ({
    currency,
    n: own.reduce((sum, { n }) => sum + n, 0),
    amountMinor: own.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
    rows: { stage: [...DEAL_STEPS], currency: [currency] },
  }))

/** What the open deals may bring, by the month in which they are expected to close, beside what was won. */
export const readForecast = (ctx: Context): Promise<Forecast> =>
  inOrganization(ctx, async (tx) => {
    const { db, organizationId, now } = tx
    const { currency, today } = await readCalendar(tx)
    const choices = await readChoices(tx)
    const ends = await readDealEnds(db, organizationId)
    const { gate, highFrom } = choices
    const all = await readCells(db, { organizationId, rates: stepRates(ends), highFrom })
    const cells = all.filter((cell) => cell.currency === currency)
    const wonMonths = await readWonMonths(db, { organizationId, from: monthAfter(today, -BACK) })
    const won = wonMonths.filter((month) => month.currency === currency)
    return {
      asOf: new Date(now).toISOString(),
      today,
      currency,
      groups: groupsOf(cells, won, { today, currency }),
      total: sumOf(cells),
      rows: { stage: [...DEAL_STEPS], currency: [currency] },
      others: othersOf(all.filter((cell) => cell.currency !== currency)),
      open: all.reduce((sum, { n }) => sum + n, 0),
      estimated: all.reduce((sum, { estimated }) => sum + estimated, 0),
      closed: {
        won: ends.reduce((sum, end) => sum + end.won, 0),
        lost: ends.reduce((sum, end) => sum + end.lost, 0),
      },
      choices: { gate, highFrom },
      training: trainingStatus(choices, now),
      model: await readLiveName(tx),
    }
  })
