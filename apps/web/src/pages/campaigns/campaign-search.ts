import type { CampaignStatus } from '@tributary/contracts'
import { type RangeSearch, readRangeSearch } from '../../range/range-search.ts'

/** The address of the list of campaigns. */
export type CampaignSearch = RangeSearch & {
  readonly status?: CampaignStatus
  readonly text?: string
  readonly sort?: string
  readonly direction?: 'asc' | 'desc'
}

const STATUSES: readonly CampaignStatus[] = ['draft', 'active', 'paused', 'completed']

export const readCampaignSearch = (raw: Record<string, unknown>): CampaignSearch => {
  const status = STATUSES.find((one) => one === raw['status'])
  const direction = (['asc', 'desc'] as const).find((one) => one === raw['direction'])
  const { text: typed } = raw
  // The router reads `?text=42` as a number.
  const text = typeof typed === 'string' || typeof typed === 'number' ? String(typed).slice(0, 100) : ''
  return {
    ...readRangeSearch(raw),
    ...(status ? { status } : {}),
    ...(text ? { text } : {}),
    ...(typeof raw['sort'] === 'string' && direction ? { sort: raw['sort'], direction } : {}),
  }
}
