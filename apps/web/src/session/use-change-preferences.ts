import { toast } from '@tributary/ui'
import { failureOf, trpc } from '../api/trpc.ts'
import { applyPreferences, type Preferences, usePreferences } from './preferences.ts'
import { useMe } from './session.ts'

/** Changes how the app looks: at once here, and for the account everywhere. */
export const useChangePreferences = () => {
  const me = useMe()
  const before = usePreferences()
  const utils = trpc.useUtils()
  const save = trpc.accounts.changeProfile.useMutation()
  return (change: Partial<Preferences>): void => {
    const next = { ...before, ...change }
    const preferences = { ...me.preferences, ...next }
    applyPreferences(next)
    utils.accounts.me.setData(undefined, (old) => (old ? { ...old, preferences } : old))
    save.mutate(
      { preferences: change },
      {
        onError: (error) =>
          toast.error('This is kept in this browser only', { description: failureOf(error).message }),
      },
    )
  }
}
