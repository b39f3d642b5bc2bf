import { getRouteApi, useNavigate } from '@tanstack/react-router'
import type { PipelineBridge, PipelineWeek, WeekBar } from '@tributary/contracts'
import { Button, ChartCard, EmptyState, Segmented, useFormats } from '@tributary/ui'
import type { WaterfallMark } from '@tributary/ui/charts'
import { ReadFailure } from '../../api/read-failure.tsx'
import { trpc } from '../../api/trpc.ts'
import { Waterfall } from '../../charts/lazy-charts.tsx'
import { paths } from '../../paths.ts'
import { plural } from '../../words.ts'
import { WeekDeals } from './week-deals.tsx'
import { weekWords } from './week-words.ts'

const route = getRouteApi('/app/forecast')

type Bar = Exclude<WeekBar, 'slipped'> | 'end'
type Row = {
  readonly id: Bar
  readonly kind: 'level' | 'change'
  readonly label: string
  readonly n: number
  readonly minor: number
}

const CHANGES = ['opened', 'changed', 'won', 'lost', 'removed'] as const

const rowsOf = ({ start, steps, end }: PipelineBridge, since: string): Row[] => [
  { id: 'start', kind: 'level', label: `Open on ${since}`, n: start.n, minor: start.amountMinor },
  ...CHANGES.filter((step) => step !== 'removed' || steps.removed.n !== 0).map((step): Row => {
    const { n, amountMinor } = steps[step]
    return { id: step, kind: 'change', label: weekWords[step], n: Math.abs(n), minor: amountMinor }
  }),
  { id: 'end', kind: 'level', label: 'Open now', n: end.n, minor: end.amountMinor },
]

/** Something was open, or became of it. */
const isMoving = ({ start, steps, end }: PipelineBridge): boolean =>
  [start, end, ...Object.values(steps)].some(({ n }) => n !== 0)

const bridgeOf = (week: PipelineWeek | undefined, currency: string | undefined): PipelineBridge | undefined =>
  week?.bridges.find((bridge) => bridge.currency === currency) ?? week?.bridges[0]

/** How the open deals of last week became those of now. */
export const WeekCard = () => {
  const formats = useFormats()
  const navigate = useNavigate()
  const search = route.useSearch()
  const { data: week, error, isFetching, refetch } = trpc.forecast.week.useQuery()
  const bridge = bridgeOf(week, search.currency)
  const currency = bridge?.currency ?? formats.currency
  const since = week ? formats.day(week.since) : ''
  const rows = bridge && isMoving(bridge) ? rowsOf(bridge, since) : []
  const write = (minor: number): string => formats.money({ minor, currency })
  const signed = (minor: number): string =>
    minor === 0 ? write(0) : `${minor < 0 ? '−' : '+'}${write(Math.abs(minor))}`
  const { week: _, currency: __, ...rest } = search
  const show = (bar: WeekBar | undefined, of = currency) =>
    void navigate({
      to: '/forecast',
      search: {
        ...rest,
        ...(of === week?.bridges[0]?.currency ? {} : { currency: of }),
        ...(bar && { week: bar }),
      },
      resetScroll: false,
    })
  const open = (id: string) => {
    const row = rows.find((one) => one.id === id)
    if (!row || !bridge) return
    if (row.id === 'end') void navigate(paths.deals(bridge.rows))
    else show(row.id)
  }
  const slipped = bridge?.steps.slipped
  const currencies = week?.bridges.map((one) => ({ value: one.currency, label: one.currency })) ?? []
  return (
    <>
      <ChartCard
        title="Since last week"
        loading={week === undefined && !error}
        rows={rows}
        summary={
          bridge
            ? `Since ${since} the open deals went from ${write(bridge.start.amountMinor)} to ${write(bridge.end.amountMinor)}.`
            : ''
        }
        error={
          error && !week ? (
            <ReadFailure title="The week could not be read" query={{ error, isFetching, refetch }} />
          ) : undefined
        }
        empty={
          <EmptyState title="No deal was open since last week" className="py-8">
            What is opened, won, lost or changed stands here from then on.
          </EmptyState>
        }
        actions={
          currencies.length > 1 ? (
            <Segmented
              label="Currency"
              segments={currencies}
              value={currency}
              onChange={(next) => show(undefined, next)}
            />
          ) : undefined
        }
        footer={
          slipped && rows.length > 0 ? (
            slipped.n === 0 ? (
              'No deal slipped to a later month.'
            ) : (
              <>
                <Button tone="link" size="small" className="h-auto! px-0!" onClick={() => show('slipped')}>
                  {formats.count(slipped.n)} {plural(slipped.n, 'deal')} slipped to a later month
                </Button>
                , together {write(slipped.amountMinor)}. That changes no sum.
              </>
            )
          ) : undefined
        }
        columns={[
          { header: 'Step', value: (row) => row.label },
          { header: 'Deals', value: (row) => row.n, format: (row) => formats.count(row.n) },
          {
            header: 'Value',
            value: (row) => row.minor,
            format: (row) => (row.kind === 'level' ? write(row.minor) : signed(row.minor)),
          },
        ]}
        onMark={(row) => open(row.id)}
        markLabel={(row) => `Show the deals: ${row.label}`}
      >
        <Waterfall
          data={rows.map(
            (row): WaterfallMark => ({
              id: row.id,
              kind: row.kind,
              label: row.label,
              value: row.minor,
              note: `${formats.count(row.n)} ${plural(row.n, 'deal')}`,
              closed: row.n === 0,
              // What is won leaves the pipeline too, and is no loss.
              ...(row.id === 'won' ? { color: 'var(--success)' } : {}),
              ...(row.id === 'opened' ? { color: 'var(--chart-3)' } : {}),
            }),
          )}
          format={write}
          formatChange={signed}
          onMark={({ id }) => open(id)}
        />
      </ChartCard>
      {search.week && bridge ? (
        <WeekDeals bar={search.week} currency={currency} since={since} onClose={() => show(undefined)} />
      ) : null}
    </>
  )
}
