import {
  type AttributionAnswer,
  type AttributionDimension,
  type AttributionInput,
  type AttributionResult,
  type AttributionTable,
  NOT_SET,
  OTHER_ROWS,
  UNATTRIBUTED,
} from '@tributary/contracts'
import { type ResultRow, readResultTable } from '@tributary/db'
import type { Period } from '@tributary/kernel'
import { lastDays } from '../dashboard/read-frame.ts'
import { inOrganization, type Tx } from '../in-organization.ts'
import type { Context } from '../product.ts'
import { readCalendar } from '../spend/read-calendar.ts'
import { readChosen } from './chosen.ts'
import type { ResultSummary } from './compute.ts'
import { askResult } from './store-results.ts'

/** Campaigns by id, as they are called now. */
const readCampaignNames = async ({ db, organizationId }: Tx): Promise<ReadonlyMap<string, string>> => {
  const rows = await db
    .selectFrom('campaign')
    .select(['id', 'name'])
    .where('organization_id', '=', organizationId)
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

const OWN_WORDS: readonly string[] = [NOT_SET, OTHER_ROWS, UNATTRIBUTED]

const labelled = async (
  tx: Tx,
  by: AttributionDimension,
  rows: AttributionTable['rows'],
): Promise<AttributionTable['rows']> => {
  if (by !== 'campaign') return rows.map((row) => ({ ...row, label: row.value }))
  const names = await readCampaignNames(tx)
  return rows.map((row) => ({
    ...row,
    label: OWN_WORDS.includes(row.value) ? row.value : (names.get(row.value) ?? row.value),
  }))
}

const tableOf = async (tx: Tx, result: ResultRow, by: AttributionDimension): Promise<AttributionTable> =>
  (await readResultTable(tx.db, tx.organizationId, result.id, by)) as AttributionTable

/** The cells of the period before beside those of this one; a row that earned nothing then had 0. */
const besideBefore = (table: AttributionTable, before: AttributionTable | null): AttributionTable['rows'] => {
  if (!before) return table.rows
  const known = new Map(before.rows.map((row) => [row.value, row.cells]))
  return table.rows.map((row) => ({
    ...row,
    cells: Object.fromEntries(
      Object.entries(row.cells).map(([model, cell]) => [
        model,
        {
          ...cell,
          previousMinor: known.get(row.value)?.[model as keyof typeof row.cells]?.minor ?? 0,
        },
      ]),
    ),
  }))
}

const resultOf = async (
  tx: Tx,
  by: AttributionDimension,
  result: ResultRow,
  before: ResultRow | null,
): Promise<AttributionResult | null> => {
  if (!result.asOf) return null
  const { currency: _, ...summary } = result.summary as ResultSummary
  const table = await tableOf(tx, result, by)
  const beforeTable = before?.asOf ? await tableOf(tx, before, by) : null
  const beforeSummary = before?.asOf ? (before.summary as ResultSummary) : null
  return {
    ...table,
    ...summary,
    rows: await labelled(tx, by, besideBefore(table, beforeTable)),
    id: result.id,
    asOf: result.asOf.toISOString(),
    pathLengths: [...summary.pathLengths],
    daysToClose: { median: summary.daysToClose.median, groups: [...summary.daysToClose.groups] },
    flow: [...summary.flow],
    otherCurrencies: [...summary.otherCurrencies],
    previous: beforeSummary && {
      wonMinor: beforeSummary.wonMinor,
      wonDeals: beforeSummary.wonDeals,
      asOf: before!.asOf!.toISOString(),
    },
  }
}

/** A stored result, read and not calculated; one that was never asked for is calculated in the background. */
export const readAttribution = (ctx: Context, input: AttributionInput): Promise<AttributionAnswer> =>
  inOrganization(ctx, async (tx) => {
    const { by = 'channel', against } = input
    const { currency, timeZone } = await readCalendar(tx)
    const chosen = await readChosen(tx)
    const lookbackDays = input.lookbackDays ?? chosen.lookbackDays
    const period: Period = input.period ?? lastDays(tx.now, timeZone)
    const result = await askResult(tx, { period, lookbackDays })
    const before = against ? await askResult(tx, { period: against, lookbackDays }) : null
    return {
      period,
      previous: against ?? null,
      timeZone,
      currency,
      by,
      lookbackDays,
      chosen,
      result: await resultOf(tx, by, result, before),
      isRefreshing: result.isBehind || (before?.isBehind ?? false),
    }
  })
