import type { MoneyOverview } from '@tributary/contracts'
import { comparedSpan, type DateRangeValue } from '@tributary/ui'
import { trpc } from '../../api/trpc.ts'

/** How often is asked again while the first result of these days is calculated. */
const ASK_AGAIN_MS = 1500

/** The figures of one period as those before the other's. */
const beside = (now: MoneyOverview, then: MoneyOverview): MoneyOverview => {
  const metrics = Object.fromEntries(
    Object.entries(now.metrics).map(([key, figure]) => [
      key,
      { ...figure, previous: then.metrics[key as keyof MoneyOverview['metrics']].value },
    ]),
  )
  return { ...now, metrics: metrics as MoneyOverview['metrics'] }
}

/** What was spent and won in these days, with the days they are compared with. */
export const useMoney = (
  { span, compare }: DateRangeValue,
  campaignId?: string,
): MoneyOverview | undefined => {
  const options = {
    placeholderData: <Data>(old: Data | undefined) => old,
    refetchInterval: ({ state: { data } }: { state: { data: MoneyOverview | undefined } }) =>
      data && data.attribution.asOf === null ? ASK_AGAIN_MS : (false as const),
  }
  const of = campaignId ? { campaignId } : {}
  const now = trpc.dashboard.money.useQuery({ period: span, compare: compare === 'previous', ...of }, options)
  const then = trpc.dashboard.money.useQuery(
    { period: comparedSpan(span, 'year') ?? span, ...of },
    { ...options, enabled: compare === 'year' },
  )
  return now.data && compare === 'year' && then.data ? beside(now.data, then.data) : now.data
}
