import type { Undone } from '@tributary/ui'
import { client, queryClient } from '../../../api/trpc.ts'

const TOUCHED = new Set(['spend', 'campaigns', 'dashboard', 'budget'])

/** Everything that shows spend or divides by it is read again. */
export const refreshSpend = (): Promise<void> =>
  queryClient.invalidateQueries({
    predicate: ({ queryKey }) => Array.isArray(queryKey[0]) && TOUCHED.has(String(queryKey[0][0])),
  })

const undo = async (undoId: string): Promise<Undone> => {
  try {
    const { added, replaced, removed, unchanged } = await client.spend.undo.mutate({ undoId })
    const changed = added + replaced + removed
    return {
      said: changed === 0 ? 'Nothing was undone' : changed === 1 ? 'Undone' : `Undone for ${changed} lines`,
      description: unchanged > 0 ? `${unchanged} changed since then and stay.` : '',
    }
  } finally {
    void refreshSpend()
  }
}

/** The way back of a change of spend, for its toast. */
export const undoableSpend = (undoId: string | null): { readonly undo?: () => Promise<Undone> } =>
  undoId ? { undo: () => undo(undoId) } : {}
