import { getRouteApi } from '@tanstack/react-router'
import { Badge, type DataColumn, Person, useFormats, useNow } from '@tributary/ui'
import { CalendarClock } from 'lucide-react'
import { useMemo } from 'react'
import { type Outputs, trpc } from '../../../api/trpc.ts'
import { useMay, useMe } from '../../../session/session.ts'
import { SettingsList } from '../settings-list.tsx'
import { useListState } from '../use-list-state.ts'
import { AvailabilitySheet } from './availability-sheet.tsx'
import { takingOf } from './availability-words.ts'
import { hoursInWords } from './hours.ts'

type Member = Outputs['members']['list'][number]
const route = getRouteApi('/app/settings/availability')
const tones = { taking: 'success', away: 'warning', paused: 'neutral', inactive: 'neutral' } as const

/** Who takes leads when, and how many? */
export const Availability = () => {
  const me = useMe()
  const may = useMay()
  const now = useNow()
  const formats = useFormats()
  const search = route.useSearch()
  const { open, onOpen } = useListState(search)
  const members = trpc.members.list.useQuery()
  const active = useMemo(() => members.data?.filter((member) => member.active), [members.data])

  const columns = useMemo((): DataColumn<Member>[] => {
    const dayOf = (at: Date) => formats.day(formats.dateIn(at))
    return [
      {
        id: 'name',
        header: 'Name',
        fixed: true,
        sortValue: ({ name }) => name,
        cell: ({ name, photoUrl }) => <Person name={name} src={photoUrl} />,
      },
      {
        id: 'taking',
        header: 'Now',
        width: 190,
        sortValue: (member) => takingOf(member, now, dayOf).words,
        cell: (member) => {
          const { kind, words } = takingOf(member, now, dayOf)
          return <Badge tone={tones[kind]}>{words}</Badge>
        },
      },
      {
        id: 'hours',
        header: 'Working hours',
        cell: (member) => (
          <span className="block min-w-0">
            <span className="block truncate">
              {hoursInWords(member.workingHours, (day) => formats.weekday(day - 1))}
            </span>
            {member.workingHours ? (
              <span className="block truncate text-muted text-xs">
                {member.timeZone.replaceAll('_', ' ')}
              </span>
            ) : null}
          </span>
        ),
      },
      {
        id: 'capacity',
        header: 'Open leads',
        width: 110,
        align: 'end',
        firstSort: 'desc',
        sortValue: ({ capacity }) => capacity,
        cell: ({ capacity }) => (capacity === null ? 'No limit' : `up to ${formats.count(capacity)}`),
      },
      {
        id: 'weight',
        header: 'Share',
        width: 80,
        align: 'end',
        firstSort: 'desc',
        sortValue: ({ weight }) => weight,
        cell: ({ weight }) => `${formats.count(weight)}×`,
      },
      {
        id: 'where',
        header: 'Regions and services',
        cell: ({ regions, services }) =>
          [...regions, ...services].join(', ') || <span className="text-muted">All</span>,
      },
    ]
  }, [formats, now])

  const picked = active?.find(({ id }) => id === open)
  const editable = (member: Member) => may.can('team.manage') || member.id === me.memberId
  return (
    <SettingsList
      title="Availability"
      summary="Leads go to people who are in hours, not away, and below their limit, in proportion to their share."
      one="member"
      icon={<CalendarClock aria-hidden />}
      query={{ ...members, data: active }}
      columns={columns}
      rowId={({ id }) => id}
      nameOf={nameOf}
      textsOf={textsOf}
      search={search}
      teach="Invite members first."
      renderCard={(member) => (
        <button
          type="button"
          className="flex w-full flex-col gap-1 p-3 text-start text-sm"
          onClick={() => onOpen(member.id)}
        >
          <span className="flex w-full items-center justify-between gap-2">
            <Person name={member.name} src={member.photoUrl} className="font-medium" />
            {columns[1]?.cell(member)}
          </span>
          <span className="text-muted text-xs">
            {hoursInWords(member.workingHours, (day) => formats.weekday(day - 1))}
          </span>
        </button>
      )}
    >
      {picked ? (
        <AvailabilitySheet
          key={picked.id}
          member={picked}
          disabledReason={editable(picked) ? undefined : may.whyNot('team.manage')}
          onClose={() => onOpen(undefined)}
        />
      ) : null}
    </SettingsList>
  )
}

const nameOf = ({ name }: Member) => name
const textsOf = ({ email, regions, services, timeZone }: Member) => [email, timeZone, ...regions, ...services]
