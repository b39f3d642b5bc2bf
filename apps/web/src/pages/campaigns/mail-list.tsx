import { EmailAddress } from '@tributary/contracts'
import { Button, Chip, Field, Input } from '@tributary/ui'
import { useState } from 'react'

type MailListProps = {
  value: readonly string[]
  onChange: (mails: string[]) => void
  error?: string | undefined
}

/** Addresses that are told about each lead. */
export const MailList = ({ value, onChange, error }: MailListProps) => {
  const [text, setText] = useState('')
  const [wrong, setWrong] = useState<string | null>(null)
  const add = (): void => {
    if (text.trim() === '') return
    const read = EmailAddress.safeParse(text.trim())
    if (!read.success) return setWrong('Enter an e-mail address such as name@company.com.')
    setWrong(null)
    setText('')
    if (!value.includes(read.data)) onChange([...value, read.data])
  }
  return (
    <Field
      label="Told by e-mail about each lead"
      hint="Press Enter after each address."
      error={wrong ?? error}
    >
      <div className="flex flex-col gap-1.5">
        {value.length > 0 ? (
          <div className="flex flex-wrap gap-1">
            {value.map((mail) => (
              <Chip key={mail} onRemove={() => onChange(value.filter((one) => one !== mail))}>
                {mail}
              </Chip>
            ))}
          </div>
        ) : null}
        <div className="flex gap-2">
          <Input
            type="email"
            aria-label="Told by e-mail about each lead"
            value={text}
            onChange={(event) => setText(event.target.value)}
            onBlur={add}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return
              event.preventDefault()
              add()
            }}
          />
          <Button onClick={add}>Add</Button>
        </div>
      </div>
    </Field>
  )
}
