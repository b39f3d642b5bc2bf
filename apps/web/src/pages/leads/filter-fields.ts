import {
  CHANNEL_SOURCES,
  CHANNELS,
  DISCOVERY_STATUSES,
  GRADES,
  type LeadFilter,
  type LeadFilterChoices,
  REACHED,
  REVIEWS,
  SCORE_BANDS,
  STAGES,
  TEMPERATURES,
} from '@tributary/contracts'
import { countryName, type Formats, type Option } from '@tributary/ui'
import { named, PEOPLE, type Said, saidOptions, saidSpan, worded, written } from '../../lists/filter-words.ts'
import {
  bandWords,
  channelWords,
  gradeWords,
  reachedWords,
  reviewWords,
  sourceWords,
  stageWords,
  statusWords,
  temperatureWords,
} from '../../words.ts'
import type { FilterKey } from './lead-search.ts'

/** Keys of the filter whose conditions are lists, numbers … */
type KeysOf<Kind> = { [K in FilterKey]-?: NonNullable<LeadFilter[K]> extends Kind ? K : never }[FilterKey]
export type ListKey = KeysOf<readonly string[]>

export type FilterField = {
  readonly id: string
  readonly label: string
} & (
  | {
      readonly kind: 'options'
      readonly key: ListKey
      readonly options: (choices: LeadFilterChoices | undefined) => readonly Option[]
      /** Comes with links from charts; not offered in the menu. */
      readonly hidden?: boolean
    }
  | { readonly kind: 'days'; readonly from: FilterKey; readonly to: FilterKey }
  | { readonly kind: 'points'; readonly from: FilterKey; readonly to: FilterKey }
  | { readonly kind: 'one'; readonly key: 'nextStep' | 'response'; readonly options: readonly Option[] }
  | {
      readonly kind: 'flag'
      readonly key: 'waiting' | 'everQualified' | 'trustKnown' | 'deleted'
      readonly yes: string
      readonly no?: string
    }
  | { readonly kind: 'fixed'; readonly key: 'ids' | 'cell' }
)

const texts = (
  list: readonly string[] | undefined,
  word: (text: string) => string = (text) => text,
): Option[] => [
  ...(list ?? []).map((value) => ({ value, label: word(value) })),
  { value: '', label: 'Not known' },
]

/** Everything a list of leads can be filtered by, in the order of the menu. */
export const FILTER_FIELDS: readonly FilterField[] = [
  { id: 'stage', label: 'Stage', kind: 'options', key: 'stage', options: worded(stageWords, STAGES) },
  { id: 'grade', label: 'Grade', kind: 'options', key: 'grade', options: worded(gradeWords, GRADES) },
  {
    id: 'owner',
    label: 'Owner',
    kind: 'options',
    key: 'owner',
    options: (choices) => [...PEOPLE, ...named(choices?.owners)],
  },
  { id: 'review', label: 'Decision', kind: 'options', key: 'review', options: worded(reviewWords, REVIEWS) },
  {
    id: 'campaign',
    label: 'Campaign',
    kind: 'options',
    key: 'campaign',
    options: (choices) => named(choices?.campaigns),
  },
  { id: 'captured', label: 'Captured', kind: 'days', from: 'capturedFrom', to: 'capturedTo' },
  { id: 'score', label: 'Score', kind: 'points', from: 'scoreFrom', to: 'scoreTo' },
  { id: 'trust', label: 'Trust', kind: 'points', from: 'trustFrom', to: 'trustTo' },
  {
    id: 'nextStep',
    label: 'Next step',
    kind: 'one',
    key: 'nextStep',
    options: [
      { value: 'overdue', label: 'overdue' },
      { value: 'today', label: 'due today' },
      { value: 'week', label: 'due within 7 days' },
      { value: 'set', label: 'set' },
      { value: 'none', label: 'not set' },
    ],
  },
  {
    id: 'response',
    label: 'First answer',
    kind: 'one',
    key: 'response',
    options: [
      { value: 'late', label: 'late' },
      { value: 'due', label: 'still in time' },
    ],
  },
  {
    id: 'waiting',
    label: 'Pool',
    kind: 'flag',
    key: 'waiting',
    yes: 'waiting for an owner',
    no: 'not waiting',
  },
  {
    id: 'source',
    label: 'Source',
    kind: 'options',
    key: 'source',
    options: worded(sourceWords, CHANNEL_SOURCES),
  },
  {
    id: 'channel',
    label: 'Channel',
    kind: 'options',
    key: 'channel',
    options: worded(channelWords, CHANNELS),
  },
  {
    id: 'industry',
    label: 'Industry',
    kind: 'options',
    key: 'industry',
    options: (choices) => texts(choices?.industries),
  },
  {
    id: 'country',
    label: 'Country',
    kind: 'options',
    key: 'country',
    options: (choices) => texts(choices?.countries, countryName),
  },
  {
    id: 'region',
    label: 'Region',
    kind: 'options',
    key: 'region',
    options: (choices) => texts(choices?.regions),
  },
  {
    id: 'product',
    label: 'Product',
    kind: 'options',
    key: 'product',
    options: (choices) => [...named(choices?.products), { value: 'none', label: 'None' }],
  },
  {
    id: 'content',
    label: 'Ad content',
    kind: 'options',
    key: 'content',
    options: (choices) => texts(choices?.contents),
  },
  {
    id: 'sourceRecord',
    label: 'Data source',
    kind: 'options',
    key: 'sourceRecord',
    options: (choices) => named(choices?.sources),
  },
  {
    id: 'temperature',
    label: 'Temperature',
    kind: 'options',
    key: 'temperature',
    options: worded(temperatureWords, TEMPERATURES),
  },
  {
    id: 'status',
    label: 'Status',
    kind: 'options',
    key: 'status',
    options: worded(statusWords, DISCOVERY_STATUSES),
  },
  {
    id: 'everQualified',
    label: 'Qualified',
    kind: 'flag',
    key: 'everQualified',
    yes: 'at some time',
    no: 'never',
  },
  { id: 'won', label: 'Deal won', kind: 'days', from: 'wonFrom', to: 'wonTo' },
  {
    id: 'band',
    label: 'Score band',
    kind: 'options',
    key: 'band',
    options: worded(bandWords, SCORE_BANDS),
    hidden: true,
  },
  {
    id: 'trustBand',
    label: 'Trust band',
    kind: 'options',
    key: 'trustBand',
    options: worded(bandWords, SCORE_BANDS),
    hidden: true,
  },
  { id: 'trustKnown', label: 'Trust', kind: 'flag', key: 'trustKnown', yes: 'known', no: 'not known' },
  {
    id: 'reached',
    label: 'Reached',
    kind: 'options',
    key: 'reached',
    options: worded(reachedWords, REACHED),
    hidden: true,
  },
  { id: 'cell', label: 'Score × trust', kind: 'fixed', key: 'cell' },
  { id: 'ids', label: 'Chosen leads', kind: 'fixed', key: 'ids' },
  { id: 'deleted', label: 'Bin', kind: 'flag', key: 'deleted', yes: 'deleted in the last 30 days' },
]

export const keysOf = (field: FilterField): readonly FilterKey[] =>
  field.kind === 'days' || field.kind === 'points' ? [field.from, field.to] : [field.key]

export const isSet = (field: FilterField, filter: LeadFilter): boolean =>
  keysOf(field).some((key) => filter[key] !== undefined)

export const without = (filter: LeadFilter, field: FilterField): LeadFilter => {
  const rest: LeadFilter = { ...filter }
  for (const key of keysOf(field)) delete rest[key]
  return rest
}

const TENTH = 10

/** A condition of leads in words. */
export const describe = (
  field: FilterField,
  filter: LeadFilter,
  choices: LeadFilterChoices | undefined,
  formats: Formats,
): Said => {
  if (field.kind === 'options') return saidOptions(filter[field.key] ?? [], field.options(choices))
  if (field.kind === 'one') {
    const option = field.options.find(({ value }) => value === filter[field.key])
    return { operator: 'is', value: option?.label ?? 'any' }
  }
  if (field.kind === 'flag')
    return { operator: 'is', value: filter[field.key] === false ? (field.no ?? 'no') : field.yes }
  if (field.kind === 'fixed') {
    const values = filter[field.key] ?? []
    if (field.key === 'ids') return { operator: 'are', value: formats.count(values.length) }
    const [x = 0, y = 0] = (values[0] ?? '').split(':').map(Number)
    const tenth = (place: number) => `${place * TENTH}–${place === 9 ? 100 : place * TENTH + 9}`
    return {
      operator: 'is',
      value: values.length > 1 ? `${values.length} cells` : `${tenth(x)} × ${tenth(y)}`,
    }
  }
  const write = (value: unknown): string =>
    field.kind === 'days' ? formats.dayYear(String(value)) : formats.count(Number(value))
  return saidSpan(
    field.kind === 'days' ? 'days' : 'numbers',
    written(filter[field.from], write),
    written(filter[field.to], write),
  )
}
