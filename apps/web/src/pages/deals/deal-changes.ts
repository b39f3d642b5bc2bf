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
import { useCallback } from 'react'
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
  const changed = (page: DealPage): DealPage => ({ ...page, items: page.items.map(change) })
  return [
    // Read page by page in the table, and at once on the page of a lead.
    patch<Pages | DealPage>(getQueryKey(trpc.deals.list), (read) =>
      'pages' in read ? { ...read, pages: read.pages.map(changed) } : changed(read),
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
export const useMoveDeals = (): { readonly move: MoveDeals } => {
  const mutation = trpc.deals.move.useMutation({
    ...optimistic<Move>({ patches, failed: 'The stage was not changed' }),
    onSettled: refreshLeads,
    onSuccess: (result, { to, lostReason }) =>
      said(
        `Moved to ${dealStageWords[to]}${lostReason ? ` (${lostWords[lostReason].toLowerCase()})` : ''}:`,
        result,
      ),
  })
  const { mutate } = mutation
  // The same one at each rendering: cards and columns that got it stand as they are.
  const move = useCallback<MoveDeals>(
    (ids, to, lostReason) => mutate({ ids: [...ids], to, ...(lostReason ? { lostReason } : {}) }),
    [mutate],
  )
  return { move }
}
