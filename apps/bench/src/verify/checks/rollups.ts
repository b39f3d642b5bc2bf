import type { LedgerEvent } from '@tributary/contracts'
import {
  ALL_CAMPAIGNS,
  foldKpi,
  foldMoney,
  foldPipeline,
  type Kpi,
  type MoneyKpi,
  monthOf,
  movedCounts,
  type Pipeline,
  type RollupDimension,
} from '@tributary/ledger'
import type { House, VerifiedOrganization } from '../connect.ts'
import { Checklist } from '../report.ts'
import type { LeadCheck } from './lead-check.ts'
import { readSpendEvents } from './spend.ts'

type Cell = { n: number; total: number }
type Cells = Map<string, Cell>

const keyOf = (row: { campaignId: string; day: string; dimension: string; value: string }): string =>
  `${row.campaignId} ${row.day} ${row.dimension} ${row.value}`

const add = (cells: Cells, key: string, n: number, total: number): void => {
  const cell = cells.get(key)
  if (!cell) cells.set(key, { n, total })
  else {
    cell.n += n
    cell.total += total
  }
}

const PAGE = 20_000

type RollupRow = {
  campaign_id: string
  day: string
  dimension: string
  value: string
  n: number
  total: number
}

/** The stored counts, page by page along their key. */
async function* storedRows({ client }: House, organizationId: string): AsyncGenerator<RollupRow> {
  let after: readonly string[] = ['00000000-0000-0000-0000-000000000000', '', '0001-01-01', '']
  for (;;) {
    const { rows } = await client.query<RollupRow>(
      `select campaign_id, day, dimension, value, n, total from rollup
      where organization_id = $1 and (campaign_id, dimension, day, value) > ($2::uuid, $3, $4::date, $5)
      order by campaign_id, dimension, day, value limit ${PAGE}`,
      [organizationId, ...after],
    )
    yield* rows
    const last = rows.at(-1)
    if (!last || rows.length < PAGE) return
    after = [last.campaign_id, last.dimension, last.day, last.value]
  }
}

/** Days per campaign make up months, and campaigns make up all of them together. */
const withSums = (cells: Cells): Cells => {
  const all: Cells = new Map([...cells].map(([key, cell]) => [key, { ...cell }]))
  for (const [key, { n, total }] of cells) {
    const [campaign = '', day = '', dimension = '', ...rest] = key.split(' ')
    const value = rest.join(' ')
    const month = `${monthOf(day)} month:${dimension} ${value}`
    add(all, `${campaign} ${month}`, n, total)
    if (campaign === ALL_CAMPAIGNS) continue
    add(all, `${ALL_CAMPAIGNS} ${day} ${dimension} ${value}`, n, total)
    add(all, `${ALL_CAMPAIGNS} ${month}`, n, total)
  }
  return all
}

type Figures = Kpi & MoneyKpi & { readonly pipeline: Pipeline }

/** The figures of an organization, from the counts of all its campaigns together. */
const figuresOf = (cells: Cells, currency: string): Figures => {
  const counts = [...cells]
    .filter(([key]) => key.startsWith(ALL_CAMPAIGNS))
    .map(([key, cell]) => {
      const [, , dimension, ...value] = key.split(' ')
      return { dimension: dimension as RollupDimension, value: value.join(' '), ...cell }
    })
  return { ...foldKpi(counts), ...foldMoney(counts, currency), pipeline: foldPipeline(counts, currency) }
}

/** MS-1: the daily counts and the key figures are what the events make of them. */
export const rollupCheck = (house: House): { readonly rows: LeadCheck; readonly kpi: Checklist } => {
  const list = new Checklist('MS-1 rollups', 'each daily count is what the events make of it')
  const kpi = new Checklist('MS-1 KPI', 'each key figure is what the events make of it')
  let cells: Cells = new Map()
  const move = (event: LedgerEvent, timeZone: string) => {
    for (const { day, counts } of movedCounts(event, timeZone))
      for (const { dimension, value, n, total } of counts)
        add(cells, `${event.campaignId ?? ALL_CAMPAIGNS} ${day} ${dimension} ${value}`, n, total)
  }
  const rows: LeadCheck = {
    list,
    begin: async () => {
      cells = new Map()
    },
    look: ({ events, folded }, _state, { timeZone }) => {
      for (const event of events) if (folded.has(event.id)) move(event, timeZone)
    },
    end: async (organization) => {
      for (const { event, folded } of await readSpendEvents(house, organization.id))
        if (folded) move(event, organization.timeZone)
      cells = withSums(cells)
      const stored: Cells = new Map()
      for await (const row of storedRows(house, organization.id)) {
        const key = keyOf({ ...row, campaignId: row.campaign_id })
        stored.set(key, row)
        list.count()
        const right = cells.get(key) ?? { n: 0, total: 0 }
        if (row.n !== right.n || row.total !== right.total)
          list.find(key, `says ${row.n} (${row.total}), the events make it ${right.n} (${right.total})`)
      }
      for (const [key, { n, total }] of cells)
        if ((n !== 0 || total !== 0) && !stored.has(key))
          list.find(key, `is not there, the events make it ${n} (${total})`)
      const { currency } = organization
      compareFigures(kpi, organization, figuresOf(stored, currency), figuresOf(cells, currency))
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
