import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { ErrorState } from '@tributary/ui'
import { useState } from 'react'
import { failureOf } from '../api/trpc.ts'

/** What stands where a page broke; the rest of the screen goes on. */
export const PageError = ({ error, reset }: ErrorComponentProps) => {
  const router = useRouter()
  const [retrying, setRetrying] = useState(false)
  const failure = failureOf(error)
  const bug = failure.code === 'BUG'
  return (
    <div className="grid min-h-80 place-items-center p-gutter">
      <ErrorState
        title="This page could not be shown"
        reason={
          bug ? 'Something in the page itself went wrong. Try again or go to another page.' : failure.message
        }
        requestId={failure.requestId}
        retrying={retrying}
        onRetry={async () => {
          setRetrying(true)
          reset()
          await router.invalidate()
          setRetrying(false)
        }}
      />
    </div>
  )
}
