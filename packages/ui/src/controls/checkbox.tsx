import { Checkbox as Base } from '@base-ui/react/checkbox'
import { Check, Minus } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from '../class-names.ts'

export type CheckboxProps = {
  checked: boolean
  onChange: (checked: boolean, event: Event) => void
  /** Visible text, or the name when `hideLabel` is set. */
  label: ReactNode
  hideLabel?: boolean
  indeterminate?: boolean
  disabled?: boolean
  name?: string
  className?: string
}

export const Checkbox = ({
  checked,
  onChange,
  label,
  hideLabel,
  indeterminate,
  disabled,
  name,
  className,
}: CheckboxProps) => (
  <label
    className={cn(
      'inline-flex min-h-6 min-w-6 items-center gap-2 text-sm',
      hideLabel && 'justify-center',
      disabled ? 'text-subtle' : 'cursor-pointer',
      className,
    )}
  >
    <Base.Root
      checked={checked}
      indeterminate={indeterminate}
      disabled={disabled}
      name={name}
      onCheckedChange={(next, details) => onChange(next, details.event)}
      className="grid size-4 shrink-0 place-items-center rounded-sm border border-field bg-surface text-on-primary transition-colors data-checked:border-primary data-checked:bg-primary data-indeterminate:border-primary data-indeterminate:bg-primary data-disabled:opacity-50"
    >
      <Base.Indicator>
        {indeterminate ? <Minus aria-hidden className="size-3" /> : <Check aria-hidden className="size-3" />}
      </Base.Indicator>
    </Base.Root>
    <span className={hideLabel ? 'sr-only' : undefined}>{label}</span>
  </label>
)
