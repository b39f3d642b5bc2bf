import { ErrorState } from '@tributary/ui'
import { failureOf } from './trpc.ts'

type ReadFailureProps = {
  /** "The leads could not be read". */
  title: string
  /** What was asked in vain; told by its message, with a way to ask again. */
  query: { readonly error: unknown; readonly isFetching: boolean; refetch(): unknown }
}

/** Stands where something should stand that could not be read. */
export const ReadFailure = ({ title, query }: ReadFailureProps) => {
  const { message, requestId } = failureOf(query.error)
  return (
    <ErrorState
      title={title}
      reason={message}
      requestId={requestId}
      retrying={query.isFetching}
      onRetry={() => void query.refetch()}
    />
  )
}
