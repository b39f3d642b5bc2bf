import { NumberField as Base } from '@base-ui/react/number-field'
import { Minus, Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from '../class-names.ts'
import { fieldClasses } from './field-classes.ts'

export type NumberFieldProps = {
  value: number | null
  onChange: (value: number | null) => void
  /** The name when no Field labels it. */
  label?: string
  min?: number
  max?: number
  step?: number
  disabled?: boolean
  /** What the number counts, shown after it: "points", "%", "days". */
  unit?: ReactNode
  name?: string
  id?: string
  className?: string
}

const stepButton =
  'grid w-7 place-items-center text-subtle hover:bg-hover hover:text-fg data-disabled:opacity-40 pointer-coarse:w-11'

export const NumberField = ({
  value,
  onChange,
  label,
  min,
  max,
  step,
  disabled,
  unit,
  name,
  id,
  className,
}: NumberFieldProps) => (
  <Base.Root
    value={value}
    onValueChange={onChange}
    min={min}
    max={max}
    step={step}
    disabled={disabled}
    name={name}
    id={id}
    className={className}
  >
    <Base.Group
      className={cn(
        fieldClasses,
        'flex h-control items-stretch overflow-hidden p-0 focus-within:border-primary',
      )}
    >
      <Base.Input
        aria-label={label}
        className="w-full min-w-0 flex-1 bg-transparent px-2.5 text-sm tabular-nums outline-none"
      />
      {unit ? <span className="flex items-center pe-2 text-subtle text-xs">{unit}</span> : null}
      <Base.Decrement aria-label="Less" className={cn(stepButton, 'border-line border-s')}>
        <Minus aria-hidden className="size-3.5" />
      </Base.Decrement>
      <Base.Increment aria-label="More" className={cn(stepButton, 'border-line border-s')}>
        <Plus aria-hidden className="size-3.5" />
      </Base.Increment>
    </Base.Group>
  </Base.Root>
)
