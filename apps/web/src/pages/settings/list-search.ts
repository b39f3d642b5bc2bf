import { useNavigate } from '@tanstack/react-router'
import type { Sort } from '@tributary/ui'
import { z } from 'zod'
import { readSort, writeSort } from '../../shell/sorting.ts'

/** What the address of a small list holds: what is searched, the order, and the open record (`new` for one to come). */
export const ListSearch = z.object({
  q: z.string().optional().catch(undefined),
  sort: z.string().optional().catch(undefined),
  open: z.string().optional().catch(undefined),
})
export type ListSearch = z.infer<typeof ListSearch>

/** Writes into the address: typing replaces the entry in the history, everything else adds one. */
export const useListState = (search: ListSearch) => {
  const navigate = useNavigate()
  const go = (change: ListSearch, replace = false): void => {
    const merge = (old: object) => ({ ...old, ...change })
    void navigate({ to: '.', search: merge as never, replace, resetScroll: false })
  }
  return {
    q: search.q ?? '',
    sort: readSort(search.sort),
    open: search.open,
    onSearch: (text: string) => go({ q: text || undefined }, true),
    onSort: (sort: Sort | null) => go({ sort: writeSort(sort) }),
    onOpen: (id: string | undefined) => go({ open: id }),
  }
}
