import { Field as BaseField } from '@base-ui/react/field'
import { Input as BaseInput } from '@base-ui/react/input'
import { Search, X } from 'lucide-react'
import type { ComponentProps, ReactNode, Ref } from 'react'
import { cn } from '../class-names.ts'
import { fieldClasses } from './field-classes.ts'

export type InputProps = Omit<ComponentProps<typeof BaseInput>, 'className'> & {
  className?: string
  ref?: Ref<HTMLInputElement>
}

export const Input = ({ className, ...rest }: InputProps) => (
  <BaseInput {...rest} className={cn(fieldClasses, 'h-control', className)} />
)

export type TextareaProps = Omit<ComponentProps<'textarea'>, 'className' | 'defaultValue' | 'value'> & {
  value?: string
  defaultValue?: string
  className?: string
}

export const Textarea = ({ className, rows = 3, ...rest }: TextareaProps) => (
  <BaseField.Control
    render={<textarea rows={rows} {...rest} />}
    value={rest.value}
    defaultValue={rest.defaultValue}
    className={cn(fieldClasses, 'min-h-16 py-1.5 leading-5', className)}
  />
)

export type SearchInputProps = {
  /** What is searched, as the name of the box: "Search leads". */
  label: string
  value: string
  onChange: (value: string) => void
  placeholder?: string
  trailing?: ReactNode
  className?: string
  ref?: Ref<HTMLInputElement>
}

export const SearchInput = ({
  label,
  value,
  onChange,
  placeholder,
  trailing,
  className,
  ref,
}: SearchInputProps) => (
  <div className={cn('relative', className)}>
    <Search
      aria-hidden
      className="pointer-events-none absolute start-2.5 top-1/2 size-4 -translate-y-1/2 text-subtle"
    />
    <input
      ref={ref}
      type="search"
      aria-label={label}
      value={value}
      placeholder={placeholder ?? label}
      onChange={(event) => onChange(event.target.value)}
      className={cn(fieldClasses, 'h-control ps-8 pe-8 [&::-webkit-search-cancel-button]:hidden')}
    />
    <span className="absolute end-1 top-1/2 flex -translate-y-1/2 items-center">
      {value ? (
        <button
          type="button"
          aria-label="Clear search"
          onClick={() => onChange('')}
          className="grid size-6 place-items-center rounded-sm text-subtle hover:bg-hover hover:text-fg"
        >
          <X aria-hidden className="size-3.5" />
        </button>
      ) : (
        trailing
      )}
    </span>
  </div>
)
