import { Link } from '@tanstack/react-router'
import type { DealDetail, DealMoment } from '@tributary/contracts'
import {
  Banner,
  Button,
  DescriptionList,
  EmptyState,
  ErrorState,
  Money,
  Person,
  RelativeTime,
  Sheet,
  SkeletonLines,
  Timeline,
  type TimelineItem,
} from '@tributary/ui'
import { ArrowRightLeft, CircleCheck, CircleX, Handshake, Pencil } from 'lucide-react'
import { useState } from 'react'
import { useLiveTopics } from '../../api/live.ts'
import { failureOf, trpc } from '../../api/trpc.ts'
import { paths } from '../../paths.ts'
import { lostWords } from '../../words.ts'
import { WinReasons } from '../forecast/win-reasons.tsx'
import { NextStep, titleOf } from '../leads/lead-columns.tsx'
import type { MoveDeals } from './deal-changes.ts'
import { ExpectedClose } from './deal-columns.tsx'
import { EditDeal } from './edit-deal.tsx'
import { StageMenu } from './stage-menu.tsx'

const itemOf = ({ id, at, by, words, stage }: DealMoment): TimelineItem => ({
  id,
  at: new Date(at),
  title: words,
  by: by ?? undefined,
  ...(stage === 'won'
    ? { icon: <CircleCheck aria-hidden />, tone: 'success' as const }
    : stage === 'lost'
      ? { icon: <CircleX aria-hidden />, tone: 'neutral' as const }
      : { icon: <ArrowRightLeft aria-hidden />, tone: 'info' as const }),
})

const Facts = ({ deal, move }: { deal: DealDetail; move: MoveDeals }) => {
  const { lead } = deal
  return (
    <DescriptionList
      items={[
        { label: 'Value', value: <Money value={deal.amount} className="font-semibold" /> },
        { label: 'Stage', value: <StageMenu deal={deal} move={move} /> },
        { label: 'In it since', value: <RelativeTime at={deal.stageSince} /> },
        ...(deal.closedAt === null
          ? [
              { label: 'Expected close', value: <ExpectedClose deal={deal} /> },
              { label: 'Next step', value: <NextStep lead={lead} /> },
            ]
          : [{ label: 'Closed', value: <RelativeTime at={deal.closedAt} /> }]),
        ...(deal.lostReason ? [{ label: 'Lost because of', value: lostWords[deal.lostReason] }] : []),
        {
          label: 'Owner',
          value: lead.owner ? <Person name={lead.owner.name} /> : 'Nobody',
        },
        {
          label: 'Lead',
          value: (
            <Link
              {...paths.lead({ leadId: lead.id })}
              className="text-primary-text underline-offset-2 hover:underline"
            >
              {[lead.company, lead.name].filter(Boolean).join(' · ') || titleOf(lead)}
            </Link>
          ),
        },
        {
          label: 'Campaign',
          value: (
            <Link
              {...paths.campaign({ campaignId: lead.campaign.id })}
              className="text-primary-text underline-offset-2 hover:underline"
            >
              {lead.campaign.name}
            </Link>
          ),
        },
        { label: 'Opened', value: <RelativeTime at={deal.openedAt} /> },
      ]}
    />
  )
}

const Shown = ({ deal, move }: { deal: DealDetail; move: MoveDeals }) => {
  const [editing, setEditing] = useState(false)
  return (
    <div className="flex flex-col gap-5">
      {deal.lead.locked ? (
        <Banner tone="info" className="rounded-md">
          {deal.lead.locked}
        </Banner>
      ) : null}
      <Facts deal={deal} move={move} />
      {editing ? (
        <section aria-label="Edit the deal" className="rounded-lg border border-line p-3">
          <EditDeal deal={deal} onClose={() => setEditing(false)} />
        </section>
      ) : (
        <div>
          <Button
            size="small"
            icon={<Pencil aria-hidden />}
            disabledReason={deal.lead.locked}
            onClick={() => setEditing(true)}
          >
            Change value or date
          </Button>
        </div>
      )}
      <section aria-label="Win probability" className="flex flex-col gap-2">
        <h3 className="font-semibold text-base">Win probability</h3>
        <WinReasons win={deal.win} closed={deal.closedAt !== null} />
      </section>
      <section aria-label="History" className="flex flex-col gap-2">
        <h3 className="font-semibold text-base">History</h3>
        {deal.history.length === 0 ? (
          <p className="text-muted text-sm">Nothing was recorded of this deal.</p>
        ) : (
          <Timeline label="History of the deal" items={deal.history.map(itemOf)} />
        )}
      </section>
    </div>
  )
}

const Content = ({ id, move }: { id: string; move: MoveDeals }) => {
  const query = trpc.deals.read.useQuery({ id })
  const utils = trpc.useUtils()
  const leadId = query.data?.lead.id
  useLiveTopics((topics) => {
    if (leadId && topics.includes(`lead:${leadId}`)) void utils.deals.read.invalidate({ id })
  })
  if (query.data) return <Shown key={id} deal={query.data} move={move} />
  if (!query.error) return <SkeletonLines lines={10} label="Loading the deal" />
  const { code, message, requestId } = failureOf(query.error)
  return code === 'NOT_FOUND' ? (
    <EmptyState icon={<Handshake aria-hidden />} title="This deal does not exist">
      It may have been undone, or its lead was deleted.
    </EmptyState>
  ) : (
    <ErrorState
      title="The deal could not be read"
      reason={message}
      requestId={requestId}
      retrying={query.isFetching}
      onRetry={() => void query.refetch()}
    />
  )
}

type DealSheetProps = { id: string | undefined; move: MoveDeals; onClose: () => void }

/** One deal beside the others: what it is, what became of it, and what comes next. */
export const DealSheet = ({ id, move, onClose }: DealSheetProps) => {
  const { data } = trpc.deals.read.useQuery({ id: id ?? '' }, { enabled: id !== undefined })
  return (
    <Sheet
      open={id !== undefined}
      onOpenChange={(open) => !open && onClose()}
      title={id && data ? titleOf(data.lead) : 'Deal'}
    >
      {id ? <Content id={id} move={move} /> : null}
    </Sheet>
  )
}
