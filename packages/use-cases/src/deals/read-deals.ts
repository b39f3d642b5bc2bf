import {
  AppError,
  DEAL_STAGES,
  type DealBoard,
  type DealCard,
  type DealFilter,
  type DealPage,
  type DealStage,
  type DealStep,
  type DealSums,
  LeadFilter,
  type ListDeals,
  type ReadBoard,
  type SumDeals,
} from '@tributary/contracts'
import {
  type DealColumnSum,
  type DealQuery,
  type DealRecord,
  type DealRecords,
  readDealCursor,
  readDealEnds,
  readDealPage,
  type Span,
  type StepRates,
  sumDeals,
} from '@tributary/db'
import { addDays, startOfDate } from '@tributary/kernel'
import { baseRate, type DealEnds } from '@tributary/leads'
import { inOrganization, type Tx } from '../in-organization.ts'
import { leadQueryOf } from '../leads/lead-query.ts'
import { readLeadRows } from '../leads/read-leads.ts'
import type { Context } from '../product.ts'
import { readCalendar } from '../spend/read-calendar.ts'

const spanOf = (from: string | undefined, to: string | undefined, timeZone: string): Span | undefined =>
  from === undefined && to === undefined
    ? undefined
    : {
        ...(from === undefined ? {} : { from: new Date(startOfDate(from, timeZone)) }),
        ...(to === undefined ? {} : { to: new Date(startOfDate(addDays(to, 1), timeZone)) }),
      }

/** Resolves the words of a filter that depend on who asks, when, and where midnight is. */
export const dealQueryOf = async (tx: Tx, filter: DealFilter): Promise<DealQuery> => {
  const { leads, expectedFrom, expectedTo, openedFrom, openedTo, closedFrom, closedTo, ...rest } = filter
  const needsDays = openedFrom ?? openedTo ?? closedFrom ?? closedTo
  const timeZone = needsDays === undefined ? 'UTC' : (await readCalendar(tx)).timeZone
  return {
    ...rest,
    organizationId: tx.organizationId,
    expected: {
      ...(expectedFrom === undefined ? {} : { from: expectedFrom }),
      ...(expectedTo === undefined ? {} : { to: expectedTo }),
    },
    opened: spanOf(openedFrom, openedTo, timeZone),
    closed: spanOf(closedFrom, closedTo, timeZone),
    ...(leads === undefined ? {} : { leads: await leadQueryOf(tx, LeadFilter.parse(leads)) }),
  }
}

/** Deals as they are shown, in the order given. */
export const presentDeals = async (tx: Tx, rows: readonly DealRecord[]): Promise<DealCard[]> => {
  const ids = [...new Set(rows.map(({ leadId }) => leadId))]
  const leads = new Map((await readLeadRows(tx, ids)).map(({ lead }) => [lead.id, lead]))
  return rows.flatMap(({ leadId, amountMinor: minor, currency, ...deal }) => {
    const lead = leads.get(leadId)
    return lead ? [{ ...deal, lead, amount: { minor, currency } }] : []
  })
}

/** One page of deals. */
export const listDeals = (ctx: Context, input: ListDeals): Promise<DealPage> =>
  inOrganization(ctx, async (tx) => {
    const { filter = {}, sort = {}, cursor, size = 50 } = input
    const place = cursor ? readDealCursor(cursor) : null
    if (place === undefined)
      throw new AppError(
        'VALIDATION_ERROR',
        'This page of the list does not exist. Start at the first one.',
        {
          field: 'cursor',
        },
      )
    const { by = 'opened', direction = 'desc' } = sort
    const page = await readDealPage(tx.db, await dealQueryOf(tx, filter), { by, direction }, place, size)
    return { items: await presentDeals(tx, page.rows), nextCursor: page.nextCursor }
  })

const isStep = (stage: DealStage): stage is DealStep => stage !== 'won' && stage !== 'lost'

/** What is won of the deals of each step while no model says more. */
export const stepRates = (ends: readonly DealEnds[]): StepRates => ({
  proposal: baseRate('proposal', ends),
  negotiation: baseRate('negotiation', ends),
  committed: baseRate('committed', ends),
})

const columnsOf = (
  sums: readonly DealColumnSum[],
  rates: StepRates,
  stages: readonly DealStage[],
): DealSums['columns'] =>
  stages.map((stage) => {
    const own = sums.filter((sum) => sum.stage === stage)
    const rate = isStep(stage) ? rates[stage] : null
    return {
      stage,
      n: own.reduce((n, sum) => n + sum.n, 0),
      sums: own.map((sum) => ({
        currency: sum.currency,
        n: sum.n,
        amountMinor: sum.amountMinor,
        weightedMinor: sum.weightedMinor,
      })),
      baseRate: rate,
    }
  })

/** What the deals of a filter add up to, by column and currency. */
export const sumDealColumns = (ctx: Context, { filter = {} }: SumDeals): Promise<DealSums> =>
  inOrganization(ctx, async (tx) => {
    const rates = stepRates(await readDealEnds(tx.db, tx.organizationId))
    const sums = await sumDeals(tx.db, await dealQueryOf(tx, filter), rates)
    return { columns: columnsOf(sums, rates, filter.stage ?? DEAL_STAGES) }
  })

/** The board: open deals of each step by value, and what was won and lost lately. */
export const readBoard = (ctx: Context, input: ReadBoard): Promise<DealBoard> =>
  inOrganization(ctx, async (tx) => {
    const { filter = {}, closedDays = 30, size = 20 } = input
    const { today, timeZone } = await readCalendar(tx)
    const query = await dealQueryOf(tx, filter)
    const lately = query.closed ?? spanOf(addDays(today, 1 - closedDays), undefined, timeZone)
    const stages = filter.stage ?? DEAL_STAGES
    const steps = stages.filter(isStep)
    const closed = stages.filter((stage) => !isStep(stage))
    const rates = stepRates(await readDealEnds(tx.db, tx.organizationId))
    const sums = [
      ...(steps.length > 0 ? await sumDeals(tx.db, { ...query, stage: steps }, rates) : []),
      ...(closed.length > 0 ? await sumDeals(tx.db, { ...query, stage: closed, closed: lately }, rates) : []),
    ]
    const columns = columnsOf(sums, rates, stages)
    const pages: DealRecords[] = []
    for (const stage of stages) {
      const own = isStep(stage) ? { ...query, stage: [stage] } : { ...query, stage: [stage], closed: lately }
      const sort = { by: isStep(stage) ? 'amount' : 'closed', direction: 'desc' } as const
      pages.push(await readDealPage(tx.db, own, sort, null, size))
    }
    const cards = await presentDeals(
      tx,
      pages.flatMap(({ rows }) => rows),
    )
    const byId = new Map(cards.map((card) => [card.id, card]))
    return {
      columns: columns.map((column, i) => ({
        ...column,
        items: pages[i]!.rows.flatMap(({ id }) => byId.get(id) ?? []),
        nextCursor: pages[i]!.nextCursor,
      })),
    }
  })
