import { Switch as Base } from '@base-ui/react/switch'
import type { ReactNode } from 'react'
import { cn } from '../class-names.ts'

export type SwitchProps = {
  checked: boolean
  onChange: (checked: boolean) => void
  label: ReactNode
  hint?: ReactNode
  hideLabel?: boolean
  disabled?: boolean
  name?: string
  className?: string
}

export const Switch = ({
  checked,
  onChange,
  label,
  hint,
  hideLabel,
  disabled,
  name,
  className,
}: SwitchProps) => (
  <label
    className={cn(
      'flex min-h-6 items-start gap-2.5 text-sm',
      disabled ? 'text-subtle' : 'cursor-pointer',
      className,
    )}
  >
    <Base.Root
      checked={checked}
      onCheckedChange={onChange}
      disabled={disabled}
      name={name}
      className="mt-px flex h-4.5 w-8 shrink-0 items-center rounded-full border border-field bg-hover p-px transition-colors data-checked:border-primary data-checked:bg-primary data-disabled:opacity-50"
    >
      <Base.Thumb className="size-3.5 rounded-full bg-field transition-transform data-checked:translate-x-3.5 data-checked:bg-on-primary rtl:data-checked:-translate-x-3.5" />
    </Base.Root>
    <span className={hideLabel ? 'sr-only' : 'min-w-0'}>
      {label}
      {hint ? <span className="block text-subtle text-xs">{hint}</span> : null}
    </span>
  </label>
)
