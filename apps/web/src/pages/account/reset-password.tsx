import { getRouteApi, Link } from '@tanstack/react-router'
import { NewPassword } from '@tributary/contracts'
import { buttonClasses } from '@tributary/ui'
import { z } from 'zod'
import { trpc } from '../../api/trpc.ts'
import { PasswordField } from '../../forms/fields.tsx'
import { Form } from '../../forms/form.tsx'
import { sending, useZodForm } from '../../forms/use-zod-form.ts'
import { paths } from '../../paths.ts'
import { AccountFrame, textLink } from './account-frame.tsx'

const route = getRouteApi('/reset-password')
const Words = z.object({ password: NewPassword })

export const ResetPassword = () => {
  const { token = '' } = route.useSearch()
  const reset = trpc.accounts.resetPassword.useMutation()
  const form = useZodForm(Words, { defaultValues: { password: '' } })
  if (reset.isSuccess)
    return (
      <AccountFrame
        title="The password is changed"
        summary="Every session of this account has ended. Sign in with the new one."
      >
        <Link {...paths.signIn()} className={buttonClasses({ tone: 'primary' })}>
          Sign in
        </Link>
      </AccountFrame>
    )
  return (
    <AccountFrame
      title="Set a new password"
      summary={
        token
          ? 'The link works once.'
          : 'This link is incomplete. Open it from the mail again or ask for a new one.'
      }
      below={
        <Link {...paths.forgotPassword()} className={textLink}>
          Ask for a new link
        </Link>
      }
    >
      {token ? (
        <Form
          form={form}
          onSubmit={sending(form, ({ password }) => reset.mutateAsync({ token, password }))}
          submit="Set the password"
          wide
        >
          <PasswordField
            form={form}
            name="password"
            label="New password"
            hint="At least 12 characters."
            autoComplete="new-password"
          />
        </Form>
      ) : null}
    </AccountFrame>
  )
}
