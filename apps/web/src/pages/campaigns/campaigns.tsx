import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import type { CampaignRow, CampaignStatus, CampaignTotals, LeadFilter } from '@tributary/contracts'
import {
  Badge,
  Button,
  Card,
  type DataColumn,
  DataTable,
  DateRange,
  EmptyState,
  ErrorState,
  Money,
  Page,
  SearchInput,
  Segmented,
  type Sort,
  Unknown,
  useFormats,
} from '@tributary/ui'
import { Megaphone, Plus, SearchX, ShieldAlert } from 'lucide-react'
import { useMemo } from 'react'
import { failureOf, trpc } from '../../api/trpc.ts'
import { useTypedText } from '../../forms/use-typed-text.ts'
import { paths } from '../../paths.ts'
import { rangeOf, searchOfRange } from '../../range/range-search.ts'
import { useToday } from '../../range/use-today.ts'
import { useMay, useMe } from '../../session/session.ts'
import { usePageTitle } from '../../shell/page-title.ts'
import { useShortcut } from '../../shell/shortcuts.ts'
import { campaignStatusTones, campaignStatusWords, plural } from '../../words.ts'
import type { CampaignSearch } from './campaign-search.ts'

const route = getRouteApi('/app/campaigns')

type Row = CampaignRow & { readonly period: CampaignTotals | undefined }

const NONE = 'No lead came in these days'
const linkClasses = 'text-primary-text underline-offset-2 hover:underline'

/** Each number leads to the leads it counts. */
const useColumns = (days: LeadFilter): readonly DataColumn<Row>[] => {
  const formats = useFormats()
  const { organization } = useMe()
  return useMemo(() => {
    const opens = (row: Row, text: string, filter: LeadFilter = {}) => (
      <Link {...paths.leads({ ...days, ...filter, campaign: [row.id] })} className={linkClasses}>
        {text}
      </Link>
    )
    return [
      {
        id: 'name',
        header: 'Campaign',
        cell: (row) => (
          <Link
            {...paths.campaign({ campaignId: row.id })}
            className="font-medium underline-offset-2 hover:underline"
          >
            {row.name}
          </Link>
        ),
        sortValue: (row) => row.name,
        fixed: true,
        interactive: true,
        width: 240,
      },
      {
        id: 'status',
        header: 'Status',
        cell: (row) => (
          <Badge tone={campaignStatusTones[row.status]}>{campaignStatusWords[row.status]}</Badge>
        ),
        sortValue: (row) => row.status,
        width: 104,
      },
      {
        id: 'leads',
        header: 'Leads',
        cell: (row) => (row.period ? opens(row, formats.count(row.period.leads)) : formats.count(0)),
        sortValue: (row) => row.period?.leads ?? 0,
        firstSort: 'desc',
        align: 'end',
        interactive: true,
        width: 84,
      },
      {
        id: 'hot',
        header: 'Grade A',
        cell: (row) =>
          row.period && row.period.leads > 0 ? (
            opens(row, formats.percent(row.period.hot / row.period.leads), { grade: ['A'] })
          ) : (
            <Unknown reason={NONE} />
          ),
        sortValue: (row) => (row.period && row.period.leads > 0 ? row.period.hot / row.period.leads : null),
        firstSort: 'desc',
        align: 'end',
        interactive: true,
        width: 92,
      },
      {
        id: 'qualified',
        header: 'Qualified',
        cell: (row) =>
          row.period && row.period.conversionRate !== null ? (
            opens(row, formats.percent(row.period.conversionRate), { everQualified: true })
          ) : (
            <Unknown reason={NONE} />
          ),
        sortValue: (row) => row.period?.conversionRate ?? null,
        firstSort: 'desc',
        align: 'end',
        interactive: true,
        width: 100,
      },
      {
        id: 'score',
        header: 'Average score',
        cell: (row) =>
          row.period && row.period.averageScore !== null ? (
            formats.decimal(row.period.averageScore)
          ) : (
            <Unknown reason={NONE} />
          ),
        sortValue: (row) => row.period?.averageScore ?? null,
        firstSort: 'desc',
        align: 'end',
        width: 124,
      },
      {
        id: 'won',
        header: 'Won',
        cell: (row) => (
          <Money value={{ minor: row.period?.wonMinor ?? 0, currency: organization.currency }} compact />
        ),
        sortValue: (row) => row.period?.wonMinor ?? 0,
        firstSort: 'desc',
        align: 'end',
        width: 104,
      },
      {
        id: 'target',
        header: 'Of target',
        cell: (row) =>
          row.targetLeads ? (
            <span
              title={`${formats.count(row.figures.leads)} of ${formats.count(row.targetLeads)} leads since it began`}
            >
              {formats.percent(row.figures.leads / row.targetLeads)}
            </span>
          ) : (
            <Unknown reason="No target is set" />
          ),
        sortValue: (row) => (row.targetLeads ? row.figures.leads / row.targetLeads : null),
        firstSort: 'desc',
        align: 'end',
        width: 100,
      },
      {
        id: 'held',
        header: 'Held back',
        cell: (row) => {
          const waiting = row.held.quarantined + row.held.spam
          return waiting > 0 ? (
            <Link
              to="/campaigns/$campaignId/held"
              params={{ campaignId: row.id }}
              search={row.held.quarantined > 0 ? {} : { kind: 'spam' }}
              className={linkClasses}
            >
              {formats.count(waiting)}
            </Link>
          ) : (
            formats.count(0)
          )
        },
        sortValue: (row) => row.held.quarantined + row.held.spam,
        firstSort: 'desc',
        align: 'end',
        interactive: true,
        width: 100,
      },
      {
        id: 'owner',
        header: 'Owner',
        cell: (row) => row.owner?.name ?? <span className="text-muted">By the rules</span>,
        sortValue: (row) => row.owner?.name ?? null,
        width: 140,
      },
    ] satisfies DataColumn<Row>[]
  }, [days, formats, organization.currency])
}

/** What is not known stands last, in either direction. */
const sorted = (
  rows: readonly Row[],
  columns: readonly DataColumn<Row>[],
  { column, direction }: Sort,
): Row[] => {
  const valueOf = columns.find(({ id }) => id === column)?.sortValue
  if (!valueOf) return [...rows]
  const way = direction === 'asc' ? 1 : -1
  return [...rows].sort((one, other) => {
    const [a, b] = [valueOf(one), valueOf(other)]
    if (a === null || b === null) return Number(a === null) - Number(b === null)
    if (typeof a === 'string' || typeof b === 'string') return way * String(a).localeCompare(String(b))
    return way * (a - b)
  })
}

const STATUS_TABS = ['all', 'active', 'paused', 'draft', 'completed'] as const

/** Which campaigns bring leads worth having? */
export const Campaigns = () => {
  usePageTitle('Campaigns')
  const search = route.useSearch()
  const navigate = useNavigate()
  const formats = useFormats()
  const may = useMay()
  const today = useToday()
  const range = rangeOf(search, today)
  const days: LeadFilter = useMemo(
    () => ({ capturedFrom: range.span.start, capturedTo: range.span.end }),
    [range.span.start, range.span.end],
  )
  const columns = useColumns(days)
  const list = trpc.campaigns.list.useQuery(
    { ...(search.status ? { status: [search.status] } : {}), ...(search.text ? { text: search.text } : {}) },
    { placeholderData: (old) => old },
  )
  const totals = trpc.dashboard.campaignTotals.useQuery(
    { period: range.span },
    { placeholderData: (old) => old },
  )
  const sort = useMemo(
    (): Sort => ({ column: search.sort ?? 'leads', direction: search.direction ?? 'desc' }),
    [search.sort, search.direction],
  )
  const rows = useMemo((): readonly Row[] => {
    const byId = new Map((totals.data ?? []).map((total) => [total.campaignId, total]))
    const unsorted = (list.data ?? []).map((campaign) => ({ ...campaign, period: byId.get(campaign.id) }))
    return sorted(unsorted, columns, sort)
  }, [list.data, totals.data, columns, sort])
  const go = (next: CampaignSearch, replace = false): void =>
    void navigate({ to: '/campaigns', search: next, replace, resetScroll: false })
  const [typed, type] = useTypedText(search.text ?? '', (text) => {
    const { text: _before, ...rest } = search
    go(text ? { ...rest, text } : rest, true)
  })
  useShortcut('c', 'Create a campaign', 'Campaigns', () => void navigate(paths.newCampaign()))
  const failure = list.error && !list.data ? failureOf(list.error) : null
  const filtered = Boolean(search.status ?? search.text)
  const heldBack = rows.reduce((sum, { held }) => sum + held.quarantined + held.spam, 0)
  const noWrite = may.can('campaigns.write') ? null : may.whyNot('campaigns.write')
  return (
    <Page
      title="Campaigns"
      summary={
        list.data
          ? `${formats.count(rows.length)} ${plural(rows.length, 'campaign')}; figures of ${formats.day(range.span.start)} – ${formats.dayYear(range.span.end)}`
          : ' '
      }
      actions={
        <>
          {heldBack > 0 && may.can('captures.release') ? (
            <Button
              icon={<ShieldAlert aria-hidden />}
              nativeButton={false}
              render={<Link {...paths.heldSubmissions()} />}
            >
              {formats.count(heldBack)} held back
            </Button>
          ) : null}
          <DateRange
            value={range}
            today={today}
            comparable={false}
            onChange={(next) => {
              const { preset: _p, from: _f, to: _t, compare: _c, ...rest } = search
              go({ ...rest, ...searchOfRange(next) })
            }}
          />
          <Button
            tone="primary"
            icon={<Plus aria-hidden />}
            nativeButton={false}
            disabledReason={noWrite}
            render={<Link {...paths.newCampaign()} />}
          >
            New campaign
          </Button>
        </>
      }
    >
      <div className="flex flex-wrap items-center gap-2">
        <SearchInput label="Search campaigns" value={typed} onChange={type} className="w-64 max-sm:w-full" />
        <div className="overflow-x-auto">
          <Segmented
            label="Status"
            segments={STATUS_TABS.map((value) => ({
              value,
              label: value === 'all' ? 'All' : campaignStatusWords[value],
            }))}
            value={search.status ?? 'all'}
            onChange={(value) => {
              const { status: _before, ...rest } = search
              go(value === 'all' ? rest : { ...rest, status: value as CampaignStatus })
            }}
          />
        </div>
      </div>
      <Card flush>
        <DataTable
          label="Campaigns"
          rows={rows}
          columns={columns}
          rowId={(row) => row.id}
          rowLabel={(row) => row.name}
          keyboard
          sort={sort}
          onSort={(next) => {
            const { sort: _column, direction: _direction, ...rest } = search
            go(next ? { ...rest, sort: next.column, direction: next.direction } : rest)
          }}
          onOpen={(row) => void navigate(paths.campaign({ campaignId: row.id }))}
          loading={list.isPending}
          stale={list.isPlaceholderData || totals.isPlaceholderData}
          renderCard={(row) => (
            <div>
              <div className="flex items-center gap-2">
                <Link
                  {...paths.campaign({ campaignId: row.id })}
                  className="min-h-6 min-w-0 flex-1 truncate font-medium text-base"
                >
                  {row.name}
                </Link>
                <Badge tone={campaignStatusTones[row.status]}>{campaignStatusWords[row.status]}</Badge>
              </div>
              <p className="mt-0.5 text-muted text-sm">
                {formats.count(row.period?.leads ?? 0)} {plural(row.period?.leads ?? 0, 'lead')}
                {row.period && row.period.leads > 0
                  ? `, ${formats.percent(row.period.hot / row.period.leads)} grade A, ${
                      row.period.conversionRate === null ? '–' : formats.percent(row.period.conversionRate)
                    } qualified`
                  : ''}
              </p>
            </div>
          )}
          error={
            failure ? (
              <ErrorState
                title="The campaigns could not be read"
                reason={failure.message}
                requestId={failure.requestId}
                retrying={list.isRefetching}
                onRetry={() => void list.refetch()}
              />
            ) : undefined
          }
          empty={
            filtered ? (
              <EmptyState
                icon={<SearchX aria-hidden />}
                title="No campaign matches"
                action={<Button onClick={() => go({})}>Show all campaigns</Button>}
              >
                Look for something else, or choose another status.
              </EmptyState>
            ) : (
              <EmptyState
                icon={<Megaphone aria-hidden />}
                title="No campaigns yet"
                action={
                  <Button
                    tone="primary"
                    nativeButton={false}
                    disabledReason={noWrite}
                    render={<Link {...paths.newCampaign()} />}
                  >
                    Create a campaign
                  </Button>
                }
              >
                A campaign is one effort to win leads: a form on a page, an advertisement, a fair. Each lead
                belongs to one.
              </EmptyState>
            )
          }
        />
      </Card>
    </Page>
  )
}
