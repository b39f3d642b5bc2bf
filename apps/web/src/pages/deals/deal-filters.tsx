import type { DealFilter, LeadFilterChoices } from '@tributary/contracts'
import { Field, FilterBar, FilterChip, NumberField, SearchInput, useFormats } from '@tributary/ui'
import { type ReactNode, type Ref, useRef, useState } from 'react'
import { trpc } from '../../api/trpc.ts'
import { DaysEditor } from '../../forms/days-editor.tsx'
import { MoneyInput } from '../../forms/money-input.tsx'
import { OptionsEditor } from '../../forms/options-editor.tsx'
import { useTypedText } from '../../forms/use-typed-text.ts'
import {
  DEAL_FIELDS,
  type DealField,
  describe,
  isSet,
  valuesOf,
  withLeads,
  without,
  withValues,
} from './deal-fields.ts'
import { isFiltered } from './deal-filter.ts'

/** They come with links, or have nothing to choose. */
const NOT_EDITED: readonly DealField['kind'][] = ['fixed', 'other-leads', 'undated']

type EditorProps = {
  field: DealField
  filter: DealFilter
  choices: LeadFilterChoices | undefined
  onChange: (filter: DealFilter) => void
}

/** One condition, edited in place; each change is seen in the deals at once. */
const Editor = ({ field, filter, choices, onChange }: EditorProps) => {
  const { currency } = useFormats()
  const set = (values: Readonly<Record<string, unknown>>): void => {
    const next: Record<string, unknown> = { ...without(filter, field) }
    for (const [key, value] of Object.entries(values))
      if (value !== undefined && value !== null) next[key] = value
    onChange(next as DealFilter)
  }
  if (field.kind === 'options')
    return (
      <OptionsEditor
        label={field.label}
        options={field.of === 'deal' ? field.options() : field.options(choices)}
        value={valuesOf(field, filter)}
        onChange={(values) => onChange(withValues(filter, field, values))}
      />
    )
  if (field.kind === 'days')
    return (
      <DaysEditor
        from={filter[field.from] as string | undefined}
        to={filter[field.to] as string | undefined}
        ahead={field.ahead}
        onChange={({ from, to }) => set({ [field.from]: from, [field.to]: to })}
      />
    )
  if (field.kind === 'amount')
    return (
      <div className="flex flex-col gap-2">
        <Field label="At least">
          <MoneyInput
            value={filter.amountFrom ?? null}
            currency={currency}
            onChange={(value) => set({ amountFrom: value, amountTo: filter.amountTo })}
          />
        </Field>
        <Field label="At most">
          <MoneyInput
            value={filter.amountTo ?? null}
            currency={currency}
            onChange={(value) => set({ amountFrom: filter.amountFrom, amountTo: value })}
          />
        </Field>
        <p className="text-muted text-xs">Deals in other currencies are compared by their own amount.</p>
      </div>
    )
  return (
    <Field label="At least, in percent">
      <NumberField
        value={filter.probabilityFrom === undefined ? null : Math.round(filter.probabilityFrom * 100)}
        min={0}
        max={100}
        onChange={(value) => set({ probabilityFrom: value === null ? undefined : value / 100 })}
      />
    </Field>
  )
}

type DealFiltersProps = {
  filter: DealFilter
  /** `typing` replaces the address instead of adding to the way back. */
  onChange: (filter: DealFilter, typing?: boolean) => void
  searchRef?: Ref<HTMLInputElement>
  trailing?: ReactNode
}

export const DealFilters = ({ filter, onChange, searchRef, trailing }: DealFiltersProps) => {
  const formats = useFormats()
  const [editing, setEditing] = useState<string | null>(null)
  const { data: choices } = trpc.leads.choices.useQuery(undefined, { staleTime: 60_000 })
  const latest = useRef(filter)
  latest.current = filter
  const [typed, type] = useTypedText(filter.leads?.text ?? '', (text) => {
    const { text: _before, ...leads } = latest.current.leads ?? {}
    onChange(withLeads(latest.current, text ? { ...leads, text } : leads), true)
  })
  const shown = DEAL_FIELDS.filter((field) => isSet(field, filter) || field.id === editing)
  const addable = DEAL_FIELDS.filter(
    (field) => !shown.includes(field) && (field.kind === 'undated' || !NOT_EDITED.includes(field.kind)),
  )
  return (
    <FilterBar
      search={
        <SearchInput
          ref={searchRef}
          label="Search deals"
          placeholder="Company, name, e-mail"
          value={typed}
          onChange={type}
          className="w-64 max-sm:w-full"
        />
      }
      add={addable.map(({ id, label, kind }) => ({
        id,
        label: kind === 'undated' ? 'No expected close' : label,
      }))}
      onAdd={(id) => (id === 'undated' ? onChange({ ...filter, undated: true }) : setEditing(id))}
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
                  NOT_EDITED.includes(field.kind) ? undefined : (
                    <Editor field={field} filter={filter} choices={choices} onChange={onChange} />
                  )
                }
              />
            )
          })
        : null}
    </FilterBar>
  )
}
