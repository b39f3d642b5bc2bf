import { type RangeSearch, readRangeSearch } from '../../../range/range-search.ts'
import { day } from '../../../routes/read-search.ts'

/** The address of spend: its days, how they are shown, and the day that is open. */
export type SpendSearch = RangeSearch & {
  readonly as?: 'table'
  readonly day?: string
  /** A file is being brought in. */
  readonly import?: true
}

export const readSpendSearch = (raw: Record<string, unknown>): SpendSearch => {
  const open = day(raw['day'])
  return {
    ...readRangeSearch(raw),
    ...(raw['as'] === 'table' ? { as: 'table' as const } : {}),
    ...(open ? { day: open } : {}),
    ...(raw['import'] === true ? { import: true as const } : {}),
  }
}
