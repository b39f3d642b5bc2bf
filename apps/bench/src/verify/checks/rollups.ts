import type { LedgerEvent } from '@tributary/contracts'
import {
  ALL_CAMPAIGNS,
  type Count,
  foldKpi,
  foldMoney,
  foldPipeline,
  type Kpi,
  type MoneyKpi,
  movedCounts,
  type Pipeline,
  type RollupDimension,
} from '@tributary/ledger'
import type { House, VerifiedOrganization } from '../connect.ts'
import { readPages } from '../read-pages.ts'
import { Checklist } from '../report.ts'
import { type Figure, openCells, type Place } from './cells.ts'
import type { LeadCheck } from './lead-check.ts'
import { readSpendEvents } from './spend.ts'

const keyOf = ({ campaignId, day, dimension, value }: Place): string =>
  `${campaignId} ${day} ${dimension} ${value}`

type RollupRow = {
  campaign_id: string
  day: string
  dimension: string
  value: string
  n: number
  total: number
}

/** As they lie: along its key each row would be sought by itself. */
const STORED = 'select campaign_id, day, dimension, value, n, total from rollup where organization_id = $1'

type Figures = Kpi & MoneyKpi & { readonly pipeline: Pipeline }

/** The figures of an organization, from the counts of all its campaigns together. */
const figuresOf = (sums: Iterable<Count>, currency: string): Figures => {
  const counts = [...sums]
  return { ...foldKpi(counts), ...foldMoney(counts, currency), pipeline: foldPipeline(counts, currency) }
}

/** Adds up counts of many days. */
const openSums = () => {
  const sums = new Map<string, { dimension: RollupDimension; value: string; n: number; total: number }>()
  return {
    sums,
    add: ({ dimension, value, n, total }: Omit<Place, 'campaignId' | 'day'> & Figure): void => {
      const key = `${dimension} ${value}`
      const sum = sums.get(key)
      if (!sum) sums.set(key, { dimension: dimension as RollupDimension, value, n, total })
      else {
        sum.n += n
        sum.total += total
      }
    },
  }
}

/** MS-1: the daily counts and the key figures are what the events make of them. */
export const rollupCheck = (house: House): { readonly rows: LeadCheck; readonly kpi: Checklist } => {
  const list = new Checklist('MS-1 rollups', 'each daily count is what the events make of it')
  const kpi = new Checklist('MS-1 KPI', 'each key figure is what the events make of it')
  let cells = openCells()
  const move = (event: LedgerEvent, timeZone: string) => {
    const campaignId = event.campaignId ?? ALL_CAMPAIGNS
    for (const { day, counts } of movedCounts(event, timeZone))
      for (const { dimension, value, n, total } of counts)
        cells.add({ campaignId, day, dimension, value }, n, total)
  }
  const compare = (row: RollupRow, sum: (row: RollupRow) => void) => {
    const place = { ...row, campaignId: row.campaign_id }
    const right = cells.take(place)
    if (row.campaign_id === ALL_CAMPAIGNS) sum(row)
    list.count()
    if (row.n !== right.n || row.total !== right.total)
      list.find(keyOf(place), `says ${row.n} (${row.total}), the events make it ${right.n} (${right.total})`)
  }
  const rows: LeadCheck = {
    list,
    begin: async () => {
      cells = openCells()
    },
    look: ({ events, folded }, _state, { timeZone }) => {
      for (const event of events) if (folded.has(event.id)) move(event, timeZone)
    },
    end: async (organization) => {
      for (const { event, folded } of await readSpendEvents(house, organization.id))
        if (folded) move(event, organization.timeZone)
      cells.addSums()
      const [says, is] = [openSums(), openSums()]
      for (const count of cells.of(ALL_CAMPAIGNS)) is.add(count)
      for await (const page of readPages<RollupRow>(house.client, STORED, [organization.id]))
        for (const row of page) compare(row, says.add)
      for (const place of cells.left())
        list.find(keyOf(place), `is not there, the events make it ${place.n} (${place.total})`)
      cells = openCells()
      const { currency } = organization
      compareFigures(
        kpi,
        organization,
        figuresOf(says.sums.values(), currency),
        figuresOf(is.sums.values(), currency),
      )
    },
  }
  return { rows, kpi }
}

const compareFigures = (
  list: Checklist,
  { name }: VerifiedOrganization,
  stored: Figures,
  right: Figures,
): void => {
  for (const figure of Object.keys(right) as (keyof Figures)[]) {
    list.count()
    const [says, is] = [JSON.stringify(stored[figure]), JSON.stringify(right[figure])]
    if (says !== is) list.find(`${name}, ${figure}`, `the dashboard says ${says}, the events make it ${is}`)
  }
}
