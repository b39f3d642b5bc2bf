import type { InfiniteData } from '@tanstack/react-query'
import type {
  DealBoard,
  DealCard,
  DealDetail,
  DealPage,
  DealStage,
  DealsChanged,
  LostReason,
} from '@tributary/contracts'
import { toast } from '@tributary/ui'
import { optimistic, patch } from '../../api/optimistic.ts'
import { getQueryKey } from '../../api/query-key.ts'
import { trpc } from '../../api/trpc.ts'
import { dealStageWords, lostWords, plural } from '../../words.ts'
import { refreshLeads, undoable } from '../leads/undo.ts'
import { moved, movedOnBoard } from './moved-on-board.ts'

type Pages = InfiniteData<DealPage>

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
