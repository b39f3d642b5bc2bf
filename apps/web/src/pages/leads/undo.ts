import type { Undone } from '@tributary/ui'
import { client, queryClient } from '../../api/trpc.ts'

const TOUCHED = new Set(['leads', 'deals', 'dashboard', 'campaigns', 'home'])

/** Everything that shows leads or counts them is read again. */
export const refreshLeads = (): Promise<void> =>
  queryClient.invalidateQueries({
    predicate: ({ queryKey }) => Array.isArray(queryKey[0]) && TOUCHED.has(String(queryKey[0][0])),
  })

const undo = async (undoId: string): Promise<Undone> => {
  try {
    const { changed, failures } = await client.leads.undo.mutate({ undoId })
    const kept = failures.map(({ count, message }) => `${count}: ${message}`).join(' ')
    const said =
      changed === 0 ? 'Nothing was undone' : changed === 1 ? 'Undone' : `Undone for ${changed} leads`
    return { said, description: kept }
  } finally {
    void refreshLeads()
  }
}

/** The way back of a change of leads, for its toast. */
export const undoable = (undoId: string): { readonly undo: () => Promise<Undone> } => ({
  undo: () => undo(undoId),
})
