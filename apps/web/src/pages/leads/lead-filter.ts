import { LeadFilter } from '@tributary/contracts'
import { FILTER_KEYS, type FilterKey, type LeadSearch } from './lead-search.ts'

/** The conditions of an address that the wire understands; one wrong condition is dropped, the others stand. */
export const filterOf = (search: LeadSearch): LeadFilter => {
  const kept: Partial<Record<FilterKey, unknown>> = {}
  for (const key of FILTER_KEYS) {
    if (search[key] === undefined) continue
    const read = LeadFilter.shape[key].safeParse(search[key])
    if (read.success && read.data !== undefined) kept[key] = read.data
  }
  return kept as LeadFilter
}

export const isFiltered = (filter: LeadFilter): boolean => Object.keys(filter).length > 0
