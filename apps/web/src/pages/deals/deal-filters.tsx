import type { DealFilter, LeadFilterChoices } from '@tributary/contracts'
import { Field, NumberField, useFormats } from '@tributary/ui'
import type { ReactNode, Ref } from 'react'
import { DaysEditor } from '../../forms/days-editor.tsx'
import { MoneyInput } from '../../forms/money-input.tsx'
import { OptionsEditor } from '../../forms/options-editor.tsx'
import { type Conditions, ListFilters } from '../../lists/list-filters.tsx'
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

const conditions: Conditions<DealField, DealFilter> = {
  fields: DEAL_FIELDS,
  isSet,
  describe,
  without,
  offered: ({ kind, label }) => {
    if (kind === 'undated') return 'No expected close'
    return NOT_EDITED.includes(kind) ? null : label
  },
  added: ({ kind }, filter) => (kind === 'undated' ? { ...filter, undated: true } : null),
  editor: (field, filter, choices, onChange) =>
    NOT_EDITED.includes(field.kind) ? undefined : (
      <Editor field={field} filter={filter} choices={choices} onChange={onChange} />
    ),
  text: (filter) => filter.leads?.text ?? '',
  withText: (filter, text) => {
    const { text: _before, ...leads } = filter.leads ?? {}
    return withLeads(filter, text ? { ...leads, text } : leads)
  },
}

type DealFiltersProps = {
  filter: DealFilter
  /** `typing` replaces the address instead of adding to the way back. */
  onChange: (filter: DealFilter, typing?: boolean) => void
  searchRef?: Ref<HTMLInputElement>
  trailing?: ReactNode
}

export const DealFilters = (props: DealFiltersProps) => (
  <ListFilters
    conditions={conditions}
    searchLabel="Search deals"
    searchHint="Company, name, e-mail"
    {...props}
  />
)
