import { ChangePassword } from '@tributary/contracts'
import { toast } from '@tributary/ui'
import { trpc } from '../../api/trpc.ts'
import { PasswordField } from '../../forms/fields.tsx'
import { Form } from '../../forms/form.tsx'
import { sending, useZodForm } from '../../forms/use-zod-form.ts'

export const ChangePasswordForm = ({ email }: { email: string }) => {
  const utils = trpc.useUtils()
  const change = trpc.accounts.changePassword.useMutation()
  const form = useZodForm(ChangePassword, { defaultValues: { currentPassword: '', newPassword: '' } })
  const submit = sending(form, async (values) => {
    await change.mutateAsync(values)
    form.reset()
    await utils.accounts.sessions.invalidate()
    toast.success('The password is changed', { description: 'Your other sessions have ended.' })
  })
  return (
    <Form form={form} onSubmit={submit} submit="Change the password" tone="secondary">
      <input type="hidden" autoComplete="username" value={email} readOnly />
      <div className="grid gap-4 sm:grid-cols-2">
        <PasswordField
          form={form}
          name="currentPassword"
          label="Password now"
          autoComplete="current-password"
        />
        <PasswordField
          form={form}
          name="newPassword"
          label="New password"
          hint="At least 12 characters."
          autoComplete="new-password"
        />
      </div>
    </Form>
  )
}
