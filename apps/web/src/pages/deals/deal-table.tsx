import type { DealCard, DealFilter, DealSortKey } from '@tributary/contracts'
import { Button, Card, type DataColumn, DataTable, EmptyState, Pill, type Sort } from '@tributary/ui'
import { Handshake, SearchX } from 'lucide-react'
import { useMemo, useState } from 'react'
import { ReadFailure } from '../../api/read-failure.tsx'
import { ReadOn } from '../../lists/read-on.tsx'
import { newsText } from '../../lists/use-list-news.ts'
import { useShortcut } from '../../shell/shortcuts.ts'
import { titleOf } from '../leads/lead-columns.tsx'
import { refreshLeads } from '../leads/undo.ts'
import type { MoveDeals } from './deal-changes.ts'
import { isFiltered } from './deal-filter.ts'
import { DealRowCard } from './deal-row-card.tsx'
import type { DealSearch } from './deal-search.ts'
import { StageSums } from './stage-sums.tsx'
import { useAskStage } from './use-ask-stage.tsx'
import { type DealSort, useDealList } from './use-deal-list.ts'
import { useDealNews } from './use-deal-news.ts'

type DealTableProps = {
  search: DealSearch
  filter: DealFilter
  columns: readonly DataColumn<DealCard>[]
  hidden: readonly string[]
  move: MoveDeals
  onSearch: (search: DealSearch) => void
  onFilter: (filter: DealFilter) => void
  onOpen: (deal: DealCard) => void
}

const rowId = (deal: DealCard): string => deal.id
const rowLabel = (deal: DealCard): string => titleOf(deal.lead)

export const DealTable = (props: DealTableProps) => {
  const { search, filter, columns, hidden, move, onSearch, onFilter, onOpen } = props
  const sort: DealSort = useMemo(
    () => ({
      by: search.sort ?? 'opened',
      direction: search.direction ?? (search.sort === 'expected' ? 'asc' : 'desc'),
    }),
    [search.sort, search.direction],
  )
  const list = useDealList(filter, sort)
  const { rows } = list
  const news = useDealNews(filter, rows, list.readAt)
  const [activeId, setActiveId] = useState<string | null>(null)
  const asking = useAskStage(move)
  const active = rows.find(({ id }) => id === activeId)
  useShortcut('s', 'Move the deal to a stage', 'Deals', () => {
    if (active && !active.lead.locked) asking.ask(active)
  })
  const setSort = (next: Sort | null): void => {
    const { sort: _by, direction: _direction, ...rest } = search
    onSearch(next ? { ...rest, sort: next.column as DealSortKey, direction: next.direction } : rest)
  }
  return (
    <>
      <StageSums sums={list.sums} />
      <Card flush>
        <DataTable
          label="Deals"
          className="max-h-[calc(100dvh-17rem)] min-h-64"
          rows={rows}
          columns={columns}
          rowId={rowId}
          rowLabel={rowLabel}
          sort={{ column: sort.by, direction: sort.direction }}
          onSort={setSort}
          hidden={hidden}
          onOpen={onOpen}
          keyboard
          activeId={activeId}
          onActive={setActiveId}
          loading={list.isPending}
          stale={list.isStale}
          notice={<Pill text={newsText(news, 'deal')} onPress={() => void refreshLeads()} />}
          renderCard={(deal) => <DealRowCard deal={deal} move={move} onOpen={onOpen} />}
          error={
            list.error && rows.length === 0 ? (
              <ReadFailure title="The deals could not be read" query={list} />
            ) : undefined
          }
          empty={
            isFiltered(filter) ? (
              <EmptyState
                icon={<SearchX aria-hidden />}
                title="No deal matches"
                action={<Button onClick={() => onFilter({})}>Clear the filter</Button>}
              >
                Take a condition away, or look for something else.
              </EmptyState>
            ) : (
              <EmptyState
                icon={<Handshake aria-hidden />}
                title="No deals yet"
                action={
                  <Button tone="primary" onClick={() => onSearch({ ...search, add: true })}>
                    New deal
                  </Button>
                }
              >
                A deal is opened when a lead reaches the stage Proposal, or here by hand.
              </EmptyState>
            )
          }
          footer={list.hasMore ? <ReadOn loading={list.isFetchingMore} onMore={list.readMore} /> : null}
        />
      </Card>
      {asking.dialog}
    </>
  )
}
