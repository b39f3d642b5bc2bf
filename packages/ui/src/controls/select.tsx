import { Select as Base } from '@base-ui/react/select'
import { Check, ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from '../class-names.ts'
import { fieldClasses, itemClasses, popupClasses } from './field-classes.ts'

export type Option<Value extends string = string> = {
  value: Value
  label: string
  hint?: string
  icon?: ReactNode
  disabled?: boolean
}

export type SelectProps<Value extends string> = {
  options: readonly Option<Value>[]
  value: Value | null
  onChange: (value: Value) => void
  /** The name when no Field labels it. */
  label?: string
  placeholder?: string
  disabled?: boolean
  name?: string
  id?: string
  /** As wide as its text instead of its container. */
  inline?: boolean
  className?: string
}

export const Select = <Value extends string>({
  options,
  value,
  onChange,
  label,
  placeholder = 'Choose…',
  disabled,
  name,
  id,
  inline,
  className,
}: SelectProps<Value>) => (
  <Base.Root
    items={options as readonly { value: Value; label: string }[]}
    value={value}
    onValueChange={(next) => next !== null && onChange(next)}
    disabled={disabled}
    name={name}
    id={id}
  >
    <Base.Trigger
      aria-label={label}
      className={cn(
        fieldClasses,
        'flex h-control items-center justify-between gap-2 text-start data-popup-open:border-primary',
        inline && 'w-auto border-line',
        className,
      )}
    >
      <Base.Value placeholder={placeholder} className="truncate data-placeholder:text-subtle" />
      <ChevronDown aria-hidden className="size-4 shrink-0 text-subtle" />
    </Base.Trigger>
    <Base.Portal>
      <Base.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-50 outline-none">
        <Base.Popup className={cn(popupClasses, 'max-h-(--available-height) overflow-y-auto')}>
          <Base.List>
            {options.map((option) => (
              <Base.Item
                key={option.value}
                value={option.value}
                disabled={option.disabled}
                className={itemClasses}
              >
                {option.icon}
                <span className="min-w-0 flex-1">
                  <Base.ItemText>{option.label}</Base.ItemText>
                  {option.hint ? <span className="block text-subtle text-xs">{option.hint}</span> : null}
                </span>
                <span className="size-4">
                  <Base.ItemIndicator>
                    <Check aria-hidden className="size-4 text-primary-text" />
                  </Base.ItemIndicator>
                </span>
              </Base.Item>
            ))}
          </Base.List>
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  </Base.Root>
)
