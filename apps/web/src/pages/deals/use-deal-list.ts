import type { DealCard, DealFilter, DealSortKey, DealSums } from '@tributary/contracts'
import { trpc } from '../../api/trpc.ts'
import { PAGED, type PagedRows, usePagedRows } from '../../lists/use-paged-rows.ts'

export type DealSort = { readonly by: DealSortKey; readonly direction: 'asc' | 'desc' }

export type DealList = PagedRows<DealCard> & { readonly sums: DealSums | undefined }

/** Deals page by page as they are asked for, and what all of them add up to. */
export const useDealList = (filter: DealFilter, sort: DealSort): DealList => {
  const list = trpc.deals.list.useInfiniteQuery({ filter, sort, size: 50 }, PAGED)
  const sums = trpc.deals.sums.useQuery({ filter }, { placeholderData: (old) => old })
  return { ...usePagedRows(list), sums: sums.data }
}
