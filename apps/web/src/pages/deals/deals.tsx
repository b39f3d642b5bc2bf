import { getRouteApi, useNavigate } from '@tanstack/react-router'
import type { DealCard, DealFilter } from '@tributary/contracts'
import { Button, ColumnMenu, Page, Segmented } from '@tributary/ui'
import { Plus, SquareKanban, Table2 } from 'lucide-react'
import { useCallback, useMemo, useRef } from 'react'
import { paths } from '../../paths.ts'
import { useMay } from '../../session/session.ts'
import { usePageTitle } from '../../shell/page-title.ts'
import { useShortcut } from '../../shell/shortcuts.ts'
import { ViewBar } from '../../views/view-bar.tsx'
import { DealBoard } from './deal-board.tsx'
import { useMoveDeals } from './deal-changes.ts'
import { dealColumns, HIDDEN_AT_FIRST } from './deal-columns.tsx'
import { dealFilterOf, isFiltered } from './deal-filter.ts'
import { DealFilters } from './deal-filters.tsx'
import { DEAL_FILTER_KEYS, type DealSearch } from './deal-search.ts'
import { DealSheet } from './deal-sheet.tsx'
import { DealTable } from './deal-table.tsx'
import { addressOf, isAll, isBare, viewSearchOf } from './deal-views.ts'
import { NewDeal } from './new-deal.tsx'

const route = getRouteApi('/app/deals')

/** The address without its conditions: how the deals are shown. */
const lookOf = (search: DealSearch): DealSearch => {
  const look: Record<string, unknown> = { ...search }
  for (const key of DEAL_FILTER_KEYS) delete look[key]
  return look as DealSearch
}

/** Where do deals stand, and where do they stick? */
export const Deals = () => {
  usePageTitle('Deals')
  const search = route.useSearch()
  const navigate = useNavigate()
  const may = useMay()
  const { move } = useMoveDeals()
  const filter = useMemo(() => dealFilterOf(search), [search])
  const columns = useMemo(() => dealColumns(move), [move])
  const latestSearch = useRef(search)
  latestSearch.current = search
  const searchBox = useRef<HTMLInputElement>(null)
  const hidden = search.hide ?? HIDDEN_AT_FIRST
  const now = viewSearchOf(search, filter)
  const { saved: _opened, ...unnamed } = search

  const go = useCallback(
    (next: DealSearch, replace = false): void =>
      void navigate({ ...paths.deals(next), replace, resetScroll: false }),
    [navigate],
  )
  const without = (key: 'open' | 'add'): DealSearch => {
    const { [key]: _closed, ...rest } = latestSearch.current
    return rest
  }
  const setFilter = (next: DealFilter, typing = false): void => {
    const { saved, ...look } = lookOf(search)
    go({ ...look, ...next, ...(saved && isFiltered(next) ? { saved } : {}) }, typing)
  }
  const setHidden = (hide: string[]): void => {
    const { hide: _before, ...rest } = search
    const same = hide.length === HIDDEN_AT_FIRST.length && hide.every((id) => HIDDEN_AT_FIRST.includes(id))
    go(same ? rest : { ...rest, hide }, true)
  }
  const open = useCallback((deal: DealCard): void => go({ ...search, open: deal.id }), [go, search])
  useShortcut('f', 'Search and filter', 'Deals', () => searchBox.current?.focus())
  useShortcut('c', 'Open a new deal', 'Deals', () => {
    if (may.can('leads.write.own')) go({ ...search, add: true })
  })
  return (
    <Page
      title="Deals"
      actions={
        <>
          {search.view === 'board' ? null : (
            <span className="max-sm:hidden">
              <ColumnMenu columns={columns} hidden={hidden} onChange={setHidden} />
            </span>
          )}
          <Button
            tone="primary"
            icon={<Plus aria-hidden />}
            disabledReason={may.can('leads.write.own') ? undefined : may.whyNot('leads.write.own')}
            onClick={() => go({ ...search, add: true })}
          >
            New deal
          </Button>
        </>
      }
    >
      <ViewBar
        list="deals"
        opened={search.saved}
        isBare={isBare(search)}
        now={now}
        isAll={isAll(now)}
        placeOf={(view) => paths.deals(view ? addressOf(view) : search.view ? { view: search.view } : {})}
        unnamed={paths.deals(unnamed)}
      />
      <DealFilters
        filter={filter}
        onChange={setFilter}
        searchRef={searchBox}
        trailing={
          <Segmented
            label="Shown as"
            value={search.view ?? 'table'}
            segments={[
              { value: 'table', label: 'Table', icon: <Table2 aria-hidden /> },
              { value: 'board', label: 'Board', icon: <SquareKanban aria-hidden /> },
            ]}
            onChange={(view) => {
              const { view: _before, ...rest } = search
              go(view === 'board' ? { ...rest, view } : rest)
            }}
          />
        }
      />
      {search.view === 'board' ? (
        <DealBoard
          filter={filter}
          move={move}
          onFilter={setFilter}
          onAdd={() => go({ ...search, add: true })}
          onOpen={open}
        />
      ) : (
        <DealTable
          search={search}
          filter={filter}
          columns={columns}
          hidden={hidden}
          move={move}
          onSearch={go}
          onFilter={setFilter}
          onOpen={open}
        />
      )}
      <DealSheet id={search.open} move={move} onClose={() => go(without('open'))} />
      <NewDeal open={search.add === true} onClose={() => go(without('add'))} />
    </Page>
  )
}
