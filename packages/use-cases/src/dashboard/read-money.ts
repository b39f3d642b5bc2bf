import type { MoneyFigure, MoneyOverview, MoneyOverviewInput, MoneyRows } from '@tributary/contracts'
import { type RollupSum, readMoneyDays, readRollupSums } from '@tributary/db'
import { addDays, daysIn, type Period } from '@tributary/kernel'
import {
  foldMoney,
  foldPipeline,
  type MoneyKpi,
  type Pipeline,
  type RollupDimension,
} from '@tributary/ledger'
import { type CampaignCredits, readCampaignCredits } from '../attribution/campaign-credits.ts'
import { type Credit, returnsOf } from '../attribution/returns.ts'
import { inOrganization, type Tx } from '../in-organization.ts'
import type { Context } from '../product.ts'
import { type Frame, readFrame } from './read-frame.ts'

/** The groupings that the money of a period is folded from. */
export const MONEY_DIMENSIONS = [
  'all',
  'spend',
  'impressions',
  'clicks',
  'booked',
] as const satisfies readonly RollupDimension[]

export const countsOfSums = (sums: readonly RollupSum[], which: 'now' | 'before') =>
  sums.map(({ dimension, value, n, total, previousN, previousTotal }) => ({
    dimension: dimension as RollupDimension,
    value,
    n: which === 'now' ? n : previousN,
    total: which === 'now' ? total : previousTotal,
  }))

const BEGIN = '1970-01-01'

const pipelineAt = async ({ db }: Tx, { question, reading }: Frame, end: string): Promise<Pipeline> => {
  const until = { ...question, period: { start: BEGIN, end }, compare: false }
  const sums = await readRollupSums(db, until, ['pipeline'])
  return foldPipeline(countsOfSums(sums, 'now'), reading.currency)
}

const rowsOf = ({ reading, everyLead, campaign }: Frame) => {
  const { period, currency } = reading
  const ofCampaign = campaign ? { leads: { campaign: [campaign.id] } } : {}
  const spend: MoneyRows = { kind: 'spend', period, campaignId: campaign?.id ?? null }
  const leads: MoneyRows = { kind: 'leads', filter: everyLead }
  const won: MoneyRows = {
    kind: 'deals',
    filter: {
      stage: ['won'],
      currency: [currency],
      closedFrom: period.start,
      closedTo: period.end,
      ...ofCampaign,
    },
  }
  const open: MoneyRows = {
    kind: 'deals',
    filter: { stage: ['proposal', 'negotiation', 'committed'], currency: [currency], ...ofCampaign },
  }
  const credits: MoneyRows = { kind: 'credits', period, campaignId: campaign?.id ?? null }
  return { spend, leads, won, open, credits }
}

type Read = { readonly now: MoneyKpi; readonly before: MoneyKpi | null }
type Credits = { readonly now: Credit | null; readonly before: Credit | null }

const figuresOf = (
  frame: Frame,
  { now, before }: Read,
  pipeline: { readonly now: Pipeline; readonly before: Pipeline | null },
  credits: Credits,
): MoneyOverview['metrics'] => {
  const rows = rowsOf(frame)
  const figure = (read: (kpi: MoneyKpi) => number | null, behind: MoneyRows): MoneyFigure => ({
    value: read(now),
    previous: before && read(before),
    rows: behind,
  })
  const stock = (read: (at: Pipeline) => number): MoneyFigure => ({
    value: read(pipeline.now),
    previous: pipeline.before && read(pipeline.before),
    rows: rows.open,
  })
  const returns = {
    now: returnsOf(now.spendMinor, credits.now),
    before: before && returnsOf(before.spendMinor, credits.before),
  }
  const returned = (key: keyof typeof returns.now): MoneyFigure => ({
    value: returns.now[key],
    previous: returns.before && returns.before[key],
    rows: rows.credits,
  })
  return {
    attributedMinor: {
      value: credits.now?.minor ?? null,
      previous: credits.before?.minor ?? null,
      rows: rows.credits,
    },
    roas: returned('roas'),
    cacMinor: returned('cacMinor'),
    spendMinor: figure((kpi) => kpi.spendMinor, rows.spend),
    impressions: figure((kpi) => kpi.impressions, rows.spend),
    clicks: figure((kpi) => kpi.clicks, rows.spend),
    ctr: figure((kpi) => kpi.ctr, rows.spend),
    leads: figure((kpi) => kpi.leads, rows.leads),
    costPerLeadMinor: figure((kpi) => kpi.costPerLeadMinor, rows.leads),
    wonMinor: figure((kpi) => kpi.wonMinor, rows.won),
    wonDeals: figure((kpi) => kpi.wonDeals, rows.won),
    pipelineMinor: stock(({ amountMinor }) => amountMinor),
    openDeals: stock(({ deals }) => deals),
  }
}

const daysOf = async (tx: Tx, { question, reading }: Frame, period: Period) => {
  const known = new Map((await readMoneyDays(tx.db, question, reading.currency)).map((day) => [day.day, day]))
  return Array.from({ length: daysIn(period) }, (_, place) => {
    const day = addDays(period.start, place)
    const { spendMinor = null, wonMinor = 0, wonDeals = 0 } = known.get(day) ?? {}
    return { day, spendMinor, wonMinor, wonDeals }
  })
}

/**
 * What was spent and won, and what stands open at the end of the period, with the period before. Revenue that a model
 * attributes to campaigns, ROAS and CAC come from a stored result of the one chosen model and are no counts of days.
 */
export const readMoney = (ctx: Context, input: MoneyOverviewInput): Promise<MoneyOverview> =>
  inOrganization(ctx, async (tx) => {
    const frame = await readFrame(tx, input)
    const { reading, campaign, question } = frame
    const { currency, period, previous } = reading
    const sums = await readRollupSums(tx.db, question, [...MONEY_DIMENSIONS])
    const now = foldMoney(countsOfSums(sums, 'now'), currency)
    const before = previous ? foldMoney(countsOfSums(sums, 'before'), currency) : null
    const pipeline = {
      now: await pipelineAt(tx, frame, period.end),
      before: previous ? await pipelineAt(tx, frame, previous.end) : null,
    }
    const credits = await readCampaignCredits(tx, period)
    const creditsBefore = previous ? await readCampaignCredits(tx, previous) : null
    const creditOf = (of: CampaignCredits) => (campaign ? of.of(campaign.id) : of.all)
    const credited = { now: creditOf(credits), before: creditsBefore && creditOf(creditsBefore) }
    return {
      ...reading,
      attribution: credits.by,
      campaign: campaign && { id: campaign.id, name: campaign.name },
      metrics: figuresOf(frame, { now, before }, pipeline, credited),
      perDay: await daysOf(tx, frame, period),
      otherCurrencies: [...now.otherCurrencies],
    }
  })
