import { Button } from '@tributary/ui'
import { type ReactNode, useState } from 'react'
import type { FieldValues } from 'react-hook-form'
import { ConflictChoice } from './conflict-choice.tsx'
import { Form } from './form.tsx'
import { type Read, useConflict } from './use-conflict.ts'
import { type Form as FormState, showFailure } from './use-zod-form.ts'

type EditFormProps<Values extends FieldValues, Sent> = {
  form: FormState<Values, Sent>
  /** As it was when the form was opened: what changes since then is a conflict. */
  read: Read<Values>
  readNow: () => Promise<Read<Values>>
  /** Only what was touched; refused with CONFLICT when the thing was changed after `expected`. */
  send: (mine: Partial<Values>, expected: string) => Promise<unknown>
  labels: Readonly<Record<keyof Values, string>>
  /** A value as it is written on screen; empty for none. */
  textOf: (key: keyof Values, value: unknown) => string
  /** It is saved, or nothing of it is left to be: `changed` says whether what is on screen may be old. */
  onDone: (changed: boolean) => void
  children: ReactNode
}

/** Changes one thing and closes. Only touched fields are sent; what others changed meanwhile is joined or decided. */
export const EditForm = <Values extends FieldValues, Sent extends FieldValues>({
  form,
  read,
  readNow,
  send,
  labels,
  textOf,
  onDone,
  children,
}: EditFormProps<Values, Sent>) => {
  const [sending, setSending] = useState(false)
  const { save, conflict, keepMine, takeTheirs } = useConflict<Values>({
    read,
    readNow,
    send: async (mine, expected) => {
      setSending(true)
      try {
        await send(mine, expected)
        onDone(true)
      } finally {
        setSending(false)
      }
    },
    failed: (error) => showFailure(form, error),
    onTheirs: () => onDone(true),
  })
  const submit = form.handleSubmit(async (values) => {
    const touched = form.formState.dirtyFields as Readonly<Record<string, unknown>>
    const mine = Object.fromEntries(Object.entries(values).filter(([key]) => touched[key]))
    if (Object.keys(mine).length === 0) return onDone(false)
    await save(mine as Partial<Values>)
  })
  return (
    <Form
      form={form}
      onSubmit={submit}
      submit="Save changes"
      beside={
        <Button tone="ghost" onClick={() => onDone(false)}>
          Cancel
        </Button>
      }
    >
      <ConflictChoice
        conflict={conflict}
        labelOf={(key) => labels[key]}
        textOf={textOf}
        onMine={keepMine}
        onTheirs={takeTheirs}
        pending={sending}
      />
      {children}
    </Form>
  )
}
