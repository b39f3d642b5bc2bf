import { Checkbox, Input, type Option } from '@tributary/ui'
import { useState } from 'react'

const MANY = 8

/** Several of a list, in a filter; a long list can be searched. */
export const OptionsEditor = ({
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
