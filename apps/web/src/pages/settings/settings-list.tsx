import {
  Button,
  Card,
  type DataColumn,
  DataTable,
  EmptyState,
  Page,
  SearchInput,
  useFormats,
} from '@tributary/ui'
import { Plus, SearchX } from 'lucide-react'
import { type ReactNode, useMemo } from 'react'
import { ReadFailure } from '../../api/read-failure.tsx'
import { usePageTitle } from '../../shell/page-title.ts'
import { searched, sorted } from '../../shell/sorting.ts'
import type { ListSearch } from './list-search.ts'
import { useListState } from './use-list-state.ts'

type SettingsListProps<Row> = {
  /** "Offices". */
  title: string
  summary: string
  /** "office", for "Add an office". */
  one: string
  icon: ReactNode
  query: {
    readonly data: readonly Row[] | undefined
    readonly error: unknown
    readonly isFetching: boolean
    refetch(): unknown
  }
  columns: readonly DataColumn<Row>[]
  rowId: (row: Row) => string
  nameOf: (row: Row) => string
  /** Where the search looks. */
  textsOf: (row: Row) => readonly (string | null)[]
  search: ListSearch
  renderCard: (row: Row) => ReactNode
  /** Said while there is nothing yet: what stands here, and why one wants it. */
  teach: string
  /** Absent when nothing can be added by hand; why, when this person cannot. */
  add?: { label: string; disabledReason?: string }
  actions?: ReactNode
  /** Above the table. */
  notice?: ReactNode
  onOpen?: (row: Row) => void
  /** The editor of what is open. */
  children?: ReactNode
}

/** `Offices` as it stands inside a sentence; `API keys` keeps its capitals. */
const inSentence = (title: string): string =>
  /^[A-Z][a-z]/.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title

/** A small list with search, order and an editor beside it: offices, products, sources, members. */
export const SettingsList = <Row,>(props: SettingsListProps<Row>) => {
  usePageTitle(props.title)
  const { count } = useFormats()
  const { q, sort, onSearch, onSort, onOpen } = useListState(props.search)
  const { query, columns, textsOf, nameOf } = props
  const rows = useMemo(
    () =>
      sorted(
        searched(query.data ?? [], q, (row) => [nameOf(row), ...textsOf(row)]),
        columns,
        sort,
      ),
    [query.data, q, columns, sort, textsOf, nameOf],
  )
  const total = query.data?.length ?? 0
  const addButton = props.add ? (
    <Button
      tone="primary"
      icon={<Plus aria-hidden />}
      disabledReason={props.add.disabledReason}
      onClick={() => onOpen('new')}
    >
      {props.add.label}
    </Button>
  ) : null
  return (
    <Page
      title={props.title}
      summary={props.summary}
      actions={
        <>
          {props.actions}
          {addButton}
        </>
      }
    >
      {props.notice}
      <Card flush>
        <div className="flex flex-wrap items-center gap-3 border-line border-b px-3 py-2">
          <SearchInput
            label={`Search ${inSentence(props.title)}`}
            value={q}
            onChange={onSearch}
            className="w-full max-w-72"
          />
          <span role="status" className="text-muted text-xs">
            {query.data ? (q ? `${count(rows.length)} of ${count(total)}` : count(total)) : ''}
          </span>
        </div>
        <DataTable
          label={props.title}
          rows={rows}
          columns={columns}
          rowId={props.rowId}
          rowLabel={nameOf}
          sort={sort}
          onSort={onSort}
          onOpen={props.onOpen ?? ((row) => onOpen(props.rowId(row)))}
          loading={query.data === undefined && !query.error}
          renderCard={props.renderCard}
          error={
            query.error && query.data === undefined ? (
              <ReadFailure title={`${props.title} could not be loaded`} query={query} />
            ) : undefined
          }
          empty={
            q ? (
              <EmptyState
                title={`No ${props.one} matches “${q}”`}
                icon={<SearchX aria-hidden />}
                action={<Button onClick={() => onSearch('')}>Clear the search</Button>}
              />
            ) : (
              <EmptyState title={`No ${props.one} yet`} icon={props.icon} action={addButton}>
                {props.teach}
              </EmptyState>
            )
          }
        />
      </Card>
      {props.children}
    </Page>
  )
}
