import { getRouteApi, Link } from '@tanstack/react-router'
import { Button, buttonClasses } from '@tributary/ui'
import { failureOf, trpc } from '../../api/trpc.ts'
import { paths } from '../../paths.ts'
import { AccountFrame } from './account-frame.tsx'

const route = getRouteApi('/confirm-email')

/** A press, not the visit, confirms: mail scanners open every link. */
export const ConfirmEmail = () => {
  const { token = '' } = route.useSearch()
  const confirm = trpc.accounts.confirmEmail.useMutation()
  if (confirm.isSuccess)
    return (
      <AccountFrame title="Your e-mail address is confirmed">
        <Link {...paths.home()} className={buttonClasses({ tone: 'primary' })}>
          Go to home
        </Link>
      </AccountFrame>
    )
  const wrong = confirm.error
    ? failureOf(confirm.error).message
    : token
      ? null
      : 'This link is incomplete. Open it from the mail again.'
  return (
    <AccountFrame
      title="Confirm your e-mail address"
      summary={wrong ? <p role="alert">{wrong}</p> : 'One press, and it is yours.'}
    >
      <Button
        tone="primary"
        pending={confirm.isPending}
        disabledReason={token ? null : 'This link is incomplete.'}
        onClick={() => confirm.mutate({ token })}
      >
        Confirm the address
      </Button>
    </AccountFrame>
  )
}
