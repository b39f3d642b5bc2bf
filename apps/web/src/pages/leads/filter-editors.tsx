import type { LeadFilter, LeadFilterChoices } from '@tributary/contracts'
import { Button, Field, NumberField, Segmented } from '@tributary/ui'
import { DaysEditor } from '../../forms/days-editor.tsx'
import { OptionsEditor } from '../../forms/options-editor.tsx'
import { type FilterField, without } from './filter-fields.ts'

type EditorProps = {
  field: FilterField
  filter: LeadFilter
  choices: LeadFilterChoices | undefined
  onChange: (filter: LeadFilter) => void
}

/** One condition, edited in place; each change is seen in the list at once. */
export const FilterEditor = ({ field, filter, choices, onChange }: EditorProps) => {
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
  if (field.kind === 'days')
    return (
      <DaysEditor
        from={filter[field.from] as string | undefined}
        to={filter[field.to] as string | undefined}
        onChange={({ from, to }) => set({ [field.from]: from, [field.to]: to })}
      />
    )
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
