import { getRouteApi } from '@tanstack/react-router'
import { type DataColumn, Unknown, useFormats } from '@tributary/ui'
import { Building2 } from 'lucide-react'
import { useMemo } from 'react'
import { type Outputs, trpc } from '../../../api/trpc.ts'
import { useMay } from '../../../session/session.ts'
import { SettingsList } from '../settings-list.tsx'
import { useListState } from '../use-list-state.ts'
import { OfficeSheet } from './office-sheet.tsx'

type Office = Outputs['catalogue']['offices'][number]
const route = getRouteApi('/app/settings/offices')

const placeOf = ({ city, stateProvince, country }: Office): string =>
  [city, stateProvince, country].filter(Boolean).join(', ')

/** From where do we serve which region? */
export const Offices = () => {
  const may = useMay()
  const { count } = useFormats()
  const search = route.useSearch()
  const { open, onOpen } = useListState(search)
  const offices = trpc.catalogue.offices.useQuery()
  const columns = useMemo(
    (): DataColumn<Office>[] => [
      { id: 'name', header: 'Name', fixed: true, sortValue: ({ name }) => name, cell: ({ name }) => name },
      {
        id: 'region',
        header: 'Region',
        width: 120,
        sortValue: ({ regionCode }) => regionCode,
        cell: ({ regionCode }) => <span className="font-mono text-xs">{regionCode}</span>,
      },
      {
        id: 'place',
        header: 'Place',
        sortValue: (office) => placeOf(office) || null,
        cell: (office) => placeOf(office) || <Unknown reason="No address" />,
      },
      {
        id: 'contact',
        header: 'Contact',
        cell: ({ contactPerson, contactEmail, contactPhone }) =>
          [contactPerson, contactEmail || contactPhone].filter(Boolean).join(' · ') || (
            <Unknown reason="Nobody named" />
          ),
      },
      {
        id: 'uses',
        header: 'Members',
        width: 100,
        align: 'end',
        firstSort: 'desc',
        sortValue: ({ uses }) => uses,
        cell: ({ uses }) => count(uses),
      },
    ],
    [count],
  )
  const picked = open === 'new' ? undefined : offices.data?.find(({ id }) => id === open)
  return (
    <SettingsList
      title="Offices"
      summary="Leads go to the office of their region, else to the nearest one."
      one="office"
      icon={<Building2 aria-hidden />}
      query={offices}
      columns={columns}
      rowId={({ id }) => id}
      nameOf={nameOf}
      textsOf={textsOf}
      search={search}
      teach="Add the places you work from, with region code and coordinates, so that leads find the nearest people."
      add={{ label: 'Add an office', disabledReason: may.whyNot('offices.manage') }}
      renderCard={(office) => (
        <button
          type="button"
          className="flex w-full flex-col gap-0.5 p-3 text-start text-sm"
          onClick={() => onOpen(office.id)}
        >
          <span className="font-medium">{office.name}</span>
          <span className="text-muted text-xs">
            {[office.regionCode, placeOf(office)].filter(Boolean).join(' · ')}
          </span>
        </button>
      )}
    >
      {open === 'new' || picked ? (
        <OfficeSheet
          key={open}
          office={picked}
          disabledReason={may.whyNot('offices.manage')}
          onClose={() => onOpen(undefined)}
        />
      ) : null}
    </SettingsList>
  )
}

const nameOf = ({ name }: Office) => name
const textsOf = (office: Office) => [
  office.regionCode,
  placeOf(office),
  office.contactPerson,
  office.contactEmail,
]
