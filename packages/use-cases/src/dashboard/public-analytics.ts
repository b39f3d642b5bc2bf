import { AppError, type CampaignAnalyticsAnswer } from '@tributary/contracts'
import { readRollupSums, readTopContent } from '@tributary/db'
import { decimalFromMinor, isCalendarDate } from '@tributary/kernel'
import { foldKpi, foldMoney, type RollupDimension } from '@tributary/ledger'
import { ensureCredits, readCampaignCredits } from '../attribution/campaign-credits.ts'
import { findCampaign } from '../entrance/find-campaign.ts'
import { inOrganization } from '../in-organization.ts'
import type { Actor, Product } from '../product.ts'
import { sumsBy } from './marks.ts'
import { readFrame } from './read-frame.ts'

/** Whoever asks: the organization and the actor come from the API key or the session, never from the address. */
export type AnalyticsAsker = { readonly organizationId: string; readonly actor: Actor }

export type AnalyticsQuestion = {
  /** The campaign's public id, its slug. */
  readonly slug: string
  /** Calendar dates, both included; absent: the last 30 days. */
  readonly start?: string | undefined
  readonly end?: string | undefined
}

const MOST_CONTENTS = 10
const TEN_YEARS = 3660 * 86_400_000

/** The figures of a campaign for the public API. A foreign campaign looks like one that does not exist. */
export const publicAnalytics = async (
  product: Product,
  asker: AnalyticsAsker,
  { slug, start, end }: AnalyticsQuestion,
): Promise<CampaignAnalyticsAnswer> => {
  const place = await findCampaign(product, slug)
  if (!place || place.organizationId !== asker.organizationId) throw unknownCampaign()
  const ctx = { product, ...asker }
  const frame = await inOrganization(ctx, (tx) => readFrame(tx, { campaignId: place.campaignId }))
  const period = periodOf(frame.reading.period, start, end)
  await ensureCredits(ctx, period)
  return inOrganization(ctx, async (tx) => {
    const asked = await readFrame(tx, { campaignId: place.campaignId })
    const question = { ...asked.question, period }
    const sums = await readRollupSums(tx.db, question, ['all', 'reached', 'source', 'spend'])
    const counts = sums.map((sum) => ({ ...sum, dimension: sum.dimension as RollupDimension }))
    const kpi = foldKpi(counts)
    const { currency } = asked.reading
    const { costPerLeadMinor: costPerLead, spendMinor } = foldMoney(counts, currency)
    const credit = (await readCampaignCredits(tx, period)).of(place.campaignId)
    // Nothing spent and nothing won is no revenue of 0: there is nothing to say yet.
    const revenue = credit && (credit.deals > 0 || spendMinor !== null) ? credit.minor : null
    const sources = [...sumsBy(sums)('source').values()].filter(({ n }) => n > 0).sort((a, b) => b.n - a.n)
    const contents = await readTopContent(tx.db, question, MOST_CONTENTS)
    return {
      campaign_id: slug,
      campaign_name: asked.campaign?.name ?? slug,
      period,
      currency,
      metrics: {
        total_leads: kpi.leads,
        qualified_leads: kpi.qualified,
        conversion_rate: rounded(kpi.conversionRate, 4),
        average_lead_score: rounded(kpi.averageScore, 1),
        cost_per_lead:
          costPerLead === null ? null : Number(decimalFromMinor(Math.round(costPerLead), currency)),
        revenue_generated: revenue === null ? null : Number(decimalFromMinor(revenue, currency)),
      },
      lead_sources: Object.fromEntries(sources.map(({ value, n }) => [value, n])),
      top_performing_content: contents.map(({ content, n, qualified }) => ({
        utm_content: content,
        leads: n,
        conversion_rate: rounded(qualified / n, 4),
      })),
    }
  })
}

const unknownCampaign = (): AppError =>
  new AppError('UNKNOWN_CAMPAIGN', 'There is no campaign with this id.', { field: 'campaign_id' })

const rounded = (value: number | null, digits: number): number | null =>
  value === null ? null : Math.round(value * 10 ** digits) / 10 ** digits

const periodOf = (
  standard: { start: string; end: string },
  start: string | undefined,
  end: string | undefined,
): { start: string; end: string } => {
  for (const [field, date] of [['start', start] as const, ['end', end] as const])
    if (date !== undefined && !isCalendarDate(date))
      throw new AppError('VALIDATION_ERROR', `${field} must be a date such as 2026-03-31.`, { field })
  const until = end ?? (start !== undefined && start > standard.end ? start : standard.end)
  const from = start ?? (until < standard.start ? until : standard.start)
  if (from > until)
    throw new AppError('VALIDATION_ERROR', 'The period ends before it starts.', { field: 'end' })
  if (Date.parse(until) - Date.parse(from) >= TEN_YEARS)
    throw new AppError('VALIDATION_ERROR', 'Ask for at most ten years.', { field: 'start' })
  return { start: from, end: until }
}
