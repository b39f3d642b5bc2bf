import { zodResolver } from '@hookform/resolvers/zod'
import { useEffect } from 'react'
import {
  type DefaultValues,
  type FieldPath,
  type FieldValues,
  type UseFormReturn,
  useForm,
} from 'react-hook-form'
import type { z } from 'zod'
import { failureOf } from '../api/trpc.ts'

export type Form<Values extends FieldValues, Sent = Values> = UseFormReturn<Values, unknown, Sent>

type Options<Values extends FieldValues> = {
  readonly defaultValues: DefaultValues<Values>
  /** Kept in this tab under this name until it is saved, so that leaving the page loses nothing. Never for secrets. */
  readonly draft?: string
}

const draftKey = (name: string): string => `tributary.draft.${name}`
const readDraft = (name: string | undefined): unknown => {
  if (!name) return undefined
  try {
    return JSON.parse(sessionStorage.getItem(draftKey(name)) ?? 'null') ?? undefined
  } catch {
    return undefined
  }
}
export const dropDraft = (name: string): void => sessionStorage.removeItem(draftKey(name))

/** A form that is checked by the words of the wire: when a field is left, then with every key. */
export const useZodForm = <Input extends FieldValues, Output>(
  schema: z.ZodType<Output, Input>,
  { defaultValues, draft }: Options<Input>,
): Form<Input, Output> => {
  const form = useForm<Input, unknown, Output>({
    resolver: zodResolver(schema),
    defaultValues,
    mode: 'onBlur',
    reValidateMode: 'onChange',
  })
  useEffect(() => {
    const kept = readDraft(draft)
    if (kept) form.reset({ ...form.getValues(), ...kept }, { keepDefaultValues: true })
  }, [draft, form])
  useEffect(() => {
    if (!draft) return
    const { unsubscribe } = form.watch((values) =>
      sessionStorage.setItem(draftKey(draft), JSON.stringify(values)),
    )
    return unsubscribe
  }, [draft, form])
  return form
}

/** Puts what the server refused beside its field, or above the form when it has none. */
export const showFailure = <Values extends FieldValues, Sent>(
  form: Form<Values, Sent>,
  error: unknown,
): void => {
  const { field, message } = failureOf(error)
  const known =
    field !== undefined &&
    form.getFieldState(field as FieldPath<Values>) &&
    field.split('.')[0]! in form.getValues()
  if (known) form.setError(field as FieldPath<Values>, { message }, { shouldFocus: true })
  else form.setError('root', { message })
}

/** Sends a form. What it holds stays when that failed. */
export const sending = <Values extends FieldValues, Sent>(
  form: Form<Values, Sent>,
  send: (values: Sent) => Promise<unknown>,
) =>
  form.handleSubmit(async (values) => {
    try {
      await send(values)
    } catch (error) {
      showFailure(form, error)
    }
  })
