import { ConnectionBanner, cn, Tooltip } from '@tributary/ui'
import { useEffect, useState } from 'react'
import { type LiveState, useLiveState } from '../api/live.ts'

/** A blink of the connection is not worth a banner. */
const PATIENCE_MS = 1500

/** Says that news do not arrive, once that lasts. */
export const ConnectionState = () => {
  const state = useLiveState()
  const [shown, setShown] = useState<'live' | 'offline' | 'reconnecting'>('live')
  useEffect(() => {
    const next = state === 'connecting' ? 'live' : state
    if (next === 'live') return setShown('live')
    const timer = setTimeout(() => setShown(next), PATIENCE_MS)
    return () => clearTimeout(timer)
  }, [state])
  return <ConnectionBanner state={shown} />
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
    <Tooltip text={WORDS[state]}>
      <span
        role="img"
        aria-label={WORDS[state]}
        tabIndex={0}
        className="grid size-6 place-items-center rounded-full"
      >
        <span
          aria-hidden
          className={cn('size-2 rounded-full', state === 'live' ? 'bg-success' : 'border border-warning')}
        />
      </span>
    </Tooltip>
  )
}
