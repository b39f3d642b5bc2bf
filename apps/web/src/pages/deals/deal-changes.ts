import type { InfiniteData } from '@tanstack/react-query'
import type {
  DealBoard,
  DealCard,
  DealDetail,
  DealPage,
  DealStage,
  DealSum,
  DealsChanged,
  LostReason,
} from '@tributary/contracts'
import { toast } from '@tributary/ui'
import { optimistic, patch } from '../../api/optimistic.ts'
import { getQueryKey } from '../../api/query-key.ts'
import { trpc } from '../../api/trpc.ts'
import { dealStageWords, lostWords, plural } from '../../words.ts'
import { refreshLeads, undoable } from '../leads/undo.ts'
import { weightOf } from './deal-words.ts'

type Pages = InfiniteData<DealPage>
type Column = DealBoard['columns'][number]

const moved = (deal: DealCard, to: DealStage, lostReason: LostReason | null): DealCard => ({
  ...deal,
  stage: to,
  step: to === 'won' || to === 'lost' ? deal.step : to,
  stageSince: new Date().toISOString(),
  lostReason: to === 'lost' ? lostReason : null,
  closedAt: to === 'won' || to === 'lost' ? new Date().toISOString() : null,
})

/** A column's sums with one deal more or less. */
const summed = (column: Column, deal: DealCard, sign: 1 | -1): Column => {
  const { minor, currency } = deal.amount
  const weight = weightOf(deal, column.baseRate)
  const old: DealSum = column.sums.find((sum) => sum.currency === currency) ?? {
    currency,
    n: 0,
    amountMinor: 0,
    weightedMinor: 0,
  }
  const sum: DealSum = {
    currency,
    n: old.n + sign,
    amountMinor: old.amountMinor + sign * minor,
    weightedMinor:
      old.weightedMinor === null || weight === null
        ? null
        : old.weightedMinor + sign * Math.round(minor * weight),
  }
  const others = column.sums.filter((one) => one !== old)
  return { ...column, n: column.n + sign, sums: sum.n > 0 ? [...others, sum] : others }
}

/** The board after deals went to another column: cards and sums. */
export const movedOnBoard = (
  board: DealBoard,
  ids: readonly string[],
  to: DealStage,
  lostReason: LostReason | null,
): DealBoard => {
  const going = board.columns
    .flatMap(({ items }) => items)
    .filter(({ id, stage }) => ids.includes(id) && stage !== to)
  const arrived = going.map((deal) => moved(deal, to, lostReason))
  return {
    columns: board.columns.map((column) => {
      const leaving = going.filter(({ stage }) => stage === column.stage)
      const left = leaving.reduce((so, deal) => summed(so, deal, -1), column)
      const items = column.items.filter((deal) => !leaving.includes(deal))
      if (column.stage !== to) return { ...left, items }
      return { ...arrived.reduce((so, deal) => summed(so, deal, 1), left), items: [...arrived, ...items] }
    }),
  }
}

type Move = { ids: string[]; to: DealStage; lostReason?: LostReason | null }

const patches = ({ ids, to, lostReason = null }: Move) => {
  const change = (deal: DealCard) => (ids.includes(deal.id) ? moved(deal, to, lostReason) : deal)
  return [
    patch<Pages>(getQueryKey(trpc.deals.list), (pages) =>
      'pages' in pages
        ? { ...pages, pages: pages.pages.map((page) => ({ ...page, items: page.items.map(change) })) }
        : pages,
    ),
    patch<DealBoard>(getQueryKey(trpc.deals.board), (board) => movedOnBoard(board, ids, to, lostReason)),
    patch<DealDetail>(getQueryKey(trpc.deals.read), (deal) =>
      ids.includes(deal.id) ? { ...deal, ...moved(deal, to, lostReason) } : deal,
    ),
  ]
}

const said = (done: string, { changed, unchanged, undoId }: DealsChanged): void => {
  if (changed === 0) toast.say('Nothing to change')
  else
    toast.success(`${done} ${changed} ${plural(changed, 'deal')}`, {
      ...(unchanged > 0 ? { description: `${unchanged} stood there already.` } : {}),
      ...(undoId ? undoable(undoId) : {}),
    })
}

export type MoveDeals = (ids: readonly string[], to: DealStage, lostReason?: LostReason) => void

/** Moves deals: seen at once, taken back when the server refuses, and undone as one. */
export const useMoveDeals = (): { readonly move: MoveDeals; readonly pending: boolean } => {
  const mutation = trpc.deals.move.useMutation({
    ...optimistic<Move>({ patches, failed: 'The stage was not changed' }),
    onSettled: refreshLeads,
    onSuccess: (result, { to, lostReason }) =>
      said(
        `Moved to ${dealStageWords[to]}${lostReason ? ` (${lostWords[lostReason].toLowerCase()})` : ''}:`,
        result,
      ),
  })
  return {
    move: (ids, to, lostReason) =>
      mutation.mutate({ ids: [...ids], to, ...(lostReason ? { lostReason } : {}) }),
    pending: mutation.isPending,
  }
}
