import { comparedSpan, type DateRangeValue } from '@tributary/ui'
import { trpc } from '../../api/trpc.ts'
import { besideYearBefore } from './year-before.ts'

/** The figures of these days, with those they are compared with. */
export const useOverview = ({ span, compare }: DateRangeValue, campaignId?: string) => {
  const keep = { placeholderData: <Data>(old: Data | undefined) => old }
  const now = trpc.dashboard.overview.useQuery(
    { period: span, compare: compare === 'previous', ...(campaignId ? { campaignId } : {}) },
    keep,
  )
  const yearBefore = comparedSpan(span, 'year') ?? span
  const then = trpc.dashboard.overview.useQuery(
    { period: yearBefore, ...(campaignId ? { campaignId } : {}) },
    { ...keep, enabled: compare === 'year' },
  )
  const data = now.data && compare === 'year' && then.data ? besideYearBefore(now.data, then.data) : now.data
  return {
    data,
    isPending: now.isPending,
    isStale: now.isPlaceholderData || (compare === 'year' && (then.isPending || then.isPlaceholderData)),
    error: now.error,
    refetch: () => void now.refetch(),
    isFetching: now.isRefetching,
  }
}
