import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import type { LeadDetail } from '@tributary/contracts'
import {
  Banner,
  Button,
  EmptyState,
  IconButton,
  Page,
  RelativeTime,
  Skeleton,
  SkeletonLines,
  Tabs,
  useFormats,
} from '@tributary/ui'
import { ChevronDown, ChevronUp } from 'lucide-react'
import { useMemo } from 'react'
import { useLiveTopics } from '../../../api/live.ts'
import { ReadFailure } from '../../../api/read-failure.tsx'
import { failureOf, trpc } from '../../../api/trpc.ts'
import { paths } from '../../../paths.ts'
import { useMay } from '../../../session/session.ts'
import { usePageTitle } from '../../../shell/page-title.ts'
import { useShortcut } from '../../../shell/shortcuts.ts'
import { LeadWins } from '../../forecast/lead-wins.tsx'
import { titleOf } from '../lead-columns.tsx'
import { neighbours, recallList } from '../open-list.ts'
import { useLeadActions, whyNoOwner } from '../use-lead-actions.tsx'
import { EditLead } from './edit-lead.tsx'
import { ContactCard, FactsCard } from './facts-card.tsx'
import { JourneyTab } from './journey-tab.tsx'
import { LeadButtons, LeadStanding, meantOf } from './lead-header.tsx'
import { NextStepCard } from './next-step-card.tsx'
import { DealsTab, NotificationsTab, ProductsTab } from './related-tabs.tsx'
import { TimelineTab } from './timeline-tab.tsx'
import { WaysUp, WhyOwner, WhyScore } from './why-cards.tsx'

const route = getRouteApi('/app/leads/$leadId')

/** The one before and the one after, in the list the lead was opened from. */
const Neighbours = ({ leadId }: { leadId: string }) => {
  const navigate = useNavigate()
  const formats = useFormats()
  const near = useMemo(() => neighbours(recallList(), leadId), [leadId])
  const go = (to: string | null | undefined): void => {
    if (to) void navigate({ ...paths.lead({ leadId: to }), search: (before) => ({ tab: before.tab }) })
  }
  useShortcut('[', 'Previous lead', 'Lead', () => go(near?.previous))
  useShortcut(']', 'Next lead', 'Lead', () => go(near?.next))
  if (!near) return null
  return (
    <span className="flex items-center gap-0.5">
      <IconButton
        size="small"
        label="Previous lead"
        shortcut="["
        icon={<ChevronUp aria-hidden />}
        disabledReason={near.previous ? null : 'This is the first lead of the list'}
        onClick={() => go(near.previous)}
      />
      <span className="text-muted text-xs tabular-nums">
        {formats.count(near.place)} of {near.total}
      </span>
      <IconButton
        size="small"
        label="Next lead"
        shortcut="]"
        icon={<ChevronDown aria-hidden />}
        disabledReason={near.next ? null : 'This is the last lead that the list has read'}
        onClick={() => go(near.next)}
      />
    </span>
  )
}

const Waiting = () => (
  <Page title={<Skeleton className="h-7 w-64" />} summary={<Skeleton className="h-5 w-48" />}>
    <div className="grid gap-4 lg:grid-cols-[22rem_1fr]">
      <SkeletonLines lines={12} label="Loading the lead" />
      <Skeleton className="h-96 w-full" />
    </div>
  </Page>
)

const LeadTabs = ({ detail }: { detail: LeadDetail }) => {
  const { tab = 'timeline' } = route.useSearch()
  const navigate = useNavigate()
  const formats = useFormats()
  const { lead, products, deals, otherLeads, effects } = detail
  const counted = (count: number) => (count > 0 ? formats.count(count) : undefined)
  return (
    <Tabs
      label="About this lead"
      value={tab}
      onChange={(next) =>
        void navigate({
          ...paths.lead({ leadId: lead.id }),
          search: (before) => ({ ...before, tab: next === 'timeline' ? undefined : next }),
          replace: true,
          resetScroll: false,
        })
      }
      tabs={[
        {
          value: 'timeline',
          label: 'Timeline',
          content: <TimelineTab key={lead.id} leadId={lead.id} locked={lead.locked} />,
        },
        { value: 'journey', label: 'Journey', content: <JourneyTab key={lead.id} leadId={lead.id} /> },
        {
          value: 'products',
          label: 'Recommended',
          count: counted(products.length),
          content: <ProductsTab detail={detail} />,
        },
        {
          value: 'deals',
          label: 'Deals and other leads',
          count: counted(deals.length + otherLeads.length),
          content: <DealsTab detail={detail} />,
        },
        {
          value: 'notifications',
          label: 'Notifications',
          count: counted(effects.length),
          content: <NotificationsTab detail={detail} />,
        },
      ]}
    />
  )
}

const Shown = ({ detail }: { detail: LeadDetail }) => {
  const { edit } = route.useSearch()
  const navigate = useNavigate()
  const may = useMay()
  const actions = useLeadActions()
  const { lead } = detail
  const meant = meantOf(detail)
  const title = [lead.company, lead.name].filter(Boolean).join(' · ') || titleOf(lead)
  usePageTitle(title)
  const setEdit = (open: boolean): void =>
    void navigate({
      ...paths.lead({ leadId: lead.id }),
      search: (before) => ({ ...before, edit: open || undefined }),
      replace: true,
      resetScroll: false,
    })
  const unlocked = (act: () => void) => () => {
    if (!lead.locked) act()
  }
  useShortcut(
    'e',
    'Edit this lead',
    'Lead',
    unlocked(() => setEdit(true)),
  )
  useShortcut(
    's',
    'Change the stage',
    'Lead',
    unlocked(() => actions.ask('stage', meant, lead.stage)),
  )
  useShortcut('a', 'Change the owner', 'Lead', () => {
    if (!lead.locked && !whyNoOwner(may)) actions.ask('assign', meant, lead.owner?.id ?? null)
  })
  useShortcut('c', 'Create a lead', 'Lead', () => void navigate(paths.newLead()))
  const list = recallList()
  return (
    <Page
      breadcrumb={
        <span className="flex items-center gap-2">
          <Link
            to={list?.ids.includes(lead.id) ? list.href : '/leads'}
            className="underline-offset-2 hover:underline"
          >
            Leads
          </Link>
          <Neighbours leadId={lead.id} />
        </span>
      }
      title={title}
      summary={
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <LeadStanding detail={detail} />
          <span>
            {lead.campaign.name}, captured <RelativeTime at={lead.capturedAt} />
          </span>
        </span>
      }
      actions={<LeadButtons detail={detail} actions={actions} onEdit={() => setEdit(true)} />}
    >
      {lead.locked ? (
        <Banner tone="info" className="rounded-lg">
          {lead.locked}
        </Banner>
      ) : null}
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,22rem)_minmax(0,1fr)] lg:grid-rows-[auto_1fr]">
        <div className="flex min-w-0 flex-col gap-4">
          <NextStepCard key={lead.id} detail={detail} locked={lead.locked} />
          <LeadWins leadId={lead.id} deals={detail.deals.length} />
          <WhyScore detail={detail} />
          <WaysUp detail={detail} />
          <WhyOwner detail={detail} />
        </div>
        <div className="min-w-0 lg:row-span-2">
          <LeadTabs detail={detail} />
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <ContactCard detail={detail} />
          <FactsCard detail={detail} />
        </div>
      </div>
      <EditLead detail={detail} open={edit === true && !lead.locked} onClose={() => setEdit(false)} />
      {actions.dialogs}
    </Page>
  )
}

/** Whom is this about, why this one, and what next? */
export const Lead = () => {
  const { leadId } = route.useParams()
  const utils = trpc.useUtils()
  const { data, error, isRefetching, refetch } = trpc.leads.read.useQuery({ id: leadId })
  const id = data?.lead.id
  useLiveTopics((topics) => {
    if (!id || !topics.includes(`lead:${id}`)) return
    void utils.leads.read.invalidate({ id: leadId })
    void utils.leads.timeline.invalidate({ id })
    void utils.deals.list.invalidate({ filter: { leadIds: [id] } })
    void utils.attribution.journey.invalidate({ leadId: id })
    void utils.attribution.strip.invalidate()
  })
  if (data) return <Shown detail={data} />
  if (!error) return <Waiting />
  const failure = failureOf(error)
  const missing = failure.code === 'NOT_FOUND' || failure.code === 'LEAD_NOT_FOUND'
  return (
    <Page title={missing ? 'No such lead' : 'The lead could not be read'}>
      {missing ? (
        <EmptyState
          title="This lead does not exist"
          action={
            <Button nativeButton={false} render={<Link {...paths.leads()} />}>
              Show all leads
            </Button>
          }
        >
          It may have been deleted for good, or the link may be cut off.
        </EmptyState>
      ) : (
        <ReadFailure
          title="The lead could not be read"
          query={{ error, isFetching: isRefetching, refetch }}
        />
      )}
    </Page>
  )
}
