import { getRouteApi, useNavigate } from '@tanstack/react-router'
import type { ActivityKind, TimelineEntry } from '@tributary/contracts'
import {
  Button,
  EmptyState,
  Segmented,
  SkeletonLines,
  Textarea,
  Timeline,
  type TimelineItem,
  type Tone,
  toast,
} from '@tributary/ui'
import {
  ArrowRightLeft,
  Calendar,
  FileText,
  Gauge,
  Globe,
  Mail,
  NotebookPen,
  Phone,
  UserRound,
} from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { ReadFailure } from '../../../api/read-failure.tsx'
import { failureOf, trpc } from '../../../api/trpc.ts'
import { refreshLeads, undoable } from '../undo.ts'

const route = getRouteApi('/app/leads/$leadId')

export const SHOWN = ['all', 'activities', 'touches', 'changes'] as const
export type Shown = (typeof SHOWN)[number]
const shownWords: Record<Shown, string> = {
  all: 'All',
  activities: 'Activities',
  touches: 'Touches',
  changes: 'Changes',
}

type Logged = Exclude<ActivityKind, 'status_changed'>
const KINDS: readonly { value: Logged; label: string; ask: string; icon: ReactNode }[] = [
  {
    value: 'note_added',
    label: 'Note',
    ask: 'What should be remembered?',
    icon: <NotebookPen aria-hidden />,
  },
  { value: 'call_made', label: 'Call', ask: 'What was said?', icon: <Phone aria-hidden /> },
  {
    value: 'meeting_scheduled',
    label: 'Meeting',
    ask: 'When, where and with whom?',
    icon: <Calendar aria-hidden />,
  },
  { value: 'email_sent', label: 'E-mail', ask: 'What was written about?', icon: <Mail aria-hidden /> },
  { value: 'proposal_sent', label: 'Proposal', ask: 'What was offered?', icon: <FileText aria-hidden /> },
]

const look = ({ type, activity }: TimelineEntry): { icon: ReactNode; tone: Tone } => {
  const kind = KINDS.find(({ value }) => value === activity)
  if (kind) return { icon: kind.icon, tone: 'primary' }
  if (type.startsWith('touch.') || type === 'lead.captured')
    return { icon: <Globe aria-hidden />, tone: 'info' }
  if (type === 'lead.scored') return { icon: <Gauge aria-hidden />, tone: 'neutral' }
  if (type === 'lead.assigned') return { icon: <UserRound aria-hidden />, tone: 'neutral' }
  if (type === 'effect.finished') return { icon: <Mail aria-hidden />, tone: 'neutral' }
  return { icon: <ArrowRightLeft aria-hidden />, tone: 'neutral' }
}

const itemOf = (entry: TimelineEntry): TimelineItem => ({
  id: entry.id,
  at: new Date(entry.at),
  title: entry.words,
  body: entry.text ? <span className="whitespace-pre-wrap">{entry.text}</span> : undefined,
  by:
    [entry.by, entry.otherLeadId ? 'on another lead of this contact' : null].filter(Boolean).join(' · ') ||
    undefined,
  ...look(entry),
})

/** Writes down what a person did. What was typed stays when it could not be kept. */
const Composer = ({ leadId }: { leadId: string }) => {
  const [kind, setKind] = useState<Logged>('note_added')
  const [text, setText] = useState('')
  const chosen = KINDS.find(({ value }) => value === kind) ?? KINDS[0]
  const log = trpc.leads.logActivity.useMutation({
    onSuccess: async ({ undoId }, { kind: logged }) => {
      setText('')
      const added = KINDS.find(({ value }) => value === logged)?.label ?? 'Note'
      toast.success(`${added} added`, undoId ? undoable(undoId) : {})
      await refreshLeads()
    },
    onError: (error) => toast.error('This was not kept', { description: failureOf(error).message }),
  })
  const needsText = kind === 'note_added' && text.trim() === ''
  return (
    <form
      aria-label="Add to the timeline"
      className="flex flex-col gap-2 rounded-lg border border-line bg-surface p-3"
      onSubmit={(event) => {
        event.preventDefault()
        if (!needsText) log.mutate({ id: leadId, kind, text: text.trim() })
      }}
    >
      <div className="overflow-x-auto">
        <Segmented
          label="What to add"
          segments={KINDS.map(({ value, label, icon }) => ({ value, label, icon }))}
          value={kind}
          onChange={setKind}
        />
      </div>
      <Textarea
        aria-label={chosen?.ask}
        placeholder={chosen?.ask}
        rows={2}
        maxLength={10_000}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey))
            event.currentTarget.form?.requestSubmit()
        }}
      />
      <div className="flex justify-end">
        <Button
          type="submit"
          tone="primary"
          size="small"
          pending={log.isPending}
          disabledReason={needsText ? 'Write the note first' : null}
        >
          Add {chosen?.label.toLowerCase()}
        </Button>
      </div>
    </form>
  )
}

/** Everything that happened, newest first. */
export const TimelineTab = ({ leadId, locked }: { leadId: string; locked: string | null }) => {
  const { show = 'all' } = route.useSearch()
  const navigate = useNavigate()
  const { data, error, isPending, isRefetching, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    trpc.leads.timeline.useInfiniteQuery(
      { id: leadId, show },
      { getNextPageParam: (page) => page.nextCursor ?? undefined, placeholderData: (old) => old },
    )
  const items = data?.pages.flatMap((page) => page.items.map(itemOf)) ?? []
  return (
    <div className="flex flex-col gap-4">
      {locked ? null : <Composer leadId={leadId} />}
      <div className="overflow-x-auto">
        <Segmented
          label="Show"
          segments={SHOWN.map((value) => ({ value, label: shownWords[value] }))}
          value={show}
          onChange={(next) =>
            void navigate({
              to: '/leads/$leadId',
              params: { leadId },
              search: (before) => ({ ...before, show: next === 'all' ? undefined : next }),
              replace: true,
              resetScroll: false,
            })
          }
        />
      </div>
      {error ? (
        <ReadFailure
          title="The timeline could not be read"
          query={{ error, isFetching: isRefetching, refetch }}
        />
      ) : isPending ? (
        <SkeletonLines lines={8} label="Loading the timeline" />
      ) : items.length === 0 ? (
        <EmptyState title="Nothing of this kind yet" className="py-8">
          What happens with this lead is written here by itself.
        </EmptyState>
      ) : (
        <>
          <Timeline label="Timeline" items={items} />
          {hasNextPage ? (
            <div className="flex justify-center">
              <Button size="small" pending={isFetchingNextPage} onClick={() => void fetchNextPage()}>
                Show earlier
              </Button>
            </div>
          ) : null}
        </>
      )}
    </div>
  )
}
