import { getRouteApi } from '@tanstack/react-router'
import { can, type Permission, type Role, whyNot } from '@tributary/access'
import type { Me } from '@tributary/contracts'
import { useEffect, useMemo } from 'react'
import { queryClient, signedOut, trpc, utils } from '../api/trpc.ts'

const signedIn = getRouteApi('/app')

/** Who is signed in. Only below the signed-in route, where there always is somebody. */
export const useMe = (): Me => {
  const { me } = signedIn.useRouteContext()
  const { data } = trpc.accounts.me.useQuery(undefined, { staleTime: 60_000 })
  return data ?? me
}

const ASK_MS = 60_000

/** A session that ended, by its time or from elsewhere, takes the page from the screen within a minute. */
export const useEndOfSession = (): void => {
  const { data } = trpc.accounts.me.useQuery(undefined, {
    refetchInterval: ASK_MS,
    refetchIntervalInBackground: true,
  })
  useEffect(() => {
    if (data === null) signedOut()
  }, [data])
}

export type May = {
  readonly role: Role
  /** For what is never shown to a role that cannot have it. */
  readonly can: (permission: Permission) => boolean
  /** For what is shown but disabled: `disabledReason={may.whyNot('leads.export')}`. */
  readonly whyNot: (permission: Permission) => string | undefined
}

export const useMay = (): May => {
  const { role } = useMe()
  return useMemo(
    () => ({
      role,
      can: (permission) => can(role, permission),
      whyNot: (permission) => whyNot(role, permission),
    }),
    [role],
  )
}

const others = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('tributary-session')

/** Nothing of one person may be left on the screen of the next: the cache goes, the other tabs start anew. */
export const forgetSession = (): void => {
  queryClient.clear()
  others?.postMessage('changed')
}

/** After signing in: who it is now is read before the next page asks. */
export const enterSession = async (): Promise<void> => {
  forgetSession()
  await utils.accounts.me.fetch(undefined, { staleTime: 0 })
}

/** Another tab signed in, out or over to another organization. */
export const whenSessionChangedElsewhere = (react: () => void): void => {
  if (others) others.onmessage = react
}
