import { getRouteApi } from '@tanstack/react-router'
import { spanOf } from '@tributary/kernel'
import {
  Badge,
  Button,
  Card,
  type DataColumn,
  DataTable,
  EmptyState,
  Field,
  Input,
  Page,
  Person,
  RelativeTime,
  Select,
} from '@tributary/ui'
import { ScrollText } from 'lucide-react'
import { useMemo } from 'react'
import { ReadFailure } from '../../../api/read-failure.tsx'
import { type Outputs, trpc } from '../../../api/trpc.ts'
import { LoadMore } from '../../../lists/load-more.tsx'
import { useMe } from '../../../session/session.ts'
import { usePageTitle } from '../../../shell/page-title.ts'
import { ACTION_KINDS, actionWords, factsOf } from './action-words.ts'
import type { AuditSearch } from './audit-search.ts'
import { Seal } from './seal.tsx'

type Row = Outputs['audit']['list']['rows'][number]
const route = getRouteApi('/app/settings/audit')
const ALL = 'all'

const ACTORS: Readonly<Record<string, string>> = {
  system: 'Tributary',
  public: 'Somebody from outside',
  api: 'A program',
}

const columns: DataColumn<Row>[] = [
  { id: 'at', header: 'When', width: 130, cell: ({ at }) => <RelativeTime at={at} /> },
  {
    id: 'who',
    header: 'Who',
    width: 200,
    cell: ({ actorName, actorKind }) =>
      actorName ? (
        <Person name={actorName} />
      ) : (
        <span className="text-muted">{ACTORS[actorKind] ?? actorKind}</span>
      ),
  },
  { id: 'what', header: 'What', width: 240, fixed: true, cell: ({ action }) => actionWords(action) },
  {
    id: 'facts',
    header: 'Details',
    cell: ({ meta, targetKind, targetId }) => (
      <span className="block min-w-0" title={`${targetKind} ${targetId}`}>
        <span className="block truncate text-sm">{factsOf(meta)}</span>
        <span className="block truncate font-mono text-2xs text-muted">
          {targetKind} {targetId}
        </span>
      </span>
    ),
  },
  {
    id: 'seal',
    header: 'Place',
    width: 90,
    align: 'end',
    cell: ({ seq }) =>
      seq === null ? <Badge tone="info">Sealing</Badge> : <span className="font-mono text-xs">{seq}</span>,
  },
]

/** Who did what, and when? */
export const Audit = () => {
  usePageTitle('Audit log')
  const me = useMe()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const change = (part: AuditSearch) =>
    void navigate({ search: (old) => ({ ...old, ...part }), resetScroll: false })
  const { data: members } = trpc.members.list.useQuery()
  const { kind, member, from, to } = search
  const zone = me.organization.timeZone
  const input = useMemo(
    () => ({
      action: kind,
      memberId: member,
      from: from && new Date(spanOf({ start: from, end: from }, zone).from).toISOString(),
      to: to && new Date(spanOf({ start: to, end: to }, zone).to).toISOString(),
    }),
    [kind, member, from, to, zone],
  )
  const log = trpc.audit.list.useInfiniteQuery(input, {
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: (old) => old,
  })
  const rows = useMemo(() => log.data?.pages.flatMap((page) => page.rows) ?? [], [log.data])
  const filtered = Object.values(search).some((value) => value !== undefined)
  const clear = () => void navigate({ search: {} })
  return (
    <Page
      title="Audit log"
      summary="Every act of a person or program, newest first. Rows are chained and signed within seconds; nobody can change one unseen."
    >
      <Seal />
      <Card flush>
        <div className="flex flex-wrap items-end gap-3 border-line border-b px-3 py-2">
          <Field label="What">
            <Select
              inline
              options={[{ value: ALL, label: 'Everything' }, ...ACTION_KINDS]}
              value={kind ?? ALL}
              onChange={(value) => change({ kind: value === ALL ? undefined : value })}
            />
          </Field>
          <Field label="Who">
            <Select
              inline
              options={[
                { value: ALL, label: 'Everybody' },
                ...(members ?? []).map(({ id, name }) => ({ value: id, label: name })),
              ]}
              value={member ?? ALL}
              onChange={(value) => change({ member: value === ALL ? undefined : value })}
            />
          </Field>
          <Field label="From">
            <Input
              type="date"
              value={from ?? ''}
              max={to}
              onChange={(event) => change({ from: event.target.value || undefined })}
            />
          </Field>
          <Field label="To">
            <Input
              type="date"
              value={to ?? ''}
              min={from}
              onChange={(event) => change({ to: event.target.value || undefined })}
            />
          </Field>
          {filtered ? (
            <Button tone="link" onClick={clear}>
              Clear
            </Button>
          ) : null}
        </div>
        <DataTable
          label="Audit log"
          rows={rows}
          columns={columns}
          rowId={({ id }) => id}
          rowLabel={({ action }) => actionWords(action)}
          loading={log.isPending}
          stale={log.isPlaceholderData}
          error={
            log.error && rows.length === 0 ? (
              <ReadFailure title="The audit log could not be loaded" query={log} />
            ) : undefined
          }
          empty={
            filtered ? (
              <EmptyState
                title="Nothing matches these filters"
                icon={<ScrollText aria-hidden />}
                action={<Button onClick={clear}>Clear the filters</Button>}
              />
            ) : (
              <EmptyState title="Nothing happened yet" icon={<ScrollText aria-hidden />} />
            )
          }
          renderCard={(row) => (
            <div className="flex flex-col gap-0.5 p-3 text-sm">
              <span className="flex justify-between gap-2">
                <span className="font-medium">{actionWords(row.action)}</span>
                <span className="text-muted text-xs">
                  <RelativeTime at={row.at} />
                </span>
              </span>
              <span>{row.actorName ?? ACTORS[row.actorKind] ?? row.actorKind}</span>
              <span className="truncate text-muted text-xs">{factsOf(row.meta)}</span>
            </div>
          )}
          footer={<LoadMore query={log} what="entries" />}
        />
      </Card>
    </Page>
  )
}
