import type { LeadCount, LeadFilter, LeadRow, LeadSort } from '@tributary/contracts'
import { useMemo } from 'react'
import { trpc } from '../../api/trpc.ts'

export type LeadList = {
  readonly rows: readonly LeadRow[]
  readonly count: LeadCount | undefined
  readonly isPending: boolean
  /** The rows are those of the question before. */
  readonly isStale: boolean
  readonly isFetching: boolean
  readonly isFetchingMore: boolean
  /** When the list was read last, 0 while it is not the one that was asked for. */
  readonly readAt: number
  readonly error: unknown
  readonly hasMore: boolean
  readonly readMore: () => void
  readonly retry: () => void
}

/** Leads page by page as they are asked for, and how many there are. */
export const useLeadList = (filter: LeadFilter, sort: LeadSort): LeadList => {
  const list = trpc.leads.list.useInfiniteQuery(
    { filter, sort, size: 50 },
    {
      getNextPageParam: (page) => page.nextCursor ?? undefined,
      placeholderData: (old) => old,
      // What is new waits behind a button: the list is read again when asked, not when the window is looked at.
      refetchOnWindowFocus: false,
    },
  )
  const count = trpc.leads.count.useQuery({ filter }, { placeholderData: (old) => old })
  const { data } = list
  const rows = useMemo((): readonly LeadRow[] => {
    const known = new Set<string>()
    // A lead that moved while the list was being read may stand on two pages.
    return (data?.pages ?? [])
      .flatMap((page) => page.items)
      .filter(({ id }) => !known.has(id) && known.add(id))
  }, [data])
  return {
    rows,
    count: count.data,
    isPending: list.isPending,
    isStale: list.isPlaceholderData,
    isFetching: list.isFetching,
    isFetchingMore: list.isFetchingNextPage,
    readAt: list.isPlaceholderData ? 0 : list.dataUpdatedAt,
    error: list.error,
    hasMore: list.hasNextPage,
    readMore: () => {
      if (list.hasNextPage && !list.isFetching) void list.fetchNextPage()
    },
    retry: () => void list.refetch(),
  }
}
