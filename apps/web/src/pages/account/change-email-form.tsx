import { ChangeEmail } from '@tributary/contracts'
import { toast } from '@tributary/ui'
import { trpc } from '../../api/trpc.ts'
import { PasswordField, TextField } from '../../forms/fields.tsx'
import { Form } from '../../forms/form.tsx'
import { sending, useZodForm } from '../../forms/use-zod-form.ts'

export const ChangeEmailForm = () => {
  const change = trpc.accounts.changeEmail.useMutation()
  const form = useZodForm(ChangeEmail, { defaultValues: { email: '', password: '' } })
  const submit = sending(form, async (values) => {
    await change.mutateAsync(values)
    form.reset()
    toast.success(`A link is on its way to ${values.email}`, {
      description: 'Open it to confirm the new address.',
    })
  })
  return (
    <Form form={form} onSubmit={submit} submit="Send the link" tone="secondary">
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField form={form} name="email" label="New e-mail" type="email" autoComplete="email" required />
        <PasswordField form={form} name="password" label="Your password" autoComplete="current-password" />
      </div>
    </Form>
  )
}
