import { Field, IconButton, Input, type InputProps, Textarea } from '@tributary/ui'
import { Eye, EyeOff } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { type FieldPath, type FieldValues, get, type RegisterOptions } from 'react-hook-form'
import type { Form } from './use-zod-form.ts'

export const errorOf = <Values extends FieldValues, Sent>(
  form: Form<Values, Sent>,
  name: string,
): string | undefined => {
  const error = get(form.formState.errors, name) as
    | { message?: string; root?: { message?: string } }
    | undefined
  return error?.message ?? error?.root?.message
}

type Shared<Values extends FieldValues, Sent> = {
  form: Form<Values, Sent>
  name: FieldPath<Values>
  label: string
  hint?: ReactNode
  required?: boolean
  className?: string
}

/**
 * A field that is left as empty as it was found says nothing yet: its words would move away what is just being pressed.
 * Sending the form says them.
 */
const bound = <Values extends FieldValues, Sent>(
  form: Form<Values, Sent>,
  name: FieldPath<Values>,
  options?: RegisterOptions<Values, FieldPath<Values>>,
) => {
  const field = form.register(name, options)
  const onBlur: typeof field.onBlur = async (event) => {
    const { value } = event.target as { value: unknown }
    const isAsFound = value === '' && !get(form.formState.defaultValues, name)
    if (!isAsFound || errorOf(form, name)) await field.onBlur(event)
  }
  return { ...field, onBlur }
}

type TextFieldProps<Values extends FieldValues, Sent> = Shared<Values, Sent> &
  Pick<InputProps, 'type' | 'autoComplete' | 'placeholder' | 'inputMode' | 'disabled' | 'readOnly'> & {
    options?: RegisterOptions<Values, FieldPath<Values>>
  }

export const TextField = <Values extends FieldValues, Sent>({
  form,
  name,
  label,
  hint,
  required,
  className,
  options,
  ...input
}: TextFieldProps<Values, Sent>) => (
  <Field
    label={label}
    hint={hint}
    required={required}
    error={errorOf(form, name)}
    name={name}
    className={className}
  >
    <Input {...input} aria-required={required} {...bound(form, name, options)} />
  </Field>
)

export const TextareaField = <Values extends FieldValues, Sent>({
  form,
  name,
  label,
  hint,
  required,
  className,
  rows,
}: Shared<Values, Sent> & { rows?: number }) => (
  <Field
    label={label}
    hint={hint}
    required={required}
    error={errorOf(form, name)}
    name={name}
    className={className}
  >
    <Textarea rows={rows} aria-required={required} {...bound(form, name)} />
  </Field>
)

export const PasswordField = <Values extends FieldValues, Sent>({
  form,
  name,
  label,
  hint,
  autoComplete,
}: Shared<Values, Sent> & { autoComplete: 'current-password' | 'new-password' }) => {
  const [shown, setShown] = useState(false)
  return (
    <div className="relative">
      <Field label={label} hint={hint} required error={errorOf(form, name)} name={name}>
        <Input
          type={shown ? 'text' : 'password'}
          autoComplete={autoComplete}
          aria-required
          className="pe-10"
          {...bound(form, name)}
        />
      </Field>
      <span className="absolute end-0.5 top-6">
        <IconButton
          size="small"
          label={shown ? 'Hide the password' : 'Show the password'}
          icon={shown ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
          aria-pressed={shown}
          onClick={() => setShown(!shown)}
        />
      </span>
    </div>
  )
}
