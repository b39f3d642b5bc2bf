import type { LeadCount, LeadFilter, LeadRow, LeadSort } from '@tributary/contracts'
import { trpc } from '../../api/trpc.ts'
import { PAGED, type PagedRows, usePagedRows } from '../../lists/use-paged-rows.ts'

export type LeadList = PagedRows<LeadRow> & { readonly count: LeadCount | undefined }

/** Leads page by page as they are asked for, and how many there are. */
export const useLeadList = (filter: LeadFilter, sort: LeadSort): LeadList => {
  const list = trpc.leads.list.useInfiniteQuery({ filter, sort, size: 50 }, PAGED)
  const count = trpc.leads.count.useQuery({ filter }, { placeholderData: (old) => old })
  return { ...usePagedRows(list), count: count.data }
}
