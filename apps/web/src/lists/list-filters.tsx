import type { LeadFilterChoices } from '@tributary/contracts'
import { FilterBar, FilterChip, type Formats, SearchInput, useFormats } from '@tributary/ui'
import { type ReactNode, type Ref, useRef, useState } from 'react'
import { trpc } from '../api/trpc.ts'
import { useTypedText } from '../forms/use-typed-text.ts'
import type { Said } from './filter-words.ts'

type Choices = LeadFilterChoices | undefined
type Labelled = { readonly id: string; readonly label: string }

/** What a list can be filtered by, and how each condition is said, edited and taken away. */
export type Conditions<Field extends Labelled, Filter> = {
  readonly fields: readonly Field[]
  readonly isSet: (field: Field, filter: Filter) => boolean
  readonly describe: (field: Field, filter: Filter, choices: Choices, formats: Formats) => Said
  readonly without: (filter: Filter, field: Field) => Filter
  /** How the menu calls it; null for what comes with links only. */
  readonly offered: (field: Field) => string | null
  /** The filter with a condition that needs no choice; null when it is edited first. */
  readonly added: (field: Field, filter: Filter) => Filter | null
  readonly editor: (
    field: Field,
    filter: Filter,
    choices: Choices,
    onChange: (filter: Filter) => void,
  ) => ReactNode
  readonly text: (filter: Filter) => string
  readonly withText: (filter: Filter, text: string) => Filter
}

type ListFiltersProps<Field extends Labelled, Filter> = {
  conditions: Conditions<Field, Filter>
  filter: Filter
  /** `typing` replaces the address instead of adding to the way back. */
  onChange: (filter: Filter, typing?: boolean) => void
  searchLabel: string
  searchHint: string
  searchRef?: Ref<HTMLInputElement>
  trailing?: ReactNode
}

/** The conditions of a list as chips, each edited in place, and a search box before them. */
export const ListFilters = <Field extends Labelled, Filter extends object>({
  conditions,
  filter,
  onChange,
  searchLabel,
  searchHint,
  searchRef,
  trailing,
}: ListFiltersProps<Field, Filter>) => {
  const { fields, isSet, describe, without, offered, added, editor } = conditions
  const formats = useFormats()
  const [editing, setEditing] = useState<string | null>(null)
  const { data: choices } = trpc.leads.choices.useQuery(undefined, { staleTime: 60_000 })
  const latest = useRef(filter)
  latest.current = filter
  const [typed, type] = useTypedText(conditions.text(filter), (text) =>
    onChange(conditions.withText(latest.current, text), true),
  )
  const shown = fields.filter((field) => isSet(field, filter) || field.id === editing)
  const add = (id: string): void => {
    const field = fields.find((one) => one.id === id)
    const next = field && added(field, filter)
    if (next) onChange(next)
    else setEditing(id)
  }
  return (
    <FilterBar
      search={
        <SearchInput
          ref={searchRef}
          label={searchLabel}
          placeholder={searchHint}
          value={typed}
          onChange={type}
          className="w-64 max-sm:w-full"
        />
      }
      add={fields.flatMap((field) => {
        const label = shown.includes(field) ? null : offered(field)
        return label === null ? [] : [{ id: field.id, label }]
      })}
      onAdd={add}
      onClear={Object.keys(filter).length > 0 ? () => onChange({} as Filter) : undefined}
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
                editor={editor(field, filter, choices, onChange)}
              />
            )
          })
        : null}
    </FilterBar>
  )
}
