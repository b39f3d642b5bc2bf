import { getRouteApi, Link, useRouter } from '@tanstack/react-router'
import { SignUp as SignUpWords } from '@tributary/contracts'
import { buttonClasses, Combobox, Field } from '@tributary/ui'
import { useMemo } from 'react'
import { Controller } from 'react-hook-form'
import { trpc } from '../../api/trpc.ts'
import { PasswordField, TextField } from '../../forms/fields.tsx'
import { Form } from '../../forms/form.tsx'
import { browserLocale, browserTimeZone, currencies, locales, timeZones } from '../../forms/region-options.ts'
import { sending, useZodForm } from '../../forms/use-zod-form.ts'
import { paths } from '../../paths.ts'
import { enterSession } from '../../session/session.ts'
import { AccountFrame, textLink } from './account-frame.tsx'

const route = getRouteApi('/sign-up')

const Closed = () => (
  <AccountFrame
    title="Sign-up is closed"
    summary="This Tributary already has its organization. People join by invitation: ask an admin to invite your e-mail address, then open the link in that mail."
  >
    <Link {...paths.signIn()} className={buttonClasses({ tone: 'primary' })}>
      Sign in instead
    </Link>
  </AccountFrame>
)

const SignUpForm = ({ first }: { first: boolean }) => {
  const router = useRouter()
  const signUp = trpc.accounts.signUp.useMutation()
  const choices = useMemo(
    () =>
      [
        ['organization.currency', 'Currency', currencies()],
        ['organization.locale', 'Numbers and dates', locales()],
        ['organization.timeZone', 'Time zone', timeZones()],
      ] as const,
    [],
  )
  const form = useZodForm(SignUpWords, {
    defaultValues: {
      name: '',
      email: '',
      password: '',
      organization: { name: '', currency: 'USD', locale: browserLocale(), timeZone: browserTimeZone() },
    },
  })
  const submit = sending(form, async (values) => {
    await signUp.mutateAsync(values)
    await enterSession()
    router.history.push('/home')
  })
  return (
    <AccountFrame
      title={first ? 'Set up Tributary' : 'Create an account'}
      summary={
        first
          ? 'You are the first here. Your account owns the organization and invites the others.'
          : undefined
      }
      below={
        first ? null : (
          <Link {...paths.signIn()} className={textLink}>
            Sign in instead
          </Link>
        )
      }
    >
      <Form form={form} onSubmit={submit} submit="Create the organization" wide>
        <TextField form={form} name="name" label="Your name" autoComplete="name" required />
        <TextField form={form} name="email" label="E-mail" type="email" autoComplete="username" required />
        <PasswordField
          form={form}
          name="password"
          label="Password"
          hint="At least 12 characters. A few words in a row are easy to remember."
          autoComplete="new-password"
        />
        <TextField
          form={form}
          name="organization.name"
          label="Organization"
          autoComplete="organization"
          hint="Currency and time zone stand once the first lead is in."
          required
        />
        {choices.map(([name, label, options]) => (
          <Controller
            key={name}
            control={form.control}
            name={name}
            render={({ field, fieldState }) => (
              <Field label={label} error={fieldState.error?.message} required>
                <Combobox
                  options={options}
                  value={field.value}
                  onChange={(value) => field.onChange(value ?? '')}
                />
              </Field>
            )}
          />
        ))}
      </Form>
    </AccountFrame>
  )
}

/** The first account makes the organization; later ones are invited, unless the instance is open. */
export const SignUp = () => {
  const { welcome } = route.useRouteContext()
  return welcome.signUp === 'invitation' ? <Closed /> : <SignUpForm first={welcome.signUp === 'first'} />
}
