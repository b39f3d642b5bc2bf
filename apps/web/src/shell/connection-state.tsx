import { ConnectionBanner, cn } from '@tributary/ui'
import { useEffect, useState } from 'react'
import { type LiveState, useLiveState } from '../api/live.ts'

/** A blink of the connection is not worth a banner. */
const PATIENCE_MS = 1500

/** Says that news do not arrive, once that lasts. */
export const ConnectionState = () => {
  const state = useLiveState()
  const [lasting, setLasting] = useState<LiveState | null>(null)
  useEffect(() => {
    const timer = setTimeout(() => setLasting(state), PATIENCE_MS)
    return () => {
      clearTimeout(timer)
      setLasting(null)
    }
  }, [state])
  return <ConnectionBanner state={lasting === null || lasting === 'connecting' ? 'live' : lasting} />
}

const WORDS = {
  live: 'Live: changes appear by themselves',
  connecting: 'Connecting',
  reconnecting: 'Reconnecting',
  offline: 'Offline',
} satisfies Record<LiveState, string>

export const LiveDot = () => {
  const state = useLiveState()
  return (
    <span
      role="img"
      aria-label={WORDS[state]}
      title={WORDS[state]}
      className="grid size-6 place-items-center"
    >
      <span
        aria-hidden
        className={cn('size-2 rounded-full', state === 'live' ? 'bg-success' : 'border border-warning')}
      />
    </span>
  )
}
