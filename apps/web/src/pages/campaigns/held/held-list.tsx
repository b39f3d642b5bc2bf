import type { HeldRow } from '@tributary/contracts'
import {
  BulkBar,
  Button,
  Card,
  Checkbox,
  ConfirmDialog,
  type DataColumn,
  DataTable,
  EmptyState,
  RelativeTime,
  Tabs,
  toast,
  useFormats,
} from '@tributary/ui'
import { Check, ShieldCheck, Trash2 } from 'lucide-react'
import { useMemo, useState } from 'react'
import { ReadFailure } from '../../../api/read-failure.tsx'
import { failureOf, trpc } from '../../../api/trpc.ts'
import { ReadOn } from '../../../lists/read-on.tsx'
import { PAGED, usePagedRows } from '../../../lists/use-paged-rows.ts'
import { useMay } from '../../../session/session.ts'
import { NotForRole } from '../../../shell/not-for-role.tsx'
import { plural } from '../../../words.ts'
import { refreshLeads } from '../../leads/undo.ts'

export type HeldKind = 'quarantined' | 'spam'

type HeldListProps = { campaignId?: string; kind: HeldKind; onKind: (kind: HeldKind) => void }

const MOST_AT_ONCE = 100

const columnsFor = (everywhere: boolean): readonly DataColumn<HeldRow>[] => [
  {
    id: 'name',
    header: 'Name',
    cell: (row) => <span className="font-medium">{row.name || row.email}</span>,
    fixed: true,
    width: 170,
  },
  { id: 'email', header: 'E-mail', cell: (row) => row.email, width: 210 },
  { id: 'company', header: 'Company', cell: (row) => row.company ?? '–', width: 150 },
  { id: 'words', header: 'Why it is held back', cell: (row) => row.words, width: 260 },
  {
    id: 'message',
    header: 'Message',
    cell: (row) => <span title={row.message ?? undefined}>{row.message ?? '–'}</span>,
    width: 220,
  },
  ...(everywhere
    ? [{ id: 'campaign', header: 'Campaign', cell: (row: HeldRow) => row.campaign.name, width: 160 }]
    : []),
  {
    id: 'receivedAt',
    header: 'Received',
    cell: (row) => <RelativeTime at={row.receivedAt} />,
    align: 'end',
    width: 96,
  },
]

/** Submissions that became no lead: over the hourly limit, or looking like spam. A person decides. */
export const HeldList = (props: HeldListProps) => {
  const reason = useMay().whyNot('captures.release')
  return reason ? <NotForRole reason={reason} /> : <Held {...props} />
}

const Held = ({ campaignId, kind, onKind }: HeldListProps) => {
  const formats = useFormats()
  const [picked, setPicked] = useState<Set<string>>(new Set())
  const [discarding, setDiscarding] = useState(false)
  const columns = useMemo(() => columnsFor(campaignId === undefined), [campaignId])
  const query = trpc.campaigns.held.useInfiniteQuery(
    { kind, ...(campaignId ? { campaignId } : {}) },
    { getNextPageParam: PAGED.getNextPageParam },
  )
  const list = usePagedRows(query)
  const { rows } = list
  const total = query.data?.pages[0]?.count ?? 0
  const ids = rows.map(({ id }) => id).filter((id) => picked.has(id))

  const decided = (done: string) => ({
    onSuccess: (result: { done: number; failures: readonly { message: string }[] }) => {
      const words = [...new Set(result.failures.map(({ message }) => message))].join(' ')
      const description = result.failures.length > 0 ? `${result.failures.length} not: ${words}` : undefined
      if (result.done > 0)
        toast.success(`${done} ${result.done} ${plural(result.done, 'submission')}`, { description })
      else toast.error('Nothing was changed', { description })
      setPicked(new Set())
    },
    onError: (error: unknown) =>
      toast.error('Nothing was changed', { description: failureOf(error).message }),
    onSettled: refreshLeads,
  })
  const release = trpc.campaigns.releaseHeld.useMutation(decided('Released'))
  const discard = trpc.campaigns.discardHeld.useMutation(decided('Discarded'))
  const tooMany = ids.length > MOST_AT_ONCE ? `At most ${MOST_AT_ONCE} at once` : null
  return (
    <div className="flex flex-col gap-4">
      <Tabs
        label="Held back"
        value={kind}
        onChange={(next) => {
          setPicked(new Set())
          onKind(next)
        }}
        tabs={[
          {
            value: 'quarantined',
            label: 'Quarantine',
            count: kind === 'quarantined' ? formats.count(total) : undefined,
          },
          { value: 'spam', label: 'Spam', count: kind === 'spam' ? formats.count(total) : undefined },
        ]}
      />
      <p className="text-muted text-sm">
        {kind === 'quarantined'
          ? 'These came over the hourly limit of their campaign. They become leads by themselves, oldest first, as the limit allows; release them to have them now.'
          : 'These look like spam and were never worked. Release what is a real lead: it is scored and assigned like all others. What nobody releases is gone after 30 days.'}
      </p>
      <Card flush>
        <DataTable
          label={kind === 'quarantined' ? 'Quarantine' : 'Spam'}
          rows={rows}
          columns={columns}
          rowId={(row) => row.id}
          rowLabel={(row) => row.name || row.email}
          selected={picked}
          onSelect={setPicked}
          keyboard
          loading={list.isPending}
          renderCard={(row) => (
            <div className="flex gap-3">
              <Checkbox
                hideLabel
                label={`Select ${row.name || row.email}`}
                checked={picked.has(row.id)}
                onChange={(on) => {
                  const next = new Set(picked)
                  if (on) next.add(row.id)
                  else next.delete(row.id)
                  setPicked(next)
                }}
              />
              <div className="min-w-0 flex-1">
                <p className="flex gap-2">
                  <span className="min-w-0 flex-1 truncate font-medium text-base">
                    {row.name || row.email}
                  </span>
                  <span className="text-muted text-sm">
                    <RelativeTime at={row.receivedAt} />
                  </span>
                </p>
                <p className="truncate text-muted text-sm">{row.email}</p>
                <p className="text-sm">{row.words}</p>
              </div>
            </div>
          )}
          error={
            list.error && rows.length === 0 ? (
              <ReadFailure title="The submissions could not be read" query={list} />
            ) : undefined
          }
          empty={
            <EmptyState
              icon={<ShieldCheck aria-hidden />}
              title={kind === 'spam' ? 'No spam' : 'Nothing in quarantine'}
            >
              {kind === 'spam'
                ? 'Submissions that look like spam wait here instead of becoming leads.'
                : 'Submissions over the hourly limit of a campaign wait here.'}
            </EmptyState>
          }
          footer={list.hasMore ? <ReadOn loading={list.isFetchingMore} onMore={list.readMore} /> : null}
        />
      </Card>
      <BulkBar count={ids.length} onClear={() => setPicked(new Set())}>
        <Button
          size="small"
          tone="primary"
          icon={<Check aria-hidden />}
          pending={release.isPending}
          disabledReason={tooMany}
          onClick={() => release.mutate({ ids })}
        >
          Release
        </Button>
        <Button
          size="small"
          icon={<Trash2 aria-hidden />}
          pending={discard.isPending}
          disabledReason={tooMany}
          onClick={() => setDiscarding(true)}
        >
          Discard
        </Button>
      </BulkBar>
      <ConfirmDialog
        open={discarding}
        onOpenChange={setDiscarding}
        title={`Discard ${formats.count(ids.length)} ${plural(ids.length, 'submission')}?`}
        confirm={`Discard ${formats.count(ids.length)} ${plural(ids.length, 'submission')}`}
        onConfirm={() => {
          setDiscarding(false)
          discard.mutate({ ids })
        }}
      >
        What was submitted is deleted. This cannot be undone.
      </ConfirmDialog>
    </div>
  )
}
