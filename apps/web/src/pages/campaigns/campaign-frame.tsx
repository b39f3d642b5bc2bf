import { getRouteApi, Link, Outlet, useNavigate, useRouterState } from '@tanstack/react-router'
import type { CampaignDetail, CampaignStatus } from '@tributary/contracts'
import { Badge, Banner, Button, EmptyState, Page, Skeleton, Tabs, toast, useFormats } from '@tributary/ui'
import { CircleCheckBig, Pause, Play } from 'lucide-react'
import type { ReactNode } from 'react'
import { ReadFailure } from '../../api/read-failure.tsx'
import { client, failureOf, queryClient, trpc } from '../../api/trpc.ts'
import { paths } from '../../paths.ts'
import { useMay } from '../../session/session.ts'
import { usePageTitle } from '../../shell/page-title.ts'
import { campaignStatusTones, campaignStatusWords, campaignTypeWords } from '../../words.ts'

const route = getRouteApi('/app/campaigns/$campaignId')

export const refreshCampaigns = (): Promise<void> =>
  queryClient.invalidateQueries({
    predicate: ({ queryKey }) => Array.isArray(queryKey[0]) && queryKey[0][0] === 'campaigns',
  })

const verbs: Record<CampaignStatus, { label: string; done: string; icon: ReactNode }> = {
  draft: { label: 'Back to draft', done: 'The campaign is a draft again', icon: null },
  active: { label: 'Activate', done: 'The campaign is active', icon: <Play aria-hidden /> },
  paused: { label: 'Pause', done: 'The campaign is paused', icon: <Pause aria-hidden /> },
  completed: { label: 'Complete', done: 'The campaign is completed', icon: <CircleCheckBig aria-hidden /> },
}

/** Where the status may go; the toast takes it back where that is allowed. */
const StatusButtons = ({ campaign }: { campaign: CampaignDetail }) => {
  const may = useMay()
  const back = (to: CampaignStatus): Promise<unknown> =>
    client.campaigns.move.mutate({ id: campaign.id, to }).finally(refreshCampaigns)
  const move = trpc.campaigns.move.useMutation({
    onSuccess: async (now, { to }) => {
      toast.success(verbs[to].done, {
        id: `campaign-${campaign.id}`,
        ...(now.nextStatuses.includes(campaign.status) ? { undo: () => back(campaign.status) } : {}),
      })
      await refreshCampaigns()
    },
    onError: (error) => toast.error('The status was not changed', { description: failureOf(error).message }),
  })
  const why = may.can('campaigns.write') ? null : may.whyNot('campaigns.write')
  return campaign.nextStatuses.map((to) => (
    <Button
      key={to}
      tone={to === 'active' ? 'primary' : 'secondary'}
      icon={verbs[to].icon}
      disabledReason={why}
      pending={move.isPending && move.variables.to === to}
      onClick={() => move.mutate({ id: campaign.id, to })}
    >
      {verbs[to].label}
    </Button>
  ))
}

const TABS = ['overview', 'leads', 'spend', 'capture', 'held', 'settings'] as const
type Tab = (typeof TABS)[number]

/** The head of a campaign, and its tabs. */
export const CampaignFrame = () => {
  const { campaignId } = route.useParams()
  const navigate = useNavigate()
  const formats = useFormats()
  const may = useMay()
  const last = useRouterState({ select: (state) => state.location.pathname.split('/')[3] })
  const tab: Tab = TABS.find((one) => one === last) ?? 'overview'
  const { data: campaign, error, isRefetching, refetch } = trpc.campaigns.read.useQuery({ id: campaignId })
  usePageTitle(campaign?.name ?? 'Campaign')
  const breadcrumb = (
    <Link {...paths.campaigns()} className="underline-offset-2 hover:underline">
      Campaigns
    </Link>
  )
  if (!campaign) {
    if (!error)
      return (
        <Page breadcrumb={breadcrumb} title={<Skeleton className="h-7 w-64" />}>
          {null}
        </Page>
      )
    const failure = failureOf(error)
    return failure.code === 'NOT_FOUND' ? (
      <Page breadcrumb={breadcrumb} title="No such campaign">
        <EmptyState title="This campaign does not exist">
          It may have been deleted, or the link may be cut off.
        </EmptyState>
      </Page>
    ) : (
      <Page breadcrumb={breadcrumb} title="Campaign">
        <ReadFailure
          title="The campaign could not be read"
          query={{ error, isFetching: isRefetching, refetch }}
        />
      </Page>
    )
  }
  const dates = [campaign.startDate, campaign.endDate].map((day) => (day ? formats.dayYear(day) : null))
  const heldBack = campaign.held.quarantined + campaign.held.spam
  return (
    <Page
      breadcrumb={breadcrumb}
      title={campaign.name}
      summary={
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Badge tone={campaignStatusTones[campaign.status]}>{campaignStatusWords[campaign.status]}</Badge>
          {campaign.highPriority ? <Badge tone="warning">High priority</Badge> : null}
          <span>{campaignTypeWords[campaign.type]}</span>
          {campaign.platform ? <span>{campaign.platform}</span> : null}
          {dates[0] || dates[1] ? (
            <span>
              {dates[0] ?? 'open'} – {dates[1] ?? 'open'}
            </span>
          ) : null}
          <span>{campaign.owner ? `Owner ${campaign.owner.name}` : 'Owners by the rules'}</span>
        </span>
      }
      actions={<StatusButtons campaign={campaign} />}
    >
      {campaign.closedBecause && campaign.status === 'active' ? (
        <Banner tone="warning" className="rounded-lg">
          {campaign.closedBecause}
        </Banner>
      ) : null}
      <Tabs
        label="Campaign"
        value={tab}
        onChange={(next) =>
          void navigate({
            to: next === 'overview' ? '/campaigns/$campaignId' : `/campaigns/$campaignId/${next}`,
            params: { campaignId },
          })
        }
        tabs={[
          { value: 'overview', label: 'Overview' },
          { value: 'leads', label: 'Leads' },
          { value: 'spend', label: 'Spend' },
          { value: 'capture', label: 'Capture' },
          ...(may.can('captures.release')
            ? [
                {
                  value: 'held' as const,
                  label: 'Quarantine and spam',
                  count: heldBack > 0 ? formats.count(heldBack) : undefined,
                },
              ]
            : []),
          { value: 'settings', label: 'Settings' },
        ]}
      />
      <Outlet />
    </Page>
  )
}
