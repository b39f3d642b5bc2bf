import { type MoneyAttribution, NOT_SET, OTHER_ROWS, UNATTRIBUTED } from '@tributary/contracts'
import { readTableCredits } from '@tributary/db'
import type { Period } from '@tributary/kernel'
import { inOrganization, type Tx } from '../in-organization.ts'
import type { Context } from '../product.ts'
import { readChosen } from './chosen.ts'
import type { Credit } from './returns.ts'
import { askResult, refreshResult } from './store-results.ts'

export type CampaignCredits = {
  /** How it was counted; without an as-of time the first result is under way. */
  readonly by: MoneyAttribution
  /** Null while it is under way, and for a campaign that stands among "all others". */
  of(campaignId: string): Credit | null
  /** What all campaigns earned together: without what no campaign and no touch earned. */
  readonly all: Credit | null
}

const NO_CAMPAIGN: readonly string[] = [NOT_SET, UNATTRIBUTED]
const NOTHING: Credit = { minor: 0, deals: 0 }

/** What the organization's chosen model credits to campaigns for the deals won in a period, from its stored result. */
export const readCampaignCredits = async (tx: Tx, period: Period): Promise<CampaignCredits> => {
  const { model, lookbackDays } = await readChosen(tx)
  const result = await askResult(tx, { period, lookbackDays })
  const by = {
    model,
    lookbackDays,
    asOf: result.asOf?.toISOString() ?? null,
    isRefreshing: result.isBehind,
  }
  if (!result.asOf) return { by, of: () => null, all: null }
  const rows = await readTableCredits(tx.db, tx.organizationId, result.id, 'campaign', model)
  const credits = new Map(rows.map(({ value, minor, deals }) => [value, { minor, deals }]))
  const earning = rows.filter(({ value }) => !NO_CAMPAIGN.includes(value))
  return {
    by,
    of: (campaignId) => credits.get(campaignId) ?? (credits.has(OTHER_ROWS) ? null : NOTHING),
    all: earning.reduce(
      (sum, row) => ({ minor: sum.minor + row.minor, deals: sum.deals + row.deals }),
      NOTHING,
    ),
  }
}

/** For who cannot come again in a moment: a result that was never asked for is calculated at once. */
export const ensureCredits = async (ctx: Context, period: Period): Promise<void> => {
  const missing = await inOrganization(ctx, async (tx) => {
    const { lookbackDays } = await readChosen(tx)
    const { id, asOf } = await askResult(tx, { period, lookbackDays })
    return asOf === null ? id : null
  })
  if (missing !== null) await refreshResult(ctx, missing)
}
