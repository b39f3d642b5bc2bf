import { type CampaignRow } from '@tributary/budget'
import {
  type AttributionSettings,
  type AttributionTable,
  type OfferedModel,
  UNATTRIBUTED,
} from '@tributary/contracts'
import { type CampaignSum, readCampaignSums, readResultTable } from '@tributary/db'
import type { Period } from '@tributary/kernel'
import { foldMoney, type RollupDimension } from '@tributary/ledger'
import { readChosen } from '../attribution/chosen.ts'
import type { ResultSummary } from '../attribution/compute.ts'
import { askResult } from '../attribution/store-results.ts'
import type { Tx } from '../in-organization.ts'

export type Revenue = {
  readonly attributionId: string
  readonly asOf: Date
  /** By campaign id, minor units of the organization's currency. */
  readonly byCampaign: ReadonlyMap<string, number>
  readonly otherCurrencies: readonly string[]
}

export type PeriodFigures = {
  readonly chosen: AttributionSettings
  /** One row for each campaign in which anything happened; null while revenue is attributed for the first time. */
  readonly rows: readonly CampaignRow[] | null
  readonly revenue: Revenue | null
  readonly otherCurrencies: readonly string[]
  readonly isRefreshing: boolean
}

const revenueBy = (table: AttributionTable, model: OfferedModel): Map<string, number> =>
  new Map(
    table.rows
      .filter(({ value }) => value !== UNATTRIBUTED)
      .map(({ value, cells }) => [value, cells[model]?.minor ?? 0]),
  )

/** Revenue of a period as the stored result says; the first question has it calculated in the background. */
const readRevenue = async (tx: Tx, chosen: AttributionSettings, period: Period) => {
  const result = await askResult(tx, { period, lookbackDays: chosen.lookbackDays })
  if (!result.asOf) return { revenue: null, isRefreshing: true }
  const table = (await readResultTable(tx.db, tx.organizationId, result.id, 'campaign')) as AttributionTable
  const { otherCurrencies } = result.summary as ResultSummary
  const revenue: Revenue = {
    attributionId: result.id,
    asOf: result.asOf,
    byCampaign: revenueBy(table, chosen.model),
    otherCurrencies: [...otherCurrencies],
  }
  return { revenue, isRefreshing: result.isBehind }
}

const readCampaignIds = async ({ db, organizationId }: Tx): Promise<ReadonlySet<string>> => {
  const rows = await db
    .selectFrom('campaign')
    .select('id')
    .where('organization_id', '=', organizationId)
    .execute()
  return new Set(rows.map(({ id }) => id))
}

/** What each campaign cost and brought on the days of a period: spend, clicks and leads as counted, revenue as attributed. */
export const readFigures = async (tx: Tx, period: Period, currency: string): Promise<PeriodFigures> => {
  const chosen = await readChosen(tx)
  const { revenue, isRefreshing } = await readRevenue(tx, chosen, period)
  const sums = Map.groupBy(
    await readCampaignSums(tx.db, tx.organizationId, period),
    ({ campaignId }: CampaignSum) => campaignId,
  )
  const known = await readCampaignIds(tx)
  const ids = [...new Set([...sums.keys(), ...(revenue?.byCampaign.keys() ?? [])])].filter((id) =>
    known.has(id),
  )
  const others = new Set(revenue?.otherCurrencies)
  const rows = ids.sort().map((id): CampaignRow => {
    const counts = (sums.get(id) ?? []).map((sum) => ({
      ...sum,
      dimension: sum.dimension as RollupDimension,
    }))
    const money = foldMoney(counts, currency)
    for (const other of money.otherCurrencies) others.add(other)
    return {
      campaign: id,
      cost: money.spendMinor ?? 0,
      revenue: revenue?.byCampaign.get(id) ?? 0,
      leads: money.leads,
      impressions: money.impressions,
      clicks: money.clicks,
    }
  })
  return {
    chosen,
    rows: revenue ? rows : null,
    revenue,
    otherCurrencies: [...others].sort(),
    isRefreshing,
  }
}
