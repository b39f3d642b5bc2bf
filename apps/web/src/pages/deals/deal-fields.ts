import {
  DEAL_STAGES,
  type DealFilter,
  type LeadFilter,
  type LeadFilterChoices,
  LOST_REASONS,
} from '@tributary/contracts'
import type { Formats, Option } from '@tributary/ui'
import {
  anyOf,
  named,
  PEOPLE,
  type Said,
  saidOptions,
  saidSpan,
  worded,
  written,
} from '../../lists/filter-words.ts'
import { dealStageWords, lostWords } from '../../words.ts'

type Key = Exclude<keyof DealFilter, 'leads'>
type LeadKey = keyof LeadFilter

/** A condition of deals. `leads` conditions speak of the deal's lead: whose it is, which campaign brought it. */
export type DealField = { readonly id: string; readonly label: string } & (
  | {
      readonly kind: 'options'
      readonly of: 'deal'
      readonly key: 'stage' | 'lostReason'
      readonly options: () => readonly Option[]
    }
  | {
      readonly kind: 'options'
      readonly of: 'lead'
      readonly key: 'owner' | 'campaign'
      readonly options: (choices: LeadFilterChoices | undefined) => readonly Option[]
    }
  | { readonly kind: 'days'; readonly from: Key; readonly to: Key; readonly ahead?: boolean }
  | { readonly kind: 'amount' }
  | { readonly kind: 'probability' }
  | { readonly kind: 'undated' }
  | { readonly kind: 'fixed'; readonly key: Key }
  /** Comes with links: whatever else their leads are asked for. */
  | { readonly kind: 'other-leads' }
)

/** Everything deals can be filtered by, in the order of the menu. */
export const DEAL_FIELDS: readonly DealField[] = [
  {
    id: 'stage',
    label: 'Stage',
    kind: 'options',
    of: 'deal',
    key: 'stage',
    options: worded(dealStageWords, DEAL_STAGES),
  },
  {
    id: 'owner',
    label: 'Owner',
    kind: 'options',
    of: 'lead',
    key: 'owner',
    options: (choices) => [...PEOPLE, ...named(choices?.owners)],
  },
  {
    id: 'campaign',
    label: 'Campaign',
    kind: 'options',
    of: 'lead',
    key: 'campaign',
    options: (choices) => named(choices?.campaigns),
  },
  {
    id: 'expected',
    label: 'Expected close',
    kind: 'days',
    from: 'expectedFrom',
    to: 'expectedTo',
    ahead: true,
  },
  { id: 'undated', label: 'Expected close', kind: 'undated' },
  { id: 'amount', label: 'Value', kind: 'amount' },
  { id: 'probability', label: 'Win probability', kind: 'probability' },
  { id: 'opened', label: 'Opened', kind: 'days', from: 'openedFrom', to: 'openedTo' },
  { id: 'closed', label: 'Closed', kind: 'days', from: 'closedFrom', to: 'closedTo' },
  {
    id: 'lostReason',
    label: 'Lost because of',
    kind: 'options',
    of: 'deal',
    key: 'lostReason',
    options: worded(lostWords, LOST_REASONS),
  },
  { id: 'currency', label: 'Currency', kind: 'fixed', key: 'currency' },
  { id: 'ids', label: 'Chosen deals', kind: 'fixed', key: 'ids' },
  { id: 'leadIds', label: 'Chosen leads', kind: 'fixed', key: 'leadIds' },
  { id: 'leads', label: 'Other conditions of their leads', kind: 'other-leads' },
]

const OFFERED_LEAD_KEYS: readonly LeadKey[] = ['owner', 'campaign', 'text']

const otherLeadKeys = (filter: DealFilter): LeadKey[] =>
  (Object.keys(filter.leads ?? {}) as LeadKey[]).filter((key) => !OFFERED_LEAD_KEYS.includes(key))

const keysOf = (field: DealField): readonly Key[] => {
  if (field.kind === 'days') return [field.from, field.to]
  if (field.kind === 'amount') return ['amountFrom', 'amountTo']
  if (field.kind === 'probability') return ['probabilityFrom']
  if (field.kind === 'undated') return ['undated']
  if (field.kind === 'fixed') return [field.key]
  return field.kind === 'options' && field.of === 'deal' ? [field.key] : []
}
const leadKeysOf = (field: DealField, filter: DealFilter): readonly LeadKey[] => {
  if (field.kind === 'other-leads') return otherLeadKeys(filter)
  return field.kind === 'options' && field.of === 'lead' ? [field.key] : []
}

export const isSet = (field: DealField, filter: DealFilter): boolean =>
  keysOf(field).some((key) => filter[key] !== undefined) ||
  leadKeysOf(field, filter).some((key) => filter.leads?.[key] !== undefined)

/** Puts conditions of the leads in place; none at all leaves no trace in the address. */
export const withLeads = (filter: DealFilter, leads: LeadFilter): DealFilter => {
  const { leads: _before, ...rest } = filter
  return Object.keys(leads).length > 0 ? { ...rest, leads } : rest
}

export const without = (filter: DealFilter, field: DealField): DealFilter => {
  const rest: DealFilter = { ...filter }
  for (const key of keysOf(field)) delete rest[key]
  const leads: LeadFilter = { ...filter.leads }
  for (const key of leadKeysOf(field, filter)) delete leads[key]
  return withLeads(rest, leads)
}

export const valuesOf = (field: DealField & { kind: 'options' }, filter: DealFilter): readonly string[] =>
  (field.of === 'deal' ? filter[field.key] : filter.leads?.[field.key]) ?? []

/** The filter with these values of a list of options; an empty list takes the condition away. */
export const withValues = (
  filter: DealFilter,
  field: DealField & { kind: 'options' },
  values: readonly string[],
): DealFilter => {
  const rest = without(filter, field)
  if (values.length === 0) return rest
  return field.of === 'deal'
    ? ({ ...rest, [field.key]: values } as DealFilter)
    : withLeads(rest, { ...rest.leads, [field.key]: values } as LeadFilter)
}

/** A condition of deals in words. */
export const describe = (
  field: DealField,
  filter: DealFilter,
  choices: LeadFilterChoices | undefined,
  formats: Formats,
): Said => {
  if (field.kind === 'options') {
    const options = field.of === 'deal' ? field.options() : field.options(choices)
    return saidOptions(valuesOf(field, filter), options)
  }
  if (field.kind === 'days') {
    const write = (day: unknown): string => formats.dayYear(String(day))
    return saidSpan('days', written(filter[field.from], write), written(filter[field.to], write))
  }
  if (field.kind === 'amount') {
    const write = (minor: number): string => formats.money(formats.own(minor))
    return saidSpan('numbers', written(filter.amountFrom, write), written(filter.amountTo, write))
  }
  if (field.kind === 'undated') return { operator: 'is', value: 'not entered' }
  if (field.kind === 'probability')
    return { operator: 'at least', value: formats.percent(filter.probabilityFrom ?? 0) }
  if (field.kind === 'other-leads')
    return {
      operator: '',
      value:
        otherLeadKeys(filter).length === 1 ? '1 condition' : `${otherLeadKeys(filter).length} conditions`,
    }
  const values = filter[field.key]
  if (field.key === 'currency') return { operator: 'is', value: anyOf((values as string[]) ?? []) }
  return { operator: 'are', value: formats.count(Array.isArray(values) ? values.length : 0) }
}
