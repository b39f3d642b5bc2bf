import { getRouteApi, Link, useRouter } from '@tanstack/react-router'
import { SignIn as SignInWords } from '@tributary/contracts'
import { trpc } from '../../api/trpc.ts'
import { PasswordField, TextField } from '../../forms/fields.tsx'
import { Form } from '../../forms/form.tsx'
import { sending, useZodForm } from '../../forms/use-zod-form.ts'
import { paths } from '../../paths.ts'
import { enterSession } from '../../session/session.ts'
import { AccountFrame, textLink } from './account-frame.tsx'

const route = getRouteApi('/sign-in')

export const SignIn = () => {
  const router = useRouter()
  const { back } = route.useSearch()
  const { welcome } = route.useRouteContext()
  const signIn = trpc.accounts.signIn.useMutation()
  const form = useZodForm(SignInWords, { defaultValues: { email: '', password: '' } })
  const submit = sending(form, async (values) => {
    await signIn.mutateAsync(values)
    await enterSession()
    router.history.push(back ?? '/home')
  })
  return (
    <AccountFrame
      title="Sign in"
      summary={back ? 'You come back to the page you asked for.' : undefined}
      below={
        <>
          {welcome.signUp === 'open' ? (
            <p>
              New here?{' '}
              <Link {...paths.signUp()} className={textLink}>
                Create an account
              </Link>
            </p>
          ) : welcome.signUp === 'first' ? (
            <p>
              This is a demo; its sign-in was printed when Tributary started.{' '}
              <Link {...paths.signUp()} className={textLink}>
                Set up your own organization
              </Link>
            </p>
          ) : (
            <p>People join by invitation. Ask an admin of your organization for one.</p>
          )}
          {welcome.mailbox ? (
            <p>
              No mail server is set up.{' '}
              <Link {...paths.mailbox()} className={textLink}>
                Open the mailbox of this machine
              </Link>
            </p>
          ) : null}
        </>
      }
    >
      <Form form={form} onSubmit={submit} submit="Sign in" wide>
        <TextField form={form} name="email" label="E-mail" type="email" autoComplete="username" required />
        <PasswordField form={form} name="password" label="Password" autoComplete="current-password" />
        <p className="-mt-2 text-sm">
          <Link {...paths.forgotPassword()} className={textLink}>
            Forgot the password?
          </Link>
        </p>
      </Form>
    </AccountFrame>
  )
}
