import { Banner, Button, useFormats } from '@tributary/ui'
import { failureOf, trpc } from '../../../api/trpc.ts'

/** Recomputes the chain on request and says whether it holds. */
export const Seal = () => {
  const { count } = useFormats()
  const verdict = trpc.audit.verify.useQuery(undefined, { enabled: false, staleTime: 0 })
  const check = (
    <Button size="small" pending={verdict.isFetching} onClick={() => void verdict.refetch()}>
      {verdict.data ? 'Check again' : 'Check the chain'}
    </Button>
  )
  if (verdict.error && !verdict.isFetching)
    return (
      <Banner tone="danger" className="rounded-md" action={check}>
        The chain could not be checked. {failureOf(verdict.error).message}
      </Banner>
    )
  if (!verdict.data)
    return (
      <Banner tone="neutral" className="rounded-md" action={check}>
        The chain was not checked since this page was opened.
      </Banner>
    )
  const { checked, unsealed, brokenAt, reason, publicKey } = verdict.data
  if (brokenAt !== null)
    return (
      <Banner tone="danger" className="rounded-md" action={check}>
        The chain is broken at place {count(brokenAt)}. {reason}
      </Banner>
    )
  return (
    <Banner tone="success" className="rounded-md" action={check}>
      The chain holds: {count(checked)} entries checked
      {unsealed === 0
        ? ''
        : unsealed === 1
          ? ', 1 waits for its seal'
          : `, ${count(unsealed)} wait for their seal`}
      . Anyone can check its signatures (Ed25519) with this public key:{' '}
      <code className="break-all">{publicKey}</code>
    </Banner>
  )
}
