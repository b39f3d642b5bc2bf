import { comparedSpan, type DateRangeValue } from '@tributary/ui'
import { type Outputs, trpc } from '../../api/trpc.ts'
import type { AttributionSearch } from './attribution-search.ts'

/** How often is asked again while the first result is under way. */
const ASK_AGAIN_MS = 1500

type Read = {
  readonly data: Outputs['attribution']['read'] | undefined
  readonly error: unknown
  readonly isStale: boolean
  readonly isFetching: boolean
  readonly refetch: () => void
}

/** The stored result of these days; while it is calculated for the first time, it is asked for again. */
export const useAttribution = (
  { by = 'channel', window }: Pick<AttributionSearch, 'by' | 'window'>,
  { span, compare }: DateRangeValue,
): Read => {
  const against = comparedSpan(span, compare)
  const { data, error, isPlaceholderData, isRefetching, refetch } = trpc.attribution.read.useQuery(
    {
      by,
      period: span,
      ...(window ? { lookbackDays: window } : {}),
      ...(against ? { against } : {}),
    },
    {
      placeholderData: (old) => old,
      refetchInterval: ({ state: { data } }) => (data && !data.result ? ASK_AGAIN_MS : false),
    },
  )
  return { data, error, isStale: isPlaceholderData, isFetching: isRefetching, refetch: () => void refetch() }
}
