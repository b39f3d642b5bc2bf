import { useMemo } from 'react'

/** What a list is told of its pages by the query behind it. */
export type PagedQuery<T> = {
  readonly data: { readonly pages: readonly { readonly items: readonly T[] }[] } | undefined
  readonly isPending: boolean
  readonly isPlaceholderData: boolean
  readonly isFetching: boolean
  readonly isFetchingNextPage: boolean
  readonly dataUpdatedAt: number
  readonly error: unknown
  readonly hasNextPage: boolean
  fetchNextPage(): Promise<unknown>
  refetch(): Promise<unknown>
}

export type PagedRows<T> = {
  readonly rows: readonly T[]
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
  readonly refetch: () => void
}

/** How every list is read: page by page, and what is new waits behind a button until it is asked for. */
export const PAGED = {
  getNextPageParam: (page: { readonly nextCursor: string | null }) => page.nextCursor ?? undefined,
  placeholderData: <T>(old: T): T => old,
  refetchOnWindowFocus: false,
} as const

export const usePagedRows = <T extends { readonly id: string }>(list: PagedQuery<T>): PagedRows<T> => {
  const { data } = list
  const rows = useMemo((): readonly T[] => {
    const known = new Set<string>()
    // What moved while the list was being read may stand on two pages.
    return (data?.pages ?? [])
      .flatMap((page) => page.items)
      .filter(({ id }) => !known.has(id) && known.add(id))
  }, [data])
  return {
    rows,
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
    refetch: () => void list.refetch(),
  }
}
