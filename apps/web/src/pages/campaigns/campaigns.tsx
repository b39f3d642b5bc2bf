import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import type { CampaignStatus, LeadFilter } from '@tributary/contracts'
import {
  Badge,
  Button,
  Card,
  DataTable,
  DateRange,
  EmptyState,
  Page,
  SearchInput,
  Segmented,
  type Sort,
  useFormats,
} from '@tributary/ui'
import { Megaphone, Plus, ReceiptText, SearchX, ShieldAlert } from 'lucide-react'
import { useMemo } from 'react'
import { ReadFailure } from '../../api/read-failure.tsx'
import { trpc } from '../../api/trpc.ts'
import { useTypedText } from '../../forms/use-typed-text.ts'
import { paths } from '../../paths.ts'
import { rangeOf, searchOfRange } from '../../range/range-search.ts'
import { useToday } from '../../range/use-today.ts'
import { useMay } from '../../session/session.ts'
import { usePageTitle } from '../../shell/page-title.ts'
import { useShortcut } from '../../shell/shortcuts.ts'
import { campaignStatusTones, campaignStatusWords, plural } from '../../words.ts'
import { type Row, sorted, useColumns } from './campaign-columns.tsx'
import type { CampaignSearch } from './campaign-search.ts'

const route = getRouteApi('/app/campaigns')

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
          <Button
            icon={<ReceiptText aria-hidden />}
            nativeButton={false}
            render={<Link {...paths.spend(searchOfRange({ ...range, compare: 'previous' }))} />}
          >
            Spend
          </Button>
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
            list.error && !list.data ? (
              <ReadFailure title="The campaigns could not be read" query={list} />
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
