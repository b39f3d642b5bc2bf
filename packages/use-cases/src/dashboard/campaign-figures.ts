import {
  type CampaignFigures,
  type CampaignFiguresInput,
  type CampaignTotals,
  type CampaignTotalsInput,
  CHANNEL_SOURCES,
  CHANNELS,
  GRADES,
  STAGES,
} from '@tributary/contracts'
import {
  type CampaignSum,
  readCampaignSums,
  readRollupDays,
  readRollupSums,
  readTopContent,
} from '@tributary/db'
import { foldKpi, foldMoney, type RollupDimension } from '@tributary/ledger'
import { readCampaignCredits } from '../attribution/campaign-credits.ts'
import { returnsOf } from '../attribution/returns.ts'
import { inOrganization, type Tx } from '../in-organization.ts'
import type { Context } from '../product.ts'
import { FIGURE_DIMENSIONS, figuresOf } from './figures.ts'
import { dayMarks, everyMark, sumsBy } from './marks.ts'
import { type Frame, readFrame } from './read-frame.ts'

const MOST_CONTENTS = 20

/** The figures and charts of one campaign. */
export const campaignFigures = (ctx: Context, input: CampaignFiguresInput): Promise<CampaignFigures> =>
  inOrganization(ctx, async (tx) => {
    const frame = await readFrame(tx, input)
    const sums = await readRollupSums(tx.db, frame.question, [
      ...FIGURE_DIMENSIONS,
      ...['grade', 'stage', 'channel', 'source'],
    ])
    const by = sumsBy(sums)
    return {
      ...frame.reading,
      campaignId: input.campaignId,
      metrics: figuresOf(frame, sums),
      target: await readTarget(tx, frame),
      perDay: dayMarks(frame, await readRollupDays(tx.db, frame.question)),
      grades: everyMark(frame, by('grade'), GRADES, (grade) => ({ grade: [grade] })),
      stages: everyMark(frame, by('stage'), STAGES, (stage) => ({ stage: [stage] })),
      channels: everyMark(frame, by('channel'), CHANNELS, (channel) => ({ channel: [channel] })),
      sources: everyMark(frame, by('source'), CHANNEL_SOURCES, (source) => ({ source: [source] })),
      content: (await readTopContent(tx.db, frame.question, MOST_CONTENTS)).map(
        ({ content, n, total, qualified }) => ({
          content,
          n,
          qualified,
          conversionRate: qualified / n,
          averageScore: total / n,
          filter: { ...frame.everyLead, content: [content] },
        }),
      ),
    }
  })

/** How many of the wanted leads have come, since the campaign began. */
const readTarget = async ({ db }: Tx, { campaign, question }: Frame): Promise<CampaignFigures['target']> => {
  if (!campaign?.targetLeads) return null
  const always = { start: '1970-01-01', end: '2999-12-31' }
  const [all] = await readRollupSums(db, { ...question, period: always, compare: false }, ['all'])
  const leads = all?.n ?? 0
  return { leads, wanted: campaign.targetLeads, share: leads / campaign.targetLeads }
}

/** One row for each campaign that has leads, spend or wins in the period, for the list of campaigns. */
export const campaignTotals = (ctx: Context, input: CampaignTotalsInput): Promise<CampaignTotals[]> =>
  inOrganization(ctx, async (tx) => {
    const { reading } = await readFrame(tx, input)
    const grouped = new Map<string, CampaignSum[]>()
    for (const sum of await readCampaignSums(tx.db, tx.organizationId, reading.period))
      grouped.set(sum.campaignId, [...(grouped.get(sum.campaignId) ?? []), sum])
    const credits = await readCampaignCredits(tx, reading.period)
    return [...grouped].map(([campaignId, sums]) => {
      const credit = credits.of(campaignId)
      const counts = sums.map((sum) => ({ ...sum, dimension: sum.dimension as RollupDimension }))
      const kpi = foldKpi(counts)
      const money = foldMoney(counts, reading.currency)
      return {
        campaignId,
        leads: kpi.leads,
        hot: kpi.hot,
        qualified: kpi.qualified,
        conversionRate: kpi.conversionRate,
        averageScore: kpi.averageScore,
        wonMinor: kpi.won[reading.currency] ?? 0,
        spendMinor: money.spendMinor,
        impressions: money.impressions,
        clicks: money.clicks,
        ctr: money.ctr,
        costPerLeadMinor: money.costPerLeadMinor,
        bookedMinor: money.wonMinor,
        bookedDeals: money.wonDeals,
        attributedMinor: credit?.minor ?? null,
        ...returnsOf(money.spendMinor, credit),
      }
    })
  })
