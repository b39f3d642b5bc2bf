import type { LeadFilter, LeadSortKey } from '@tributary/contracts'
import { uuid } from '../../routes/read-search.ts'

type Kind = 'list' | 'text' | 'number' | 'flag'

/** The shape of each condition in the address. What it may say is decided by the words of the wire, on the page. */
export const FILTER_KINDS = {
  text: 'text',
  ids: 'list',
  stage: 'list',
  grade: 'list',
  temperature: 'list',
  review: 'list',
  status: 'list',
  reached: 'list',
  owner: 'list',
  campaign: 'list',
  channel: 'list',
  source: 'list',
  sourceRecord: 'list',
  content: 'list',
  industry: 'list',
  country: 'list',
  region: 'list',
  product: 'list',
  capturedFrom: 'text',
  capturedTo: 'text',
  scoreFrom: 'number',
  scoreTo: 'number',
  band: 'list',
  trustFrom: 'number',
  trustTo: 'number',
  trustBand: 'list',
  trustKnown: 'flag',
  cell: 'list',
  everQualified: 'flag',
  waiting: 'flag',
  nextStep: 'text',
  response: 'text',
  wonFrom: 'text',
  wonTo: 'text',
  deleted: 'flag',
} as const satisfies Record<keyof LeadFilter, Kind>

export type FilterKey = keyof LeadFilter
export const FILTER_KEYS = Object.keys(FILTER_KINDS) as FilterKey[]

/** The address of a list of leads: the filter's own words, the sort and the columns that are put away. */
export type LeadSearch = LeadFilter & {
  readonly sort?: LeadSortKey
  readonly direction?: 'asc' | 'desc'
  readonly hide?: readonly string[]
  /** The saved view that was opened. */
  readonly view?: string
}

const READERS: Record<Kind, (value: unknown) => unknown> = {
  list: (value) => {
    const list = (Array.isArray(value) ? value : [value]).map(String).filter((one) => one !== 'undefined')
    return list.length > 0 ? list : undefined
  },
  // The router reads `?text=42` as a number.
  text: (value) => (value === '' ? undefined : String(value)),
  number: (value) => (Number.isFinite(Number(value)) ? Number(value) : undefined),
  flag: (value) => (value === true || value === 'true' ? true : value === false ? false : undefined),
}

const SORTS: readonly LeadSortKey[] = ['captured', 'score', 'company', 'stage', 'value', 'updated']

/** Keeps what has the right shape and drops the rest, so that no link can break the page. */
export const readLeadSearch = (raw: Readonly<Record<string, unknown>>): LeadSearch => {
  const read: Record<string, unknown> = {}
  for (const key of FILTER_KEYS) {
    if (raw[key] === undefined || raw[key] === null) continue
    const value = READERS[FILTER_KINDS[key]](raw[key])
    if (value !== undefined) read[key] = value
  }
  const sort = SORTS.find((one) => one === raw['sort'])
  if (sort) read['sort'] = sort
  if (raw['direction'] === 'asc' || raw['direction'] === 'desc') read['direction'] = raw['direction']
  const hide = Array.isArray(raw['hide']) ? raw['hide'].map(String) : []
  if (hide.length > 0) read['hide'] = hide
  const view = uuid(raw['view'])
  if (view) read['view'] = view
  return read as LeadSearch
}
