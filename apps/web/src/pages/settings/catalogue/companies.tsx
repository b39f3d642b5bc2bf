import { getRouteApi } from '@tanstack/react-router'
import {
  Button,
  Card,
  type DataColumn,
  DataTable,
  EmptyState,
  Page,
  SearchInput,
  Unknown,
} from '@tributary/ui'
import { Factory, Plus, SearchX } from 'lucide-react'
import { useMemo } from 'react'
import { ReadFailure } from '../../../api/read-failure.tsx'
import { type Outputs, trpc } from '../../../api/trpc.ts'
import { useTypedText } from '../../../forms/use-typed-text.ts'
import { LoadMore } from '../../../lists/load-more.tsx'
import { useMay } from '../../../session/session.ts'
import { usePageTitle } from '../../../shell/page-title.ts'
import { useListState } from '../use-list-state.ts'
import { CompanySheet } from './company-sheet.tsx'

type Company = Outputs['catalogue']['companies']['items'][number]
const route = getRouteApi('/app/settings/companies')

const columns: DataColumn<Company>[] = [
  { id: 'name', header: 'Name', fixed: true, cell: ({ name }) => name },
  { id: 'domain', header: 'Domain', cell: ({ domain }) => domain ?? <Unknown reason="No domain" /> },
  {
    id: 'industry',
    header: 'Industry',
    cell: ({ industry }) => industry ?? <Unknown reason="No industry" />,
  },
  { id: 'size', header: 'Size', width: 130, cell: ({ size }) => size ?? <Unknown reason="No size" /> },
  {
    id: 'place',
    header: 'Place',
    width: 140,
    cell: ({ region, country }) =>
      [region, country].filter(Boolean).join(', ') || <Unknown reason="No place" />,
  },
]

/** Which companies do we know? */
export const Companies = () => {
  usePageTitle('Companies')
  const may = useMay()
  const search = route.useSearch()
  const { q, open, onSearch, onOpen } = useListState(search)
  const [typed, setTyped] = useTypedText(q, onSearch)
  const companies = trpc.catalogue.companies.useInfiniteQuery(
    { text: q || undefined },
    { getNextPageParam: ({ nextCursor }) => nextCursor, placeholderData: (old) => old },
  )
  const rows = useMemo(() => companies.data?.pages.flatMap(({ items }) => items) ?? [], [companies.data])
  const picked = open === 'new' ? undefined : rows.find(({ id }) => id === open)
  const add = (
    <Button
      tone="primary"
      icon={<Plus aria-hidden />}
      disabledReason={may.whyNot('catalogue.manage')}
      onClick={() => onOpen('new')}
    >
      Add a company
    </Button>
  )
  return (
    <Page title="Companies" summary="Accounts that leads belong to, found by their domain." actions={add}>
      <Card flush>
        <div className="border-line border-b px-3 py-2">
          <SearchInput label="Search companies" value={typed} onChange={setTyped} className="max-w-72" />
        </div>
        <DataTable
          label="Companies"
          rows={rows}
          columns={columns}
          rowId={({ id }) => id}
          rowLabel={({ name }) => name}
          onOpen={({ id }) => onOpen(id)}
          loading={companies.isPending}
          stale={companies.isPlaceholderData}
          error={
            companies.error && rows.length === 0 ? (
              <ReadFailure title="The companies could not be loaded" query={companies} />
            ) : undefined
          }
          empty={
            q ? (
              <EmptyState
                title={`No company matches “${q}”`}
                icon={<SearchX aria-hidden />}
                action={<Button onClick={() => onSearch('')}>Clear the search</Button>}
              >
                Names are found from the beginning of a word.
              </EmptyState>
            ) : (
              <EmptyState title="No company yet" icon={<Factory aria-hidden />} action={add}>
                Leads with a business e-mail address bring their company along.
              </EmptyState>
            )
          }
          renderCard={(company) => (
            <button
              type="button"
              className="flex w-full flex-col gap-0.5 p-3 text-start text-sm"
              onClick={() => onOpen(company.id)}
            >
              <span className="font-medium">{company.name}</span>
              <span className="text-muted text-xs">
                {[company.domain, company.industry].filter(Boolean).join(' · ')}
              </span>
            </button>
          )}
          footer={<LoadMore query={companies} what="companies" />}
        />
      </Card>
      {open === 'new' || picked ? (
        <CompanySheet
          key={open}
          company={picked}
          disabledReason={may.whyNot('catalogue.manage')}
          onClose={() => onOpen(undefined)}
        />
      ) : null}
    </Page>
  )
}
