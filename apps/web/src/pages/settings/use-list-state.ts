import { useNavigate } from '@tanstack/react-router'
import type { Sort } from '@tributary/ui'
import { readSort, writeSort } from '../../shell/sorting.ts'
import type { ListSearch } from './list-search.ts'

/** Writes into the address: typing replaces the entry in the history, everything else adds one. */
export const useListState = (search: ListSearch) => {
  const navigate = useNavigate()
  const go = (change: Partial<ListSearch>, replace = false): void => {
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
