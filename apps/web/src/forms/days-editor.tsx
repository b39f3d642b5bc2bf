import { addDays } from '@tributary/kernel'
import { Button, Field, Input } from '@tributary/ui'
import { useToday } from '../range/use-today.ts'

type Days = { readonly from?: string | undefined; readonly to?: string | undefined }
type DaysEditorProps = Days & {
  onChange: (days: Days) => void
  /** Days that lie ahead: an expected close. */
  ahead?: boolean
}

const LENGTHS = [
  { label: 'Today', days: 1 },
  { label: '7 days', days: 7 },
  { label: '30 days', days: 30 },
  { label: '90 days', days: 90 },
] as const

/** From a day to a day, both included, in a filter. */
export const DaysEditor = ({ from, to, onChange, ahead = false }: DaysEditorProps) => {
  const today = useToday()
  const spanOf = (days: number): Days =>
    ahead ? { from: today, to: addDays(today, days - 1) } : { from: addDays(today, 1 - days), to: today }
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap gap-1">
        {LENGTHS.map(({ label, days }) => (
          <Button key={label} size="small" onClick={() => onChange(spanOf(days))}>
            {label}
          </Button>
        ))}
      </div>
      <Field label="From">
        <Input
          type="date"
          value={from ?? ''}
          max={to}
          onChange={(event) => onChange({ from: event.target.value || undefined, to })}
        />
      </Field>
      <Field label="To">
        <Input
          type="date"
          value={to ?? ''}
          min={from}
          onChange={(event) => onChange({ from, to: event.target.value || undefined })}
        />
      </Field>
    </div>
  )
}
