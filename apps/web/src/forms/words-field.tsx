import { Field, MultiCombobox, type Option } from '@tributary/ui'
import { type ReactNode, useMemo, useState } from 'react'

type WordsFieldProps = {
  label: string
  hint?: ReactNode
  error?: string
  value: readonly string[]
  onChange: (value: string[]) => void
  /** Words that are likely; any other can be typed. */
  known: readonly string[]
  /** Asks for a word: "Type a region". */
  placeholder?: string
  /** What a typed word becomes: a region is written large. */
  shape?: (text: string) => string
}

const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase()

/** Several words, picked from what is known or typed. */
export const WordsField = ({
  label,
  hint,
  error,
  value,
  onChange,
  known,
  placeholder,
  shape,
}: WordsFieldProps) => {
  const [text, setText] = useState('')
  const options = useMemo((): Option[] => {
    const typed = (shape ?? ((word: string) => word))(text.trim())
    const all = [...new Set([...known, ...value])].sort((one, other) => one.localeCompare(other))
    const fitting = all.filter((word) => word.toLowerCase().includes(typed.toLowerCase()))
    const isNew = typed !== '' && !all.some((word) => same(word, typed))
    return [
      ...(isNew ? [{ value: typed, label: typed, hint: 'Add this word' }] : []),
      ...fitting.map((word) => ({ value: word, label: word })),
    ]
  }, [text, known, value, shape])
  return (
    <Field label={label} hint={hint} error={error}>
      <MultiCombobox
        options={options}
        value={value}
        onChange={onChange}
        onSearch={setText}
        placeholder={placeholder}
        nothing="Type a word to add it."
      />
    </Field>
  )
}
