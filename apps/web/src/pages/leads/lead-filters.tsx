import type { LeadFilter } from '@tributary/contracts'
import type { Ref } from 'react'
import { type Conditions, ListFilters } from '../../lists/list-filters.tsx'
import { FilterEditor } from './filter-editors.tsx'
import { describe, FILTER_FIELDS, type FilterField, isSet, without } from './filter-fields.ts'

const conditions: Conditions<FilterField, LeadFilter> = {
  fields: FILTER_FIELDS,
  isSet,
  describe,
  without,
  offered: (field) =>
    field.kind === 'fixed' || (field.kind === 'options' && field.hidden) ? null : field.label,
  added: (field, filter) => (field.kind === 'flag' ? { ...filter, [field.key]: true } : null),
  editor: (field, filter, choices, onChange) =>
    field.kind === 'fixed' ? undefined : (
      <FilterEditor field={field} filter={filter} choices={choices} onChange={onChange} />
    ),
  text: (filter) => filter.text ?? '',
  withText: ({ text: _before, ...rest }, text) => (text ? { ...rest, text } : rest),
}

type LeadFiltersProps = {
  filter: LeadFilter
  /** `typing` replaces the address instead of adding to the way back. */
  onChange: (filter: LeadFilter, typing?: boolean) => void
  searchRef?: Ref<HTMLInputElement>
}

export const LeadFilters = (props: LeadFiltersProps) => (
  <ListFilters
    conditions={conditions}
    searchLabel="Search leads"
    searchHint="Name, company, e-mail, phone"
    {...props}
  />
)
