import { getRouteApi, Link, useNavigate, useRouterState } from '@tanstack/react-router'
import type { LeadFilter, LeadRow, LeadSort, LeadSortKey } from '@tributary/contracts'
import {
  Button,
  Card,
  ColumnMenu,
  DataTable,
  EmptyState,
  Page,
  Pill,
  type Sort,
  useFormats,
} from '@tributary/ui'
import { Inbox, Plus, SearchX } from 'lucide-react'
import { useCallback, useMemo, useRef, useState } from 'react'
import { ReadFailure } from '../../api/read-failure.tsx'
import { ReadOn } from '../../lists/read-on.tsx'
import { newsText } from '../../lists/use-list-news.ts'
import { paths } from '../../paths.ts'
import { useMay } from '../../session/session.ts'
import { usePageTitle } from '../../shell/page-title.ts'
import { useShortcut } from '../../shell/shortcuts.ts'
import { isSameSearch } from '../../views/same-search.ts'
import { ViewBar } from '../../views/view-bar.tsx'
import { plural } from '../../words.ts'
import { ExportButton } from './export-button.tsx'
import { exportColumns } from './export-columns.ts'
import { LeadBulkBar } from './lead-bulk-bar.tsx'
import { LeadCard } from './lead-card.tsx'
import type { Meant } from './lead-changes.ts'
import { HIDDEN_AT_FIRST, LEAD_COLUMNS, titleOf } from './lead-columns.tsx'
import { filterOf, isFiltered } from './lead-filter.ts'
import { LeadFilters } from './lead-filters.tsx'
import { addressOf, isBare, viewSearchOf } from './lead-views.ts'
import { rememberList } from './open-list.ts'
import { refreshLeads } from './undo.ts'
import { useArrivals } from './use-arrivals.ts'
import { useLeadActions, whyNoOwner } from './use-lead-actions.tsx'
import { useLeadList } from './use-lead-list.ts'
import { useSelection } from './use-selection.ts'

const route = getRouteApi('/app/leads')
const MOST_COUNTED = 10_000

const rowId = (lead: LeadRow): string => lead.id

/** Whom to work, and in which order? */
export const Leads = () => {
  usePageTitle('Leads')
  const search = route.useSearch()
  const navigate = useNavigate()
  const formats = useFormats()
  const may = useMay()
  const href = useRouterState({ select: (state) => state.location.href })
  const filter = useMemo(() => filterOf(search), [search])
  const sort: LeadSort = useMemo(
    () => ({
      by: search.sort ?? 'captured',
      direction: search.direction ?? (search.sort === 'company' || search.sort === 'stage' ? 'asc' : 'desc'),
    }),
    [search.sort, search.direction],
  )
  const hidden = search.hide ?? HIDDEN_AT_FIRST
  const now = viewSearchOf(search, filter)
  const { view: _opened, ...unnamed } = search
  const list = useLeadList(filter, sort)
  const { rows, count } = list
  const arrived = useArrivals(filter, rows, list.readAt)
  const ids = useMemo(() => rows.map(rowId), [rows])
  const selection = useSelection(filter, ids, count?.count ?? 0)
  const actions = useLeadActions()
  const [activeId, setActiveId] = useState<string | null>(null)
  const searchBox = useRef<HTMLInputElement>(null)
  const active = rows.find(({ id }) => id === activeId)

  const total = count ? formats.countUpTo(count.more ? count.count + 1 : count.count, MOST_COUNTED) : null
  const meant: Meant = { target: selection.target, count: selection.count }
  /** The picked leads, or the one the keys stand on. */
  const meantByKey = (): Meant | null =>
    selection.count > 0 ? meant : active ? { target: { ids: [active.id] }, count: 1 } : null

  const setFilter = (next: LeadFilter, typing = false): void => {
    const { sort: by, direction, hide, view } = search
    void navigate({
      to: '/leads',
      search: {
        ...next,
        ...(by ? { sort: by } : {}),
        ...(direction ? { direction } : {}),
        ...(hide ? { hide } : {}),
        ...(view && isFiltered(next) ? { view } : {}),
      },
      replace: typing,
      resetScroll: false,
    })
  }
  const setSort = (next: Sort | null): void => {
    const { sort: _by, direction: _direction, ...rest } = search
    const by = next?.column as LeadSortKey | undefined
    void navigate({
      to: '/leads',
      search: { ...rest, ...(next && by ? { sort: by, direction: next.direction } : {}) },
      resetScroll: false,
    })
  }
  const setHidden = (hide: string[]): void => {
    const { hide: _hide, ...rest } = search
    const same = hide.length === HIDDEN_AT_FIRST.length && hide.every((id) => HIDDEN_AT_FIRST.includes(id))
    void navigate({
      to: '/leads',
      search: same ? rest : { ...rest, hide },
      replace: true,
      resetScroll: false,
    })
  }
  const remember = useCallback(
    () => rememberList({ href, ids, total: total ?? formats.count(ids.length) }),
    [href, ids, total, formats],
  )
  const open = useCallback(
    (lead: LeadRow): void => {
      remember()
      void navigate(paths.lead({ leadId: lead.id }))
    },
    [remember, navigate],
  )

  useShortcut('a', 'Assign the picked leads', 'Leads', () => {
    const leads = meantByKey()
    if (leads && !whyNoOwner(may))
      actions.ask('assign', leads, leads === meant ? undefined : (active?.owner?.id ?? null))
  })
  useShortcut('s', 'Move the picked leads to a stage', 'Leads', () => {
    const leads = meantByKey()
    if (leads && may.can('leads.write.own'))
      actions.ask('stage', leads, leads === meant ? undefined : active?.stage)
  })
  useShortcut('e', 'Edit the lead', 'Leads', () => {
    if (!active) return
    remember()
    void navigate({ ...paths.lead({ leadId: active.id }), search: { edit: true } })
  })
  useShortcut('f', 'Search and filter', 'Leads', () => searchBox.current?.focus())
  useShortcut('c', 'Create a lead', 'Leads', () => void navigate(paths.newLead()))

  const exporting = (options: { filter: LeadFilter; count: number; size?: 'small'; except?: string[] }) => (
    <ExportButton
      size={options.size}
      count={options.count}
      input={{
        filter: options.filter,
        except: options.except ?? [],
        sort,
        columns: exportColumns(LEAD_COLUMNS.filter(({ id }) => !hidden.includes(id)).map(({ id }) => id)),
      }}
    />
  )
  const pickedFilter: LeadFilter = 'ids' in meant.target ? { ids: meant.target.ids } : filter
  return (
    <Page
      title="Leads"
      summary={
        total === null ? (
          ' '
        ) : (
          <span aria-live="polite">
            {total} {plural(count?.count ?? 0, 'lead')}
            {isFiltered(filter) ? ' match' : ''}
          </span>
        )
      }
      actions={
        <>
          <span className="max-sm:hidden">
            <ColumnMenu columns={LEAD_COLUMNS} hidden={hidden} onChange={setHidden} />
          </span>
          {exporting({ filter, count: count?.count ?? 0 })}
          <Button
            tone="primary"
            icon={<Plus aria-hidden />}
            nativeButton={false}
            disabledReason={may.can('leads.write.own') ? undefined : may.whyNot('leads.write.own')}
            render={<Link {...paths.newLead()} />}
          >
            New lead
          </Button>
        </>
      }
    >
      <ViewBar
        list="leads"
        opened={search.view}
        isBare={isBare(search)}
        now={now}
        isAll={isSameSearch(now, { filter: {} })}
        placeOf={(view) => paths.leads(view ? addressOf(view) : {})}
        unnamed={paths.leads(unnamed)}
      />
      <LeadFilters filter={filter} onChange={setFilter} searchRef={searchBox} />
      <Card flush>
        <DataTable
          label="Leads"
          className="max-h-[calc(100dvh-13rem)] min-h-64"
          rows={rows}
          columns={LEAD_COLUMNS}
          rowId={rowId}
          rowLabel={titleOf}
          sort={{ column: sort.by, direction: sort.direction }}
          onSort={setSort}
          hidden={hidden}
          selected={selection.picked}
          onSelect={selection.pick}
          onOpen={open}
          keyboard
          activeId={activeId}
          onActive={setActiveId}
          loading={list.isPending}
          stale={list.isStale}
          notice={
            <Pill
              text={newsText(arrived, 'lead')}
              onPress={() => {
                document.querySelector('table[aria-label="Leads"]')?.parentElement?.scrollTo({ top: 0 })
                void refreshLeads()
              }}
            />
          }
          renderCard={(lead) => (
            <LeadCard
              lead={lead}
              picked={selection.picked.has(lead.id)}
              onPick={(picked) => {
                const next = new Set(selection.picked)
                if (picked) next.add(lead.id)
                else next.delete(lead.id)
                selection.pick(next)
              }}
              onOpen={remember}
            />
          )}
          error={
            list.error && rows.length === 0 ? (
              <ReadFailure title="The leads could not be read" query={list} />
            ) : undefined
          }
          empty={
            isFiltered(filter) ? (
              <EmptyState
                icon={<SearchX aria-hidden />}
                title="No lead matches"
                action={<Button onClick={() => setFilter({})}>Clear the filter</Button>}
              >
                Take a condition away, or look for something else.
              </EmptyState>
            ) : (
              <EmptyState
                icon={<Inbox aria-hidden />}
                title="No leads yet"
                action={
                  <>
                    <Button nativeButton={false} render={<Link {...paths.newLead()} />}>
                      Add a lead
                    </Button>
                    <Button tone="primary" nativeButton={false} render={<Link {...paths.campaigns()} />}>
                      Connect a website
                    </Button>
                  </>
                }
              >
                Leads come in through a form on a website, the API, or by hand. Each stands here within a
                second.
              </EmptyState>
            )
          }
          footer={list.hasMore ? <ReadOn loading={list.isFetchingMore} onMore={list.readMore} /> : null}
        />
      </Card>
      <LeadBulkBar
        count={selection.count}
        matching={count && !count.more && !selection.isAll ? count.count : undefined}
        meant={meant}
        actions={actions}
        onSelectMatching={selection.pickAll}
        onClear={selection.clear}
        deleted={filter.deleted === true}
        exporting={exporting({
          filter: pickedFilter,
          count: selection.count,
          size: 'small',
          except: 'ids' in meant.target ? [] : (meant.target.except ?? []),
        })}
      />
      {actions.dialogs}
    </Page>
  )
}
