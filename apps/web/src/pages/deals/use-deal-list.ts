import type { DealCard, DealFilter, DealSortKey, DealSums } from '@tributary/contracts'
import { useMemo } from 'react'
import { trpc } from '../../api/trpc.ts'

export type DealSort = { readonly by: DealSortKey; readonly direction: 'asc' | 'desc' }

export type DealList = {
  readonly rows: readonly DealCard[]
  readonly sums: DealSums | undefined
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

/** Deals page by page as they are asked for, and what all of them add up to. */
export const useDealList = (filter: DealFilter, sort: DealSort, enabled: boolean): DealList => {
  const list = trpc.deals.list.useInfiniteQuery(
    { filter, sort, size: 50 },
    {
      getNextPageParam: (page) => page.nextCursor ?? undefined,
      placeholderData: (old) => old,
      // What is new waits behind a button: the list is read again when asked, not when the window is looked at.
      refetchOnWindowFocus: false,
      enabled,
    },
  )
  const sums = trpc.deals.sums.useQuery({ filter }, { placeholderData: (old) => old, enabled })
  const { data } = list
  const rows = useMemo((): readonly DealCard[] => {
    const known = new Set<string>()
    // A deal that moved while the list was being read may stand on two pages.
    return (data?.pages ?? [])
      .flatMap((page) => page.items)
      .filter(({ id }) => !known.has(id) && known.add(id))
  }, [data])
  return {
    rows,
    sums: sums.data,
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
