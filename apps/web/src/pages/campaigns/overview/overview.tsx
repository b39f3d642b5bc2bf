import { getRouteApi, useNavigate } from '@tanstack/react-router'
import type { CampaignFigures } from '@tributary/contracts'
import {
  Card,
  comparedSpan,
  comparisonText,
  DateRange,
  gradeColor,
  Meter,
  slotOfSource,
  stageColor,
  useFormats,
} from '@tributary/ui'
import { ReadFailure } from '../../../api/read-failure.tsx'
import { trpc } from '../../../api/trpc.ts'
import { chartRows } from '../../../charts/chart-rows.ts'
import { BandBars, HorizontalBars } from '../../../charts/lazy-charts.tsx'
import { MarkChart } from '../../../charts/mark-chart.tsx'
import { rangeOf, searchOfRange } from '../../../range/range-search.ts'
import { useToday } from '../../../range/use-today.ts'
import { useMe } from '../../../session/session.ts'
import { sourceWords, stageWords } from '../../../words.ts'
import { KpiStrip } from '../../dashboard/kpi-strip.tsx'
import { LeadTrend } from '../../dashboard/lead-trend.tsx'
import { MoneyStrip } from '../../dashboard/money-strip.tsx'
import { useMoney } from '../../dashboard/use-money.ts'
import { campaignBesideYearBefore } from '../../dashboard/year-before.ts'
import { TopContent } from './top-content.tsx'

const route = getRouteApi('/app/campaigns/$campaignId/')

const KPIS = [
  'totalLeads',
  'hotLeads',
  'acceptedLeads',
  'conversionRate',
  'acceptanceRate',
  'averageScore',
  'averageTrust',
  'wonMinor',
] as const

const wordIn =
  (words: Readonly<Record<string, string>>) =>
  (value: string): string =>
    words[value] ?? value

const Target = ({ target }: { target: NonNullable<CampaignFigures['target']> }) => {
  const formats = useFormats()
  return (
    <Card>
      <div className="flex flex-wrap items-center gap-3 text-sm">
        <span>
          <strong className="font-semibold">{formats.count(target.leads)}</strong> of{' '}
          {formats.count(target.wanted)} wanted leads since the campaign began
        </span>
        <Meter value={Math.min(target.leads, target.wanted)} of={target.wanted} label="Leads of the target" />
        <span className="tabular-nums">{formats.percent(target.share)}</span>
      </div>
    </Card>
  )
}

/** Does this campaign bring leads worth having? */
export const Overview = () => {
  const { campaignId } = route.useParams()
  const search = route.useSearch()
  const navigate = useNavigate()
  const formats = useFormats()
  const { organization } = useMe()
  const today = useToday()
  const range = rangeOf(search, today)
  const before = range.compare !== 'none'
  const keep = { placeholderData: <Data,>(old: Data | undefined) => old }
  const figures = trpc.dashboard.campaignFigures.useQuery(
    { campaignId, period: range.span, compare: range.compare === 'previous' },
    keep,
  )
  const then = trpc.dashboard.campaignFigures.useQuery(
    { campaignId, period: comparedSpan(range.span, 'year') ?? range.span },
    { ...keep, enabled: range.compare === 'year' },
  )
  const money = useMoney(range, campaignId)
  const { error, isRefetching, isPlaceholderData, refetch } = figures
  const data =
    range.compare === 'year' && figures.data && then.data
      ? campaignBesideYearBefore(figures.data, then.data)
      : figures.data
  const comparison = comparisonText(range.compare)
  const grades = chartRows(
    data?.grades ?? [],
    (grade) => grade,
    (grade) => ({
      color: gradeColor(grade as 'A' | 'B' | 'C' | 'D'),
    }),
  )
  const stages = chartRows(data?.stages ?? [], wordIn(stageWords), (stage) => ({ color: stageColor(stage) }))
  const sources = chartRows(data?.sources ?? [], wordIn(sourceWords), (source) => ({
    slot: slotOfSource(source),
  }))
    .filter(({ value }) => value > 0)
    .sort((one, other) => other.value - one.value)
  const total = data?.metrics.totalLeads.value ?? 0
  const [best] = grades
  return (
    <div className="flex flex-col gap-4" aria-busy={isPlaceholderData || undefined}>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="text-muted text-sm">
          {formats.day(range.span.start)} – {formats.dayYear(range.span.end)}
          {comparison ? `, ${comparison}` : ''}
          {range.span.end === today ? ', today so far' : ''}
        </p>
        <DateRange
          value={range}
          today={today}
          onChange={(next) =>
            void navigate({
              to: '/campaigns/$campaignId',
              params: { campaignId },
              search: searchOfRange(next),
              resetScroll: false,
            })
          }
        />
      </div>
      {error && !data ? (
        <Card>
          <ReadFailure
            title="The figures could not be read"
            query={{ error, isFetching: isRefetching, refetch }}
          />
        </Card>
      ) : (
        <>
          <MoneyStrip money={money} />
          <KpiStrip
            metrics={data?.metrics}
            perDay={data?.perDay}
            currency={data?.currency ?? organization.currency}
            only={KPIS}
          />
          {data?.target ? <Target target={data.target} /> : null}
          <div className="grid gap-4 lg:grid-cols-6">
            <LeadTrend days={data?.perDay} compared={before} today={today} className="lg:col-span-4" />
            <MarkChart
              title="Grades"
              header="Grade"
              rows={grades}
              compared={before}
              loading={!data}
              className="lg:col-span-2"
              summary={
                best && total > 0 ? `${formats.percent(best.value / total)} of the leads are grade A.` : ''
              }
            >
              {(open) => <BandBars data={grades} unit="leads" onMark={open} />}
            </MarkChart>
            <MarkChart
              title="Stages"
              header="Stage"
              rows={stages}
              compared={before}
              loading={!data}
              className="lg:col-span-2"
              summary={`Where the ${formats.count(total)} leads stand now.`}
            >
              {(open) => <HorizontalBars data={stages} onMark={open} />}
            </MarkChart>
            <MarkChart
              title="Sources"
              header="Source"
              rows={sources}
              compared={before}
              loading={!data}
              className="lg:col-span-2"
              summary={
                sources[0] ? `${sources[0].label} brought most: ${formats.count(sources[0].value)}.` : ''
              }
            >
              {(open) => <HorizontalBars data={sources} onMark={open} />}
            </MarkChart>
            <TopContent content={data?.content} className="lg:col-span-2" />
          </div>
        </>
      )}
    </div>
  )
}
