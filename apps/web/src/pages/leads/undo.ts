import { toast } from '@tributary/ui'
import { client, failureOf, queryClient } from '../../api/trpc.ts'

type LastChange = { readonly undoId: string; readonly toastId: string }

let last: LastChange | undefined

const TOUCHED = new Set(['leads', 'dashboard', 'campaigns', 'home'])

/** Everything that shows leads or counts them is read again. */
export const refreshLeads = (): Promise<void> =>
  queryClient.invalidateQueries({
    predicate: ({ queryKey }) => Array.isArray(queryKey[0]) && TOUCHED.has(String(queryKey[0][0])),
  })

const undo = async ({ undoId, toastId }: LastChange): Promise<void> => {
  if (last?.undoId === undoId) last = undefined
  try {
    const { changed, failures } = await client.leads.undo.mutate({ undoId })
    const kept = failures.map(({ count, message }) => `${count}: ${message}`).join(' ')
    toast.success(changed === 1 ? 'Undone' : `Undone for ${changed} leads`, {
      id: toastId,
      description: kept,
    })
  } catch (error) {
    toast.error('This could not be undone', { id: toastId, description: failureOf(error).message })
  }
  await refreshLeads()
}

/** Remembers the change for `Z` and gives the toast its Undo. */
export const undoable = (undoId: string): { readonly id: string; readonly undo: () => void } => {
  const change = { undoId, toastId: `undo-${undoId}` }
  last = change
  return { id: change.toastId, undo: () => void undo(change) }
}

export const undoLast = (): void => {
  if (last) void undo(last)
  else toast.say('There is nothing to undo')
}
