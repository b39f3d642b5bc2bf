import { DealFilter, LeadFilter } from '@tributary/contracts'
import { DEAL_FILTER_KEYS, type DealSearch } from './deal-search.ts'

/** The conditions of an address that the wire understands; one wrong condition is dropped, the others stand. */
export const dealFilterOf = (search: DealSearch): DealFilter => {
  const kept: Record<string, unknown> = {}
  for (const key of DEAL_FILTER_KEYS) {
    if (search[key] === undefined) continue
    const { success, data } = (key === 'leads' ? LeadFilter : DealFilter.shape[key]).safeParse(search[key])
    if (success && data !== undefined) kept[key] = data
  }
  return kept as DealFilter
}

export const isFiltered = (filter: DealFilter): boolean => Object.keys(filter).length > 0
