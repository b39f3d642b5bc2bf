import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import type { BudgetAdvised, BudgetReport } from '@tributary/contracts'
import { Banner, Button, Card, DateRange, EmptyState, Page, SkeletonLines, useFormats } from '@tributary/ui'
import { Scale } from 'lucide-react'
import { trpc } from '../../api/trpc.ts'
import { paths } from '../../paths.ts'
import { rangeOf, searchOfRange } from '../../range/range-search.ts'
import { useToday } from '../../range/use-today.ts'
import { useMay } from '../../session/session.ts'
import { Loaded } from '../../shell/loaded.tsx'
import { usePageTitle } from '../../shell/page-title.ts'
import { modelWords } from '../attribution/model-words.ts'
import { AdviceCard } from './advice-card.tsx'
import { measureWords, missingWords } from './budget-words.ts'
import { Averages, CampaignTable } from './campaign-figures.tsx'
import { Decisions } from './decisions.tsx'
import type { BudgetFrame } from './rows-behind.tsx'
import { useDecide } from './use-decide.ts'

const route = getRouteApi('/app/budget')

/** Which ratios cannot be said, and why: a state of its own, never 0. */
const NotEnoughData = ({ gaps }: { gaps: BudgetAdvised['notEnoughData'] }) => {
  const names = [...new Set(gaps.map(({ campaign }) => campaign.id))]
  return gaps.length === 0 ? null : (
    <Card
      title="Not enough data"
      description="These campaigns are no part of the average and get no advice from it."
      flush
    >
      <ul className="divide-y divide-line border-line border-t text-sm">
        {names.map((id) => {
          const own = gaps.filter(({ campaign }) => campaign.id === id)
          return (
            <li key={id} className="flex flex-wrap gap-x-3 gap-y-1 px-4 py-2">
              <Link
                {...paths.campaignSpend({ campaignId: id })}
                className="min-w-40 font-medium underline-offset-2 hover:underline"
              >
                {own[0]?.campaign.name}
              </Link>
              <span className="text-muted">
                {own.map(({ measure, why }) => `${measureWords[measure]}: ${missingWords[why]}`).join('; ')}
              </span>
            </li>
          )
        })}
      </ul>
    </Card>
  )
}

const NoAdvice = ({ advised }: { advised: BudgetAdvised }) => {
  const hasSpend = advised.campaigns.some(({ costMinor }) => costMinor > 0)
  if (advised.decided > 0)
    return (
      <EmptyState icon={<Scale aria-hidden />} title="All advice is decided">
        It is looked at again two weeks after each decision.
      </EmptyState>
    )
  return hasSpend ? (
    <EmptyState icon={<Scale aria-hidden />} title="Nothing to change">
      No campaign stands out: none is above 1.5 times or below 0.7 times the average ROAS, none has leads at
      less than half the average cost, none has a click rate under 0.5 %.
    </EmptyState>
  ) : (
    <EmptyState
      icon={<Scale aria-hidden />}
      title="Not enough data"
      action={
        <Button tone="primary" nativeButton={false} render={<Link {...paths.spend({ import: true })} />}>
          Bring in spend
        </Button>
      }
    >
      No spend was reported for these days. Without it nothing can be said about ROAS or the cost of a lead.
    </EmptyState>
  )
}

const Advised = ({ report, advised }: { report: BudgetReport; advised: BudgetAdvised }) => {
  const formats = useFormats()
  const may = useMay()
  const decide = useDecide(report.period)
  const whyNot = may.can('campaigns.write') ? null : (may.whyNot('campaigns.write') ?? null)
  const frame: BudgetFrame = {
    period: report.period,
    currency: report.currency,
    model: report.chosen.model,
  }
  return (
    <>
      {advised.otherCurrencies.length > 0 ? (
        <Banner tone="info" className="rounded-lg">
          Without what was spent or won in {advised.otherCurrencies.join(', ')}: no exchange rate is known.
        </Banner>
      ) : null}
      <section aria-labelledby="advice" className="flex flex-col gap-3">
        <h2 id="advice" className="font-semibold text-lg">
          Advice
          <span className="ms-2 font-normal text-muted text-sm">
            {formats.count(advised.advice.length + advised.left)} open
            {advised.left > 0 ? `, the ten most important are shown` : ''}
            {advised.decided > 0 ? `, ${formats.count(advised.decided)} decided` : ''}
          </span>
        </h2>
        {advised.advice.length === 0 ? (
          <Card>
            <NoAdvice advised={advised} />
          </Card>
        ) : (
          <ol className="flex flex-col gap-3">
            {advised.advice.map((advice) => (
              <AdviceCard
                key={`${advice.campaign.id} ${advice.action}`}
                advice={advice}
                advised={advised}
                frame={frame}
                decide={decide}
                whyNot={whyNot}
              />
            ))}
          </ol>
        )}
      </section>
      <Averages advised={advised} currency={report.currency} />
      <CampaignTable advised={advised} frame={frame} />
      <NotEnoughData gaps={advised.notEnoughData} />
    </>
  )
}

/** Where should the next rupee go? */
export const Budget = () => {
  usePageTitle('Budget advisor')
  const search = route.useSearch()
  const navigate = useNavigate()
  const formats = useFormats()
  const may = useMay()
  const today = useToday()
  const range = rangeOf(search, today)
  const query = trpc.budget.read.useQuery(
    { period: range.span },
    {
      placeholderData: (old) => old,
      refetchInterval: ({ state }) => (state.data?.isRefreshing ? 3000 : false),
    },
  )
  const whyNot = may.can('campaigns.write') ? null : (may.whyNot('campaigns.write') ?? null)
  const report = query.data
  return (
    <Page
      title="Budget advisor"
      summary={
        report
          ? `${formats.day(report.period.start)} – ${formats.dayYear(report.period.end)}; revenue by the model ${
              modelWords[report.chosen.model]
            } with ${report.chosen.lookbackDays} days of touches`
          : ' '
      }
      actions={
        <DateRange
          value={range}
          today={today}
          comparable={false}
          onChange={(next) => void navigate({ ...paths.budget(searchOfRange(next)), resetScroll: false })}
        />
      }
    >
      <Decisions show="due" whyNot={whyNot} />
      <Loaded query={query} what="The advice" lines={8}>
        {(data) =>
          data.advised ? (
            <Advised report={data} advised={data.advised} />
          ) : (
            <Card>
              <div role="status" className="flex flex-col gap-3">
                <p className="text-sm">
                  The revenue of these days is attributed for the first time. It takes a moment.
                </p>
                <SkeletonLines lines={5} label="Advice is being prepared" />
              </div>
            </Card>
          )
        }
      </Loaded>
      <Decisions show="others" whyNot={whyNot} />
    </Page>
  )
}
