import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { Button, Card, comparisonText, DateRange, EmptyState, Page, useFormats } from '@tributary/ui'
import { ChartNoAxesColumn } from 'lucide-react'
import { ReadFailure } from '../../api/read-failure.tsx'
import { trpc } from '../../api/trpc.ts'
import { paths } from '../../paths.ts'
import { rangeOf, searchOfRange } from '../../range/range-search.ts'
import { useToday } from '../../range/use-today.ts'
import { useMe } from '../../session/session.ts'
import { usePageTitle } from '../../shell/page-title.ts'
import { KpiStrip } from './kpi-strip.tsx'
import { LeadTrend } from './lead-trend.tsx'
import { MoneyStrip } from './money-strip.tsx'
import { IndustryChart, PlaceChart } from './place-charts.tsx'
import { FunnelChart, QualityChart } from './quality-charts.tsx'
import { RevenueTrend } from './revenue-trend.tsx'
import { ScoreChart, SourceChart, StatusChart, TrustChart } from './standing-charts.tsx'
import { TopOpportunities } from './top-opportunities.tsx'
import { useMoney } from './use-money.ts'
import { useOverview } from './use-overview.ts'

const route = getRouteApi('/app/dashboard')

/** Nothing at all yet teaches; nothing in these days only says so, in each card. */
const FirstUse = () => (
  <Card>
    <EmptyState
      icon={<ChartNoAxesColumn aria-hidden />}
      title="No leads yet"
      action={
        <>
          <Button nativeButton={false} render={<Link {...paths.newLead()} />}>
            Add a lead
          </Button>
          <Button tone="primary" nativeButton={false} render={<Link {...paths.campaigns()} />}>
            Connect a website
          </Button>
        </>
      }
    >
      Every figure and chart stands here as soon as the first lead comes in, from a form, the API or by hand.
    </EmptyState>
  </Card>
)

/** How are we doing against the last period? */
export const Dashboard = () => {
  usePageTitle('Dashboard')
  const search = route.useSearch()
  const navigate = useNavigate()
  const formats = useFormats()
  const { organization } = useMe()
  const today = useToday()
  const range = rangeOf(search, today)
  const figures = useOverview(range)
  const { data: overview, error, isStale } = figures
  const money = useMoney(range)
  const nothing = overview?.metrics.totalLeads.value === 0
  const everything = trpc.leads.count.useQuery({ filter: {} }, { enabled: nothing })
  const compared = range.compare !== 'none'
  const shared = { overview, compared }
  const comparison = comparisonText(range.compare)
  return (
    <Page
      title="Dashboard"
      summary={`${formats.day(range.span.start)} – ${formats.dayYear(range.span.end)}${comparison ? `, ${comparison}` : ''}${
        range.span.end === today ? ', today so far' : ''
      }`}
      actions={
        <DateRange
          value={range}
          today={today}
          onChange={(next) => void navigate({ to: '/dashboard', search: searchOfRange(next) })}
        />
      }
    >
      {error && !overview ? (
        <Card>
          <ReadFailure title="The figures could not be read" query={figures} />
        </Card>
      ) : nothing && everything.data?.count === 0 ? (
        <FirstUse />
      ) : (
        <div
          className={isStale ? 'flex flex-col gap-4 opacity-60 transition-opacity' : 'flex flex-col gap-4'}
          aria-busy={isStale || undefined}
        >
          <MoneyStrip money={money} />
          <KpiStrip
            metrics={overview?.metrics}
            perDay={overview?.perDay}
            currency={overview?.currency ?? organization.currency}
          />
          <div className="grid gap-4 lg:grid-cols-12">
            <RevenueTrend money={money} today={today} className="lg:col-span-12" />
            <LeadTrend days={overview?.perDay} compared={compared} today={today} className="lg:col-span-7" />
            <StatusChart {...shared} className="lg:col-span-5" />
            <ScoreChart {...shared} className="lg:col-span-6" />
            <FunnelChart {...shared} className="lg:col-span-6" />
            <QualityChart {...shared} className="lg:col-span-6" />
            <TopOpportunities period={range.span} className="lg:col-span-6" />
            <IndustryChart {...shared} className="lg:col-span-4" />
            <SourceChart {...shared} className="lg:col-span-4" />
            <TrustChart {...shared} className="lg:col-span-4" />
            <PlaceChart {...shared} className="lg:col-span-12" />
          </div>
        </div>
      )}
    </Page>
  )
}
