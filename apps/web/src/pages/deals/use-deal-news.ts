import type { DealCard, DealFilter } from '@tributary/contracts'
import { getQueryKey } from '../../api/query-key.ts'
import { client, queryClient, trpc } from '../../api/trpc.ts'
import { MOST_NEWS, useListNews } from '../../lists/use-list-news.ts'

const newest = { by: 'opened', direction: 'desc' } as const

/** How many deals of this filter were opened since the list was read; the sums follow each change. */
export const useDealNews = (filter: DealFilter, rows: readonly DealCard[], readAt: number): number =>
  useListNews({
    filter,
    rows,
    readAt,
    queryKey: getQueryKey(trpc.deals.list),
    leadOf: ({ lead }) => lead.id,
    readNewest: async () => (await client.deals.list.query({ filter, sort: newest, size: MOST_NEWS })).items,
    readAgain: async (ids) => (await client.deals.list.query({ filter: { ids }, size: 100 })).items,
    onChange: () => void queryClient.invalidateQueries({ queryKey: getQueryKey(trpc.deals.sums) }),
  })
