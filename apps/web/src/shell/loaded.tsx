import { Banner, Button, SkeletonLines } from '@tributary/ui'
import type { ReactNode } from 'react'
import { ReadFailure } from '../api/read-failure.tsx'

type Asked<Data> = {
  readonly data: Data | undefined
  readonly error: unknown
  readonly isFetching: boolean
  refetch(): unknown
}

type LoadedProps<Data> = {
  query: Asked<Data>
  /** "The offices": said as "The offices could not be loaded". */
  what: string
  /** As many lines as the content will have. */
  lines?: number
  /** Instead of lines. */
  waiting?: ReactNode
  children: (data: Data) => ReactNode
}

/** Waiting, wrong, or the content. What was read before stays when reading it again fails. */
export const Loaded = <Data,>({ query, what, lines = 5, waiting, children }: LoadedProps<Data>) => {
  const retry = () => void query.refetch()
  if (query.data !== undefined)
    return (
      <>
        {query.error && !query.isFetching ? (
          <Banner
            tone="warning"
            action={
              <Button size="small" onClick={retry}>
                Retry
              </Button>
            }
          >
            {what} could not be read again; this may be old.
          </Banner>
        ) : null}
        {children(query.data)}
      </>
    )
  if (query.error) return <ReadFailure title={`${what} could not be loaded`} query={query} />
  return (
    waiting ?? (
      <div className="p-4">
        <SkeletonLines lines={lines} label={`${what} are being loaded`} />
      </div>
    )
  )
}
