import { getRouteApi } from '@tanstack/react-router'
import { Badge, type DataColumn, RelativeTime, ScoreBar, Unknown, useFormats } from '@tributary/ui'
import { Waypoints } from 'lucide-react'
import { useMemo } from 'react'
import { type Outputs, trpc } from '../../../api/trpc.ts'
import { useMay } from '../../../session/session.ts'
import { SettingsList } from '../settings-list.tsx'
import { useListState } from '../use-list-state.ts'
import { SourceSheet } from './source-sheet.tsx'

type Source = Outputs['catalogue']['sources'][number]
const route = getRouteApi('/app/settings/sources')

/** Where do our data come from, and how far do we trust it? */
export const Sources = () => {
  const may = useMay()
  const { count } = useFormats()
  const search = route.useSearch()
  const { open, onOpen } = useListState(search)
  const sources = trpc.catalogue.sources.useQuery()
  const columns = useMemo(
    (): DataColumn<Source>[] => [
      {
        id: 'name',
        header: 'Name',
        fixed: true,
        sortValue: ({ name }) => name,
        cell: ({ name, active }) => (
          <span className="flex items-center gap-2">
            <span className="truncate">{name}</span>
            {active ? null : <Badge>Inactive</Badge>}
          </span>
        ),
      },
      { id: 'type', header: 'Type', sortValue: ({ type }) => type || null, cell: ({ type }) => type },
      {
        id: 'trust',
        header: 'Trust',
        width: 170,
        firstSort: 'desc',
        sortValue: ({ trustScore }) => trustScore,
        cell: ({ trustScore, name }) =>
          trustScore === null ? (
            <Unknown reason="Nobody rated it" />
          ) : (
            <ScoreBar value={trustScore} label={`Trust in ${name}`} />
          ),
      },
      {
        id: 'crawled',
        header: 'Last read',
        width: 120,
        firstSort: 'desc',
        sortValue: ({ lastCrawledAt }) => lastCrawledAt,
        cell: ({ lastCrawledAt }) => <RelativeTime at={lastCrawledAt} unknown="Never read" />,
      },
      {
        id: 'uses',
        header: 'Leads',
        width: 90,
        align: 'end',
        firstSort: 'desc',
        sortValue: ({ uses }) => uses,
        cell: ({ uses }) => count(uses),
      },
    ],
    [count],
  )
  const picked = open === 'new' ? undefined : sources.data?.find(({ id }) => id === open)
  return (
    <SettingsList
      title="Sources"
      summary="Registers, lists and websites that leads come from, with the trust each deserves."
      one="source"
      icon={<Waypoints aria-hidden />}
      query={sources}
      columns={columns}
      rowId={({ id }) => id}
      nameOf={nameOf}
      textsOf={textsOf}
      search={search}
      teach="Add a source to say how far its leads can be trusted."
      add={{ label: 'Add a source', disabledReason: may.whyNot('sources.manage') }}
      renderCard={(source) => (
        <button
          type="button"
          className="flex w-full flex-col gap-0.5 p-3 text-start text-sm"
          onClick={() => onOpen(source.id)}
        >
          <span className="font-medium">{source.name}</span>
          <span className="text-muted text-xs">
            {[source.type, source.trustScore === null ? 'not rated' : `trust ${source.trustScore}`]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </button>
      )}
    >
      {open === 'new' || picked ? (
        <SourceSheet
          key={open}
          source={picked}
          disabledReason={may.whyNot('sources.manage')}
          onClose={() => onOpen(undefined)}
        />
      ) : null}
    </SettingsList>
  )
}

const nameOf = ({ name }: Source) => name
const textsOf = ({ type, url, description }: Source) => [type, url, description]
