import { getRouteApi, Link, useRouter } from '@tanstack/react-router'
import { type InvitationSeen, NewPassword } from '@tributary/contracts'
import { ErrorState, SkeletonLines } from '@tributary/ui'
import { z } from 'zod'
import { failureOf, trpc } from '../../api/trpc.ts'
import { PasswordField, TextField } from '../../forms/fields.tsx'
import { Form } from '../../forms/form.tsx'
import { sending, useZodForm } from '../../forms/use-zod-form.ts'
import { paths } from '../../paths.ts'
import { enterSession } from '../../session/session.ts'
import { AccountFrame, textLink } from './account-frame.tsx'

const route = getRouteApi('/invitation')

const WithAccount = z.object({ name: z.string(), password: z.string().min(1, 'Enter your password.') })
const Newcomer = z.object({
  name: z.string().trim().min(1, 'Enter your name.').max(120),
  password: NewPassword,
})

const Accept = ({ token, seen }: { token: string; seen: InvitationSeen }) => {
  const router = useRouter()
  const accept = trpc.accounts.acceptInvitation.useMutation()
  const form = useZodForm(seen.hasAccount ? WithAccount : Newcomer, {
    defaultValues: { name: '', password: '' },
  })
  const submit = sending(form, async ({ name, password }) => {
    await accept.mutateAsync({ token, password, ...(seen.hasAccount ? {} : { name }) })
    await enterSession()
    router.history.push('/home')
  })
  return (
    <AccountFrame
      title={`Join ${seen.organization}`}
      summary={`${seen.inviter} invited ${seen.email} as ${seen.role}.${seen.hasAccount ? ' This address has an account: enter its password.' : ''}`}
    >
      <Form form={form} onSubmit={submit} submit={`Join ${seen.organization}`} wide>
        <input type="hidden" autoComplete="username" value={seen.email} readOnly />
        {seen.hasAccount ? null : (
          <TextField form={form} name="name" label="Your name" autoComplete="name" required />
        )}
        <PasswordField
          form={form}
          name="password"
          label="Password"
          hint={seen.hasAccount ? undefined : 'At least 12 characters.'}
          autoComplete={seen.hasAccount ? 'current-password' : 'new-password'}
        />
      </Form>
    </AccountFrame>
  )
}

export const AcceptInvitation = () => {
  const { token = '' } = route.useSearch()
  const seen = trpc.accounts.seeInvitation.useQuery(
    { token },
    { enabled: token !== '', staleTime: Number.POSITIVE_INFINITY },
  )
  if (seen.data) return <Accept token={token} seen={seen.data} />
  const failure = seen.error ? failureOf(seen.error) : undefined
  return (
    <AccountFrame
      title="Invitation"
      below={
        <Link {...paths.signIn()} className={textLink}>
          Sign in
        </Link>
      }
    >
      {token === '' || failure ? (
        <ErrorState
          title="This invitation does not work"
          reason={
            failure?.message ?? 'The link is incomplete. Open it from the mail again or ask for a new one.'
          }
          requestId={failure?.requestId}
          onRetry={failure?.code === 'UNREACHABLE' ? () => void seen.refetch() : undefined}
        />
      ) : (
        <SkeletonLines label="Reading the invitation" />
      )}
    </AccountFrame>
  )
}
