import type { LeadFilter } from '@tributary/contracts'
import { FilterBar, FilterChip, SearchInput, useFormats } from '@tributary/ui'
import { type ReactNode, type Ref, useRef, useState } from 'react'
import { trpc } from '../../api/trpc.ts'
import { useTypedText } from '../../forms/use-typed-text.ts'
import { FilterEditor } from './filter-editors.tsx'
import { describe, FILTER_FIELDS, isSet, without } from './filter-fields.ts'
import { isFiltered } from './lead-filter.ts'

type LeadFiltersProps = {
  filter: LeadFilter
  /** `typing` replaces the address instead of adding to the way back. */
  onChange: (filter: LeadFilter, typing?: boolean) => void
  searchRef?: Ref<HTMLInputElement>
  trailing?: ReactNode
}

export const LeadFilters = ({ filter, onChange, searchRef, trailing }: LeadFiltersProps) => {
  const formats = useFormats()
  const [editing, setEditing] = useState<string | null>(null)
  const { data: choices } = trpc.leads.choices.useQuery(undefined, { staleTime: 60_000 })
  const latest = useRef(filter)
  latest.current = filter
  const [typed, type] = useTypedText(filter.text ?? '', (text) => {
    const { text: _before, ...rest } = latest.current
    onChange(text ? { ...rest, text } : rest, true)
  })
  const shown = FILTER_FIELDS.filter((field) => isSet(field, filter) || field.id === editing)
  const addable = FILTER_FIELDS.filter(
    (field) =>
      !shown.includes(field) && field.kind !== 'fixed' && !(field.kind === 'options' && field.hidden),
  )
  const add = (id: string): void => {
    const field = FILTER_FIELDS.find((one) => one.id === id)
    if (field?.kind === 'flag') onChange({ ...filter, [field.key]: true })
    else setEditing(id)
  }
  return (
    <FilterBar
      search={
        <SearchInput
          ref={searchRef}
          label="Search leads"
          placeholder="Name, company, e-mail, phone"
          value={typed}
          onChange={type}
          className="w-64 max-sm:w-full"
        />
      }
      add={addable.map(({ id, label }) => ({ id, label }))}
      onAdd={add}
      onClear={isFiltered(filter) ? () => onChange({}) : undefined}
      trailing={trailing}
    >
      {shown.length > 0
        ? shown.map((field) => {
            const { operator, value } = describe(field, filter, choices, formats)
            return (
              <FilterChip
                key={field.id}
                field={field.label}
                operator={operator}
                value={value}
                onRemove={() => {
                  setEditing(null)
                  onChange(without(filter, field))
                }}
                open={editing === field.id}
                onOpenChange={(open) => setEditing(open ? field.id : null)}
                editor={
                  field.kind === 'fixed' ? undefined : (
                    <FilterEditor field={field} filter={filter} choices={choices} onChange={onChange} />
                  )
                }
              />
            )
          })
        : null}
    </FilterBar>
  )
}
