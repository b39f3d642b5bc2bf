import { Field as Base } from '@base-ui/react/field'
import { CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from '../class-names.ts'

export type FieldProps = {
  label: ReactNode
  /** The control: Input, Textarea, Select, NumberField, Combobox … */
  children: ReactNode
  hint?: ReactNode
  /** What is wrong and what to do about it. */
  error?: string | null
  required?: boolean
  name?: string
  className?: string
}

/** Ties a label, a hint and an error to one control. */
export const Field = ({ label, children, hint, error, required, name, className }: FieldProps) => (
  <Base.Root name={name} invalid={Boolean(error)} className={cn('flex min-w-0 flex-col gap-1.5', className)}>
    <Base.Label className="font-medium text-fg text-sm">
      {label}
      {required ? (
        <span aria-hidden className="text-danger">
          {' '}
          *
        </span>
      ) : null}
    </Base.Label>
    {children}
    {hint ? <Base.Description className="text-subtle text-xs">{hint}</Base.Description> : null}
    <Base.Error match={Boolean(error)} className="flex items-start gap-1 text-danger text-xs">
      <CircleAlert aria-hidden className="mt-0.5 size-3 shrink-0" />
      {error}
    </Base.Error>
  </Base.Root>
)
