import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { failureOf } from '../api/trpc.ts'

/** What stands where a page broke; the rest of the screen goes on. It is in the first load, so it needs nothing else. */
export const PageError = ({ error, reset }: ErrorComponentProps) => {
  const router = useRouter()
  const [retrying, setRetrying] = useState(false)
  const { code, message, requestId } = failureOf(error)
  const retry = async (): Promise<void> => {
    setRetrying(true)
    reset()
    await router.invalidate()
    setRetrying(false)
  }
  return (
    <div role="alert" className="grid min-h-80 place-items-center content-center gap-1 p-gutter text-center">
      <h1 className="text-base">This page could not be shown</h1>
      <p className="max-w-[46ch] text-muted text-sm">
        {code === 'BUG'
          ? 'Something in the page itself went wrong. Try again or go to another page.'
          : message}
      </p>
      <button
        type="button"
        disabled={retrying}
        onClick={() => void retry()}
        className="mt-3 h-control rounded-md border border-line bg-surface px-3 font-medium text-sm hover:bg-hover"
      >
        {retrying ? 'Trying…' : 'Retry'}
      </button>
      {requestId ? (
        <p className="mt-2 text-subtle text-xs">
          Request <span className="select-all font-mono">{requestId}</span>
        </p>
      ) : null}
    </div>
  )
}
