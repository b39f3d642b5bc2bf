import {
  DEAL_STEPS,
  type DealCard,
  type LedgerEvent,
  type PipelineWeek,
  type PipelineWeekDeals,
  type PipelineWeekDealsInput,
  type WeekBar,
} from '@tributary/contracts'
import { readDealPage, readOpenDealsBut, readPipelineSince } from '@tributary/db'
import { addDays, startOfDate } from '@tributary/kernel'
import { type DealMove, dealMoves, pipelineBridges, stepsOf } from '@tributary/ledger'
import { presentDeals } from '../deals/read-deals.ts'
import { inOrganization, type Tx } from '../in-organization.ts'
import type { Context } from '../product.ts'
import { readCalendar } from '../spend/read-calendar.ts'

const DAYS = 7

type Week = {
  readonly since: string
  readonly currency: string
  readonly moves: readonly DealMove[]
  readonly open: Awaited<ReturnType<typeof readPipelineSince>>['open']
}

/** What became of each deal since the beginning of the day a week ago. */
const readWeek = async (tx: Tx): Promise<Week> => {
  const { currency, today, timeZone } = await readCalendar(tx)
  const since = addDays(today, -DAYS)
  const from = new Date(startOfDate(since, timeZone))
  const { events, open } = await readPipelineSince(tx.db, tx.organizationId, from)
  return { since, currency, moves: dealMoves(events as unknown as LedgerEvent[]), open }
}

/** How the open deals of a week ago became those of now, by currency, to the cent. */
export const readPipelineWeek = (ctx: Context): Promise<PipelineWeek> =>
  inOrganization(ctx, async (tx) => {
    const { since, currency, moves, open } = await readWeek(tx)
    const own = open.find((sum) => sum.currency === currency) ?? { currency, n: 0, amountMinor: 0 }
    const now = [own, ...open.filter((sum) => sum.currency !== currency)]
    return {
      asOf: new Date(tx.now).toISOString(),
      since,
      bridges: pipelineBridges(now, moves).map((bridge) => ({
        ...bridge,
        rows: { stage: [...DEAL_STEPS], currency: [bridge.currency] },
      })),
    }
  })

const cardsOf = async (tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, DealCard>> => {
  if (ids.length === 0) return new Map()
  const query = { organizationId: tx.organizationId, ids: [...ids] }
  const { rows } = await readDealPage(tx.db, query, { by: 'opened', direction: 'desc' }, null, ids.length)
  return new Map((await presentDeals(tx, rows)).map((card) => [card.id, card]))
}

type Part = Pick<PipelineWeekDeals['items'][number], 'before' | 'after' | 'amountMinor'> & {
  readonly dealId: string | null
}

/** Of the bars that deals moved: what adds most comes first. */
const movedParts = (moves: readonly DealMove[], bar: WeekBar): Part[] => {
  const parts =
    bar === 'start'
      ? moves.flatMap(({ before, after, dealId }) =>
          before?.stage === 'open' ? [{ dealId, before, after, amountMinor: before.amountMinor }] : [],
        )
      : moves
          .flatMap(stepsOf)
          .flatMap(({ step, move: { dealId, before, after }, amountMinor }) =>
            step === bar ? [{ dealId, before, after, amountMinor }] : [],
          )
  return parts.sort(
    (a, b) =>
      Math.abs(b.amountMinor) - Math.abs(a.amountMinor) || ((a.dealId ?? '') < (b.dealId ?? '') ? -1 : 1),
  )
}

/** Deals that were open then and are as they were. */
const readStayed = async (
  tx: Tx,
  moves: readonly DealMove[],
  currency: string,
  page: { readonly offset: number; readonly limit: number },
): Promise<Part[]> => {
  const ids = moves.flatMap(({ dealId }) => dealId ?? [])
  const stayed = await readOpenDealsBut(tx.db, tx.organizationId, { ids, currency }, page)
  return stayed.map(({ id, amountMinor, expectedClose }) => {
    const standing = { stage: 'open' as const, amountMinor, expectedClose }
    return { dealId: id, before: standing, after: standing, amountMinor }
  })
}

const totalOf = ({ open, moves }: Week, bar: WeekBar, currency: string): PipelineWeekDeals['total'] => {
  const bridge = pipelineBridges(open, moves).find((one) => one.currency === currency)
  const { n, amountMinor } = (bar === 'start' ? bridge?.start : bridge?.steps[bar]) ?? {
    n: 0,
    amountMinor: 0,
  }
  return { deals: Math.abs(n), amountMinor }
}

/** The deals behind a bar. */
export const readPipelineWeekDeals = (
  ctx: Context,
  { bar, currency, cursor, size = 50 }: PipelineWeekDealsInput,
): Promise<PipelineWeekDeals> =>
  inOrganization(ctx, async (tx) => {
    const week = await readWeek(tx)
    const moves = week.moves.filter((move) => move.currency === currency)
    const total = totalOf(week, bar, currency)
    const moved = movedParts(moves, bar)
    const from = cursor ?? 0
    const page = moved.slice(from, from + size)
    const rest = { offset: Math.max(0, from - moved.length), limit: size - page.length }
    if (bar === 'start' && rest.limit > 0) page.push(...(await readStayed(tx, moves, currency, rest)))
    const cards = await cardsOf(
      tx,
      page.flatMap(({ dealId }) => dealId ?? []),
    )
    return {
      items: page.map(({ dealId, ...part }, i) => ({
        id: dealId ?? `gone ${from + i}`,
        deal: cards.get(dealId ?? '') ?? null,
        ...part,
      })),
      nextCursor: from + page.length < total.deals ? from + page.length : null,
      total,
    }
  })
