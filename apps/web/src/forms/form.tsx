import { Banner, Button, type ButtonProps } from '@tributary/ui'
import { type FormEventHandler, type ReactNode, useEffect, useRef } from 'react'
import type { FieldValues } from 'react-hook-form'
import type { Form as FormState } from './use-zod-form.ts'

type FormProps<Values extends FieldValues, Sent> = {
  form: FormState<Values, Sent>
  onSubmit: FormEventHandler
  /** The verb on the button: "Save office". */
  submit: string
  children: ReactNode
  /** Stands beside the button. */
  beside?: ReactNode
  disabledReason?: string | null
  tone?: ButtonProps['tone']
  wide?: boolean
}

/** Fields, what went wrong as a whole, and the button. */
export const Form = <Values extends FieldValues, Sent>({
  form,
  onSubmit,
  submit,
  children,
  beside,
  disabledReason,
  tone = 'primary',
  wide,
}: FormProps<Values, Sent>) => {
  const { errors, isSubmitting, submitCount } = form.formState
  const element = useRef<HTMLFormElement>(null)
  // The first wrong field in the order of the page, whatever kind of control it is.
  useEffect(() => {
    if (submitCount === 0 || isSubmitting) return
    element.current
      ?.querySelector<HTMLElement>('[aria-invalid="true"], button[data-invalid], input[data-invalid]')
      ?.focus()
  }, [submitCount, isSubmitting])
  return (
    <form ref={element} noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
      {errors.root?.message ? (
        <Banner tone="danger" className="rounded-md">
          {errors.root.message}
        </Banner>
      ) : null}
      {children}
      <div className="flex flex-wrap items-center gap-2">
        <Button
          type="submit"
          tone={tone}
          pending={isSubmitting}
          disabledReason={disabledReason}
          // The field keeps the focus: what it says when it is left would move the button away from under the press.
          onMouseDown={(event) => event.preventDefault()}
          className={wide ? 'w-full' : undefined}
        >
          {submit}
        </Button>
        {beside}
      </div>
    </form>
  )
}
