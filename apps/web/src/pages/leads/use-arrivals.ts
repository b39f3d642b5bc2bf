import type { LeadFilter, LeadRow } from '@tributary/contracts'
import { getQueryKey } from '../../api/query-key.ts'
import { client, trpc } from '../../api/trpc.ts'
import { MOST_NEWS, useListNews } from '../../lists/use-list-news.ts'

const newest = { by: 'captured', direction: 'desc' } as const

/** How many leads of this filter came since the list was read. */
export const useArrivals = (filter: LeadFilter, rows: readonly LeadRow[], readAt: number): number =>
  useListNews({
    filter,
    rows,
    readAt,
    queryKey: getQueryKey(trpc.leads.list),
    leadOf: ({ id }) => id,
    readNewest: async () => (await client.leads.list.query({ filter, sort: newest, size: MOST_NEWS })).items,
    readAgain: async (ids) => (await client.leads.list.query({ filter: { ids }, size: 100 })).items,
  })
