import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Card, DateRange, EmptyState, Page, SkeletonLines, useFormats } from '@tributary/ui'
import { Route as RouteIcon } from 'lucide-react'
import { ReadFailure } from '../../api/read-failure.tsx'
import { rangeOf, searchOfRange } from '../../range/range-search.ts'
import { useToday } from '../../range/use-today.ts'
import { usePageTitle } from '../../shell/page-title.ts'
import { type AttributionSearch, STANDARD_MODELS } from './attribution-search.ts'
import { ChooseModel } from './choose-model.tsx'
import { Controls } from './controls.tsx'
import { CreditTable } from './credit-table.tsx'
import { DealsSheet } from './deals-sheet.tsx'
import { HowSure } from './how-sure.tsx'
import { PathLengthChart, TimeToCloseChart } from './journey-charts.tsx'
import { byWords } from './model-words.ts'
import { type Opened, readOpened, writeOpened } from './opened.ts'
import { Reconciled } from './reconciled.tsx'
import { RevenueFlow } from './revenue-flow.tsx'
import { useAttribution } from './use-attribution.ts'

const route = getRouteApi('/app/attribution')

/** Where did the revenue come from, and how sure is that? */
export const AttributionExplorer = () => {
  usePageTitle('Attribution')
  const search = route.useSearch()
  const navigate = useNavigate()
  const formats = useFormats()
  const today = useToday()
  const range = rangeOf(search, today)
  const query = useAttribution(search, range)
  const { data } = query
  const by = search.by ?? 'channel'
  const models = search.models ?? STANDARD_MODELS
  const go = (next: AttributionSearch): void =>
    void navigate({ to: '/attribution', search: next, resetScroll: false })
  const without = <K extends keyof AttributionSearch>(...keys: readonly K[]) =>
    Object.fromEntries(
      Object.entries(search).filter(([key]) => !keys.includes(key as K)),
    ) as AttributionSearch
  const open = (opened: Opened) => go({ ...without('deal'), open: writeOpened(opened) })
  const result = data?.result
  const opened = readOpened(search.open)
  const charts = { currency: data?.currency ?? formats.currency, onOpen: open }
  return (
    <Page
      title="Attribution"
      summary={`Deals won ${formats.day(range.span.start)} – ${formats.dayYear(range.span.end)}, and the touches before them`}
      actions={
        <DateRange
          value={range}
          today={today}
          onChange={(next) =>
            go({ ...without('preset', 'from', 'to', 'compare', 'open', 'deal'), ...searchOfRange(next) })
          }
        />
      }
    >
      <Controls
        by={by}
        lookbackDays={search.window ?? data?.lookbackDays ?? 90}
        models={models}
        chosen={data?.chosen.model}
        onBy={(next) => go({ ...without('by', 'open', 'deal'), ...(next === 'channel' ? {} : { by: next }) })}
        onWindow={(days) => go({ ...without('open', 'deal'), window: days })}
        onModels={(next) => go({ ...search, models: next })}
      >
        {data ? <ChooseModel chosen={data.chosen} /> : null}
      </Controls>
      {query.error && !data ? (
        <Card>
          <ReadFailure title="The results could not be read" query={query} />
        </Card>
      ) : !data || !result ? (
        <Card title={data ? 'The journeys are being read' : undefined}>
          <SkeletonLines lines={6} label="The results are calculated" />
        </Card>
      ) : result.wonDeals === 0 ? (
        <Card>
          <EmptyState icon={<RouteIcon aria-hidden />} title="No deal was won in these days">
            Choose other days to see where their revenue came from.
          </EmptyState>
        </Card>
      ) : (
        <div
          className={
            query.isStale ? 'flex flex-col gap-4 opacity-60 transition-opacity' : 'flex flex-col gap-4'
          }
          aria-busy={query.isStale || undefined}
        >
          <Card
            flush
            title={`Revenue by ${byWords[by].toLowerCase()}`}
            description={<Reconciled answer={{ ...data, result }} onOpen={open} />}
            footer={<HowSure answer={{ ...data, result }} models={models} />}
          >
            <CreditTable answer={{ ...data, result }} models={models} header={byWords[by]} onOpen={open} />
          </Card>
          <div className="grid gap-4 lg:grid-cols-2">
            <RevenueFlow {...charts} result={result} className="lg:col-span-2" />
            <PathLengthChart {...charts} result={result} />
            <TimeToCloseChart {...charts} result={result} />
          </div>
        </div>
      )}
      {result && opened ? (
        <DealsSheet
          result={result}
          opened={opened}
          deal={search.deal}
          onDeal={(deal) => go({ ...without('deal'), ...(deal ? { deal } : {}) })}
          onClose={() => go(without('open', 'deal'))}
        />
      ) : null}
    </Page>
  )
}
