import { Link } from '@tanstack/react-router'
import { ForgotPassword as ForgotPasswordWords } from '@tributary/contracts'
import { trpc } from '../../api/trpc.ts'
import { TextField } from '../../forms/fields.tsx'
import { Form } from '../../forms/form.tsx'
import { sending, useZodForm } from '../../forms/use-zod-form.ts'
import { paths } from '../../paths.ts'
import { AccountFrame, textLink } from './account-frame.tsx'

export const ForgotPassword = () => {
  const { data: welcome } = trpc.accounts.welcome.useQuery()
  const ask = trpc.accounts.forgotPassword.useMutation()
  const form = useZodForm(ForgotPasswordWords, { defaultValues: { email: '' } })
  const back = (
    <Link {...paths.signIn()} className={textLink}>
      Back to sign in
    </Link>
  )
  if (ask.isSuccess)
    return (
      <AccountFrame
        title="Look into your mail"
        summary={`If ${form.getValues('email')} has an account here, a link to set a new password is on its way.`}
        below={back}
      >
        {welcome?.mailbox ? (
          <Link {...paths.mailbox()} className={textLink}>
            Open the mailbox of this machine
          </Link>
        ) : null}
      </AccountFrame>
    )
  return (
    <AccountFrame
      title="Forgot the password"
      summary="Enter your e-mail address. A link to set a new password comes by mail."
      below={back}
    >
      <Form
        form={form}
        onSubmit={sending(form, (values) => ask.mutateAsync(values))}
        submit="Send the link"
        wide
      >
        <TextField form={form} name="email" label="E-mail" type="email" autoComplete="username" required />
      </Form>
    </AccountFrame>
  )
}
