import { getRouteApi, useNavigate } from '@tanstack/react-router'
import type { SpendRow } from '@tributary/contracts'
import {
  Button,
  Card,
  DateRange,
  Money,
  Percent,
  Segmented,
  Skeleton,
  Unknown,
  useFormats,
} from '@tributary/ui'
import { CalendarDays, Plus, Table2, Upload } from 'lucide-react'
import { type ReactNode, useCallback } from 'react'
import { trpc } from '../../../api/trpc.ts'
import { rangeOf, searchOfRange } from '../../../range/range-search.ts'
import { useToday } from '../../../range/use-today.ts'
import { useMay } from '../../../session/session.ts'
import { Loaded } from '../../../shell/loaded.tsx'
import { DayDialog } from './day-dialog.tsx'
import { ImportDialog } from './import-dialog.tsx'
import { SpendApi } from './spend-api.tsx'
import { SpendCalendar } from './spend-calendar.tsx'
import { SpendLines } from './spend-lines.tsx'
import type { SpendSearch } from './spend-search.ts'

const route = getRouteApi('/app/campaigns/$campaignId/spend')

const Figures = ({ campaignId, period }: { campaignId: string; period: { start: string; end: string } }) => {
  const formats = useFormats()
  const { data } = trpc.dashboard.money.useQuery({ campaignId, period }, { placeholderData: (old) => old })
  const metrics = data?.metrics
  const money = (value: number | null | undefined, unknown: string): ReactNode =>
    data && value != null ? (
      <Money value={{ minor: Math.round(value), currency: data.currency }} compact />
    ) : (
      <Unknown reason={unknown} />
    )
  const figures: readonly (readonly [string, ReactNode])[] = [
    ['Spend', money(metrics?.spendMinor.value, 'Nothing was reported')],
    ['Impressions', formats.count(metrics?.impressions.value ?? 0)],
    ['Clicks', formats.count(metrics?.clicks.value ?? 0)],
    ['CTR', <Percent key="ctr" value={metrics?.ctr.value ?? null} unknown="No impressions were reported" />],
    ['Cost per lead', money(metrics?.costPerLeadMinor.value, 'Not enough data: no spend or no leads')],
  ]
  return (
    <>
      {data ? (
        <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-line bg-line md:grid-cols-5">
          {figures.map(([label, value]) => (
            <div key={label} className="bg-surface px-3 py-2 last:max-md:col-span-2">
              <dt className="text-muted text-xs">{label}</dt>
              <dd className="font-semibold text-lg tabular-nums">{value}</dd>
            </div>
          ))}
        </dl>
      ) : (
        <Skeleton className="h-15 w-full rounded-lg" />
      )}
      {data && data.otherCurrencies.length > 0 ? (
        <p className="text-muted text-sm">
          Without what was spent or won in {data.otherCurrencies.join(', ')}; the lines below show it.
        </p>
      ) : null}
    </>
  )
}

/** What did this campaign cost, and what did the money bring? */
export const CampaignSpend = () => {
  const { campaignId } = route.useParams()
  const search = route.useSearch()
  const navigate = useNavigate()
  const may = useMay()
  const formats = useFormats()
  const today = useToday()
  const range = rangeOf(search, today)
  const campaign = trpc.campaigns.read.useQuery({ id: campaignId })
  const money = trpc.dashboard.money.useQuery(
    { campaignId, period: range.span },
    { placeholderData: (old) => old },
  )
  const whyNot = may.can('campaigns.write') ? null : (may.whyNot('campaigns.write') ?? null)
  const go = useCallback(
    (next: SpendSearch): void =>
      void navigate({
        to: '/campaigns/$campaignId/spend',
        params: { campaignId },
        search: next,
        replace: true,
        resetScroll: false,
      }),
    [navigate, campaignId],
  )
  const without = (key: 'day' | 'import' | 'as'): SpendSearch => {
    const { [key]: _closed, ...rest } = search
    return rest
  }
  const onEdit = useCallback((row: SpendRow) => go({ ...search, day: row.day }), [go, search])
  const add = (
    <Button
      icon={<Plus aria-hidden />}
      disabledReason={whyNot}
      onClick={() => go({ ...search, day: range.span.end < today ? range.span.end : today })}
    >
      Record a day
    </Button>
  )
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-2">
        <p className="me-auto text-muted text-sm">
          {formats.day(range.span.start)} – {formats.dayYear(range.span.end)}
        </p>
        <Segmented
          label="Shown as"
          value={search.as ?? 'calendar'}
          segments={[
            { value: 'calendar', label: 'Calendar', icon: <CalendarDays aria-hidden /> },
            { value: 'table', label: 'Table', icon: <Table2 aria-hidden /> },
          ]}
          onChange={(as) => go(as === 'table' ? { ...search, as } : without('as'))}
        />
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
          icon={<Upload aria-hidden />}
          disabledReason={whyNot}
          onClick={() => go({ ...search, import: true })}
        >
          Import CSV
        </Button>
        {add}
      </div>
      <Figures campaignId={campaignId} period={range.span} />
      {search.as === 'table' ? null : (
        <Card title="By day" description="Press a day to see, add or change what it cost.">
          <Loaded query={money} what="The days" lines={6}>
            {(data) => (
              <SpendCalendar
                days={data.perDay}
                currency={data.currency}
                today={today}
                onOpen={(day) => go({ ...search, day })}
              />
            )}
          </Loaded>
        </Card>
      )}
      <SpendLines campaignId={campaignId} period={range.span} whyNot={whyNot} onEdit={onEdit} begin={add} />
      {campaign.data ? <SpendApi slug={campaign.data.slug} today={today} /> : null}
      <DayDialog
        campaignId={campaignId}
        day={search.day}
        today={today}
        whyNot={whyNot}
        onClose={() => go(without('day'))}
      />
      <ImportDialog
        open={search.import === true}
        slug={campaign.data?.slug}
        onClose={() => go(without('import'))}
      />
    </div>
  )
}
