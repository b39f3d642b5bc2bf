import { type DashboardReading, type LeadFilter, notFound } from '@tributary/contracts'
import type { RollupQuestion } from '@tributary/db'
import { addDays, dateIn, type Period, previousPeriod } from '@tributary/kernel'
import { ALL_CAMPAIGNS } from '@tributary/ledger'
import type { Tx } from '../in-organization.ts'

export type Campaign = { readonly id: string; readonly name: string; readonly targetLeads: number | null }

/** What a page of figures is about: which counts, in which zone and currency, of which campaign. */
export type Frame = {
  readonly question: RollupQuestion
  readonly reading: DashboardReading
  readonly campaign: Campaign | null
  /** Opens every lead of the page. */
  readonly everyLead: LeadFilter
}

const DAYS_SHOWN = 30

/** The last 30 days on the organization's calendar, today included. */
export const lastDays = (now: number, timeZone: string): Period => {
  const end = dateIn(now, timeZone)
  return { start: addDays(end, 1 - DAYS_SHOWN), end }
}

export const readFrame = async (
  tx: Tx,
  input: { period?: Period | undefined; compare?: boolean; campaignId?: string | undefined },
): Promise<Frame> => {
  const { db, organizationId, now } = tx
  const { time_zone: timeZone, currency } = await db
    .selectFrom('organization')
    .select(['time_zone', 'currency'])
    .where('id', '=', organizationId)
    .executeTakeFirstOrThrow()
  const campaign = input.campaignId ? await readCampaign(tx, input.campaignId) : null
  const { start, end } = input.period ?? lastDays(now, timeZone)
  const compare = input.compare ?? false
  return {
    question: {
      organizationId,
      campaignId: campaign?.id ?? ALL_CAMPAIGNS,
      period: { start, end },
      compare,
    },
    reading: {
      period: { start, end },
      previous: compare ? previousPeriod({ start, end }) : null,
      timeZone,
      currency,
      asOf: new Date(now).toISOString(),
    },
    campaign,
    everyLead: { capturedFrom: start, capturedTo: end, ...(campaign ? { campaign: [campaign.id] } : {}) },
  }
}

const readCampaign = async ({ db, organizationId }: Tx, id: string): Promise<Campaign> => {
  const row = await db
    .selectFrom('campaign')
    .select(['id', 'name', 'target_leads'])
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound('campaign')
  return { id: row.id, name: row.name, targetLeads: row.target_leads ?? null }
}
