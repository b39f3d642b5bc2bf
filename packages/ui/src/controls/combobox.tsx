import { Combobox as Base } from '@base-ui/react/combobox'
import { Check, ChevronDown, X } from 'lucide-react'
import { cn } from '../class-names.ts'
import { fieldClasses, itemClasses, popupClasses } from './field-classes.ts'
import type { Option } from './select.tsx'

type Shared = {
  options: readonly Option[]
  label?: string
  placeholder?: string
  disabled?: boolean
  /** Said when nothing matches what was typed. */
  nothing?: string
  /** Follows typing, when the options are searched elsewhere. */
  onSearch?: (text: string) => void
  className?: string
}

export type ComboboxProps = Shared & { value: string | null; onChange: (value: string | null) => void }
export type MultiComboboxProps = Shared & {
  value: readonly string[]
  onChange: (value: string[]) => void
}

const sameOption = (a: Option, b: Option) => a.value === b.value

const List = ({ nothing }: { nothing: string }) => (
  <Base.Portal>
    <Base.Positioner sideOffset={4} className="z-50 outline-none">
      <Base.Popup className={popupClasses}>
        <Base.Empty>
          <div className="px-2 py-3 text-subtle text-xs">{nothing}</div>
        </Base.Empty>
        <Base.List className="max-h-[min(20rem,var(--available-height))] overflow-y-auto outline-none">
          {(option: Option) => (
            <Base.Item key={option.value} value={option} disabled={option.disabled} className={itemClasses}>
              {option.icon}
              <span className="min-w-0 flex-1">
                {option.label}
                {option.hint ? <span className="block text-subtle text-xs">{option.hint}</span> : null}
              </span>
              <span className="size-4">
                <Base.ItemIndicator>
                  <Check aria-hidden className="size-4 text-primary-text" />
                </Base.ItemIndicator>
              </span>
            </Base.Item>
          )}
        </Base.List>
      </Base.Popup>
    </Base.Positioner>
  </Base.Portal>
)

/** Pick one of many by typing. */
export const Combobox = ({
  options,
  value,
  onChange,
  label,
  placeholder,
  disabled,
  nothing = 'Nothing matches',
  onSearch,
  className,
}: ComboboxProps) => (
  <Base.Root
    items={options}
    value={options.find((option) => option.value === value) ?? null}
    onValueChange={(option) => onChange(option?.value ?? null)}
    onInputValueChange={onSearch}
    filter={onSearch ? null : undefined}
    isItemEqualToValue={sameOption}
    disabled={disabled}
  >
    <Base.InputGroup className={cn('relative', className)}>
      <Base.Input
        aria-label={label}
        placeholder={placeholder}
        className={cn(fieldClasses, 'h-control pe-14')}
      />
      <span className="absolute inset-y-0 end-1 flex items-center">
        <Base.Clear
          aria-label="Clear"
          className="grid size-6 place-items-center rounded-sm text-subtle hover:text-fg"
        >
          <X aria-hidden className="size-3.5" />
        </Base.Clear>
        <Base.Trigger
          aria-label="Show the list"
          className="grid size-6 place-items-center rounded-sm text-subtle hover:text-fg"
        >
          <ChevronDown aria-hidden className="size-4" />
        </Base.Trigger>
      </span>
    </Base.InputGroup>
    <List nothing={nothing} />
  </Base.Root>
)

/** Pick several of many by typing; each pick becomes a chip. */
export const MultiCombobox = ({
  options,
  value,
  onChange,
  label,
  placeholder,
  disabled,
  nothing = 'Nothing matches',
  onSearch,
  className,
}: MultiComboboxProps) => {
  const picked = value.map(
    (one) => options.find((option) => option.value === one) ?? { value: one, label: one },
  )
  return (
    <Base.Root
      multiple
      items={options}
      value={picked}
      onValueChange={(next) => onChange(next.map((option) => option.value))}
      onInputValueChange={onSearch}
      filter={onSearch ? null : undefined}
      isItemEqualToValue={sameOption}
      disabled={disabled}
    >
      <Base.Chips
        className={cn(
          fieldClasses,
          'flex h-auto min-h-control flex-wrap items-center gap-1 py-1 focus-within:border-primary',
          className,
        )}
      >
        {picked.map((option) => (
          <Base.Chip
            key={option.value}
            className="flex h-6 items-center gap-0.5 rounded-sm bg-hover ps-1.5 text-xs data-highlighted:bg-primary-soft"
          >
            {option.label}
            <Base.ChipRemove
              aria-label={`Remove ${option.label}`}
              className="grid size-6 place-items-center text-subtle hover:text-fg"
            >
              <X aria-hidden className="size-3" />
            </Base.ChipRemove>
          </Base.Chip>
        ))}
        <Base.Input
          aria-label={label}
          placeholder={picked.length === 0 ? placeholder : undefined}
          className="h-6 min-w-16 flex-1 bg-transparent text-sm outline-none"
        />
      </Base.Chips>
      <List nothing={nothing} />
    </Base.Root>
  )
}
