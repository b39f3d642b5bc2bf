import { getRouteApi } from '@tanstack/react-router'
import { EFFECT_KINDS, EFFECT_STATES } from '@tributary/contracts'
import {
  Banner,
  Button,
  Card,
  type DataColumn,
  DataTable,
  EmptyState,
  Page,
  RelativeTime,
  Select,
  toast,
  useFormats,
} from '@tributary/ui'
import { Send } from 'lucide-react'
import { useMemo } from 'react'
import { ReadFailure } from '../../../api/read-failure.tsx'
import { refused } from '../../../api/refused.ts'
import { type Outputs, trpc } from '../../../api/trpc.ts'
import { LoadMore } from '../../../lists/load-more.tsx'
import { useMay } from '../../../session/session.ts'
import { usePageTitle } from '../../../shell/page-title.ts'
import { effectStateWords, effectWords } from '../../../words.ts'
import type { DeliverySearch } from './delivery-search.ts'
import { DeliverySheet } from './delivery-sheet.tsx'
import { reasonWords } from './reason-words.ts'
import { StateBadge } from './state-badge.tsx'

type Row = Outputs['notifications']['deliveries']['rows'][number]
const route = getRouteApi('/app/settings/deliveries')
const ALL = 'all'
const MOST_COUNTED = 1000

const columns: DataColumn<Row>[] = [
  { id: 'what', header: 'What', fixed: true, width: 250, cell: ({ kind }) => effectWords[kind] },
  { id: 'to', header: 'To', cell: ({ to }) => to },
  { id: 'state', header: 'State', width: 140, cell: ({ state }) => <StateBadge state={state} /> },
  { id: 'at', header: 'Owed', width: 110, cell: ({ createdAt }) => <RelativeTime at={createdAt} /> },
  { id: 'lead', header: 'Lead', cell: ({ lead }) => lead?.company ?? (lead ? `Grade ${lead.grade}` : '') },
  {
    id: 'why',
    header: 'Why',
    cell: ({ why, reason }) => {
      const words = reasonWords(reason ?? why)
      return (
        <span title={words} className="block max-w-40 truncate text-muted">
          {words}
        </span>
      )
    },
  },
]

/** What was sent, what was not, and why? */
export const Deliveries = () => {
  usePageTitle('Deliveries')
  const may = useMay()
  const utils = trpc.useUtils()
  const { count } = useFormats()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const change = (part: DeliverySearch) =>
    void navigate({ search: (old) => ({ ...old, ...part }), resetScroll: false })
  const { state, kind, lead, open } = search
  const input = useMemo(
    () => ({ states: state && [state], kinds: kind && [kind], leadId: lead }),
    [state, kind, lead],
  )
  const log = trpc.notifications.deliveries.useInfiniteQuery(input, {
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: (old) => old,
  })
  const redrive = trpc.notifications.redrive.useMutation({
    onSuccess: async ({ count: sent }) => {
      toast.success(sent === 1 ? '1 delivery goes out again' : `${count(sent)} deliveries go out again`)
      await utils.notifications.invalidate()
    },
    onError: refused('Nothing was sent again'),
  })
  const rows = useMemo(() => log.data?.pages.flatMap((page) => page.rows) ?? [], [log.data])
  const dead = log.data?.pages[0]?.dead ?? 0
  const filtered = state !== undefined || kind !== undefined || lead !== undefined
  const clear = () => void navigate({ search: {} })
  return (
    <Page title="Deliveries" summary="Every message that is owed to somebody, newest first, with each try.">
      {dead > 0 ? (
        <Banner
          tone="danger"
          className="rounded-md"
          action={
            <Button
              size="small"
              pending={redrive.isPending}
              disabledReason={may.whyNot('deliveries.replay')}
              onClick={() => redrive.mutate({})}
            >
              Send all again
            </Button>
          }
        >
          {dead === 1
            ? '1 delivery was given up.'
            : `${dead >= MOST_COUNTED ? `${count(dead)} or more` : count(dead)} deliveries were given up.`}{' '}
          Mend the connection, then send again.
        </Banner>
      ) : null}
      <Card flush>
        <div className="flex flex-wrap items-center gap-3 border-line border-b px-3 py-2">
          <Select
            inline
            label="State"
            options={[
              { value: ALL, label: 'Any state' },
              ...EFFECT_STATES.map((value) => ({ value, label: effectStateWords[value] })),
            ]}
            value={state ?? ALL}
            onChange={(value) => change({ state: EFFECT_STATES.find((one) => one === value) })}
          />
          <Select
            inline
            label="Kind"
            options={[
              { value: ALL, label: 'Any kind' },
              ...EFFECT_KINDS.map((value) => ({ value, label: effectWords[value] })),
            ]}
            value={kind ?? ALL}
            onChange={(value) => change({ kind: EFFECT_KINDS.find((one) => one === value) })}
          />
          {filtered ? (
            <Button tone="link" onClick={clear}>
              Clear
            </Button>
          ) : null}
        </div>
        <DataTable
          label="Deliveries"
          rows={rows}
          columns={columns}
          rowId={({ id }) => id}
          rowLabel={({ kind: what, to }) => `${effectWords[what]}, ${to}`}
          onOpen={({ id }) => change({ open: id })}
          loading={log.isPending}
          stale={log.isPlaceholderData}
          error={
            log.error && rows.length === 0 ? (
              <ReadFailure title="The deliveries could not be loaded" query={log} />
            ) : undefined
          }
          empty={
            filtered ? (
              <EmptyState
                title="No delivery matches these filters"
                icon={<Send aria-hidden />}
                action={<Button onClick={clear}>Clear the filters</Button>}
              />
            ) : (
              <EmptyState title="Nothing was sent yet" icon={<Send aria-hidden />}>
                When a lead finds an owner or is hot, what goes out is listed here.
              </EmptyState>
            )
          }
          renderCard={(row) => (
            <button
              type="button"
              className="flex w-full flex-col gap-1 p-3 text-start text-sm"
              onClick={() => change({ open: row.id })}
            >
              <span className="flex w-full justify-between gap-2">
                <span className="font-medium">{effectWords[row.kind]}</span>
                <StateBadge state={row.state} />
              </span>
              <span className="truncate text-muted text-xs">
                {row.to} · <RelativeTime at={row.createdAt} />
              </span>
            </button>
          )}
          footer={<LoadMore query={log} what="deliveries" />}
        />
      </Card>
      {open ? (
        <DeliverySheet
          id={open}
          onClose={() => change({ open: undefined })}
          redriving={redrive.isPending}
          onRedrive={() => redrive.mutate({ id: open })}
        />
      ) : null}
    </Page>
  )
}
