import type { LeadFilter, LeadFilterChoices } from '@tributary/contracts'
import { addDays } from '@tributary/kernel'
import { Button, Checkbox, Field, Input, NumberField, type Option, Segmented } from '@tributary/ui'
import { useState } from 'react'
import { useToday } from '../../range/use-today.ts'
import { type FilterField, without } from './filter-fields.ts'

type EditorProps = {
  field: FilterField
  filter: LeadFilter
  choices: LeadFilterChoices | undefined
  onChange: (filter: LeadFilter) => void
}

const MANY = 8

const OptionsEditor = ({
  label,
  options,
  value,
  onChange,
}: {
  label: string
  options: readonly Option[]
  value: readonly string[]
  onChange: (value: string[]) => void
}) => {
  const [text, setText] = useState('')
  const shown = options.filter((option) => option.label.toLowerCase().includes(text.trim().toLowerCase()))
  return (
    <div className="flex flex-col gap-1">
      {options.length > MANY ? (
        <Input
          aria-label={`Find in ${label.toLowerCase()}`}
          placeholder="Type to find"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      ) : null}
      <div role="group" aria-label={label} className="flex max-h-64 flex-col overflow-y-auto">
        {shown.map((option) => (
          <span key={option.value} className="flex min-h-7 items-center">
            <Checkbox
              label={option.label}
              checked={value.includes(option.value)}
              onChange={(checked) =>
                onChange(checked ? [...value, option.value] : value.filter((one) => one !== option.value))
              }
            />
          </span>
        ))}
        {shown.length === 0 ? <p className="py-2 text-muted text-sm">Nothing matches.</p> : null}
      </div>
    </div>
  )
}

const PERIODS = [
  { label: 'Today', days: 1 },
  { label: '7 days', days: 7 },
  { label: '30 days', days: 30 },
  { label: '90 days', days: 90 },
] as const

/** One condition, edited in place; each change is seen in the list at once. */
export const FilterEditor = ({ field, filter, choices, onChange }: EditorProps) => {
  const today = useToday()
  const set = (values: Readonly<Record<string, unknown>>): void => {
    const next: Record<string, unknown> = { ...without(filter, field) }
    for (const [key, value] of Object.entries(values))
      if (value !== undefined && value !== null) next[key] = value
    onChange(next as LeadFilter)
  }
  if (field.kind === 'options')
    return (
      <OptionsEditor
        label={field.label}
        options={field.options(choices)}
        value={filter[field.key] ?? []}
        onChange={(value) => set({ [field.key]: value.length > 0 ? value : undefined })}
      />
    )
  if (field.kind === 'one')
    return (
      <div role="group" aria-label={field.label} className="flex flex-col gap-0.5">
        {field.options.map(({ value, label }) => (
          <Button
            key={value}
            tone="ghost"
            aria-pressed={filter[field.key] === value}
            className="justify-start aria-pressed:bg-primary-soft aria-pressed:text-primary-text"
            onClick={() => set({ [field.key]: value })}
          >
            <span className="first-letter:uppercase">{label}</span>
          </Button>
        ))}
      </div>
    )
  if (field.kind === 'flag')
    return field.no ? (
      <Segmented
        label={field.label}
        segments={[
          { value: 'yes', label: field.yes },
          { value: 'no', label: field.no },
        ]}
        value={filter[field.key] === false ? 'no' : 'yes'}
        onChange={(value) => set({ [field.key]: value === 'yes' })}
      />
    ) : (
      <p className="text-muted text-sm">Remove the condition to see the others.</p>
    )
  if (field.kind === 'days') {
    const from = filter[field.from] as string | undefined
    const to = filter[field.to] as string | undefined
    return (
      <div className="flex flex-col gap-2">
        <div className="flex flex-wrap gap-1">
          {PERIODS.map(({ label, days }) => (
            <Button
              key={label}
              size="small"
              onClick={() => set({ [field.from]: addDays(today, 1 - days), [field.to]: today })}
            >
              {label}
            </Button>
          ))}
        </div>
        <Field label="From">
          <Input
            type="date"
            value={from ?? ''}
            max={to}
            onChange={(event) => set({ [field.from]: event.target.value || undefined, [field.to]: to })}
          />
        </Field>
        <Field label="To">
          <Input
            type="date"
            value={to ?? ''}
            min={from}
            onChange={(event) => set({ [field.from]: from, [field.to]: event.target.value || undefined })}
          />
        </Field>
      </div>
    )
  }
  if (field.kind === 'points') {
    const from = (filter[field.from] as number | undefined) ?? null
    const to = (filter[field.to] as number | undefined) ?? null
    return (
      <div className="flex flex-col gap-2">
        <Field label="At least">
          <NumberField
            value={from}
            min={0}
            max={100}
            onChange={(value) => set({ [field.from]: value, [field.to]: to })}
          />
        </Field>
        <Field label="At most">
          <NumberField
            value={to}
            min={0}
            max={100}
            onChange={(value) => set({ [field.from]: from, [field.to]: value })}
          />
        </Field>
      </div>
    )
  }
  return null
}
