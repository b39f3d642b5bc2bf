import type { DealFilter, DealSortKey } from '@tributary/contracts'
import { oneOf, uuid } from '../../routes/read-search.ts'

type Kind = 'list' | 'text' | 'number' | 'flag' | 'leads'

/** The shape of each condition in the address. What it may say is decided by the words of the wire, on the page. */
export const DEAL_FILTER_KINDS = {
  ids: 'list',
  leadIds: 'list',
  stage: 'list',
  lostReason: 'list',
  currency: 'list',
  amountFrom: 'number',
  amountTo: 'number',
  probabilityFrom: 'number',
  expectedFrom: 'text',
  expectedTo: 'text',
  undated: 'flag',
  openedFrom: 'text',
  openedTo: 'text',
  closedFrom: 'text',
  closedTo: 'text',
  leads: 'leads',
} as const satisfies Record<keyof DealFilter, Kind>

export type DealFilterKey = keyof DealFilter
export const DEAL_FILTER_KEYS = Object.keys(DEAL_FILTER_KINDS) as DealFilterKey[]

/** The address of the deals: the filter's own words, board or table, the sort, and the deal that is open. */
export type DealSearch = DealFilter & {
  readonly view?: 'board'
  readonly sort?: DealSortKey
  readonly direction?: 'asc' | 'desc'
  readonly hide?: readonly string[]
  /** The saved view that was opened. */
  readonly saved?: string
  readonly open?: string
  /** A deal is being added. */
  readonly add?: true
}

const READERS: Record<Kind, (value: unknown) => unknown> = {
  list: (value) => {
    const list = (Array.isArray(value) ? value : [value]).map(String)
    return list.length > 0 ? list : undefined
  },
  text: (value) => (value === '' ? undefined : String(value)),
  number: (value) => (Number.isFinite(Number(value)) ? Number(value) : undefined),
  flag: (value) => (value === true ? true : undefined),
  leads: (value) => (typeof value === 'object' && !Array.isArray(value) ? value : undefined),
}

// The list of the contracts would bring its validators into the first load; the compiler sees that none is missing.
const SORTS = {
  amount: true,
  expected: true,
  probability: true,
  opened: true,
  closed: true,
  updated: true,
} satisfies Record<DealSortKey, true>
const sortKey = oneOf(Object.keys(SORTS) as DealSortKey[])
const direction = oneOf(['asc', 'desc'])

/** Keeps what has the right shape and drops the rest, so that no link can break the page. */
export const readDealSearch = (raw: Readonly<Record<string, unknown>>): DealSearch => {
  const read: Record<string, unknown> = {}
  for (const key of DEAL_FILTER_KEYS) {
    if (raw[key] === undefined || raw[key] === null) continue
    const value = READERS[DEAL_FILTER_KINDS[key]](raw[key])
    if (value !== undefined) read[key] = value
  }
  if (raw['view'] === 'board') read['view'] = 'board'
  const by = sortKey(raw['sort'])
  if (by) read['sort'] = by
  const way = direction(raw['direction'])
  if (way) read['direction'] = way
  if (Array.isArray(raw['hide']) && raw['hide'].length > 0) read['hide'] = raw['hide'].map(String)
  const saved = uuid(raw['saved'])
  if (saved) read['saved'] = saved
  const open = uuid(raw['open'])
  if (open) read['open'] = open
  if (raw['add'] === true) read['add'] = true
  return read as DealSearch
}
