import type { SavedView, ViewSearch } from '@tributary/contracts'
import { toast } from '@tributary/ui'
import { refused } from '../../../api/refused.ts'
import { trpc } from '../../../api/trpc.ts'

/** A person's views and the shared ones, and what can be done with them; each has its way back. */
export const useViews = () => {
  const utils = trpc.useUtils()
  const { data: views } = trpc.views.list.useQuery(undefined, { staleTime: 60_000 })
  const onSettled = () => utils.views.list.invalidate()
  const create = trpc.views.save.useMutation({ onSettled })
  const change = trpc.views.change.useMutation({ onSettled })
  const drop = trpc.views.remove.useMutation({ onSettled })
  const put = (view: SavedView): void =>
    utils.views.list.setData(undefined, (old) => old?.map((one) => (one.id === view.id ? view : one)))
  const kept = ({ name, shared, search }: SavedView) => ({ name, shared, search })
  return {
    views,
    pending: create.isPending || change.isPending || drop.isPending,
    add: async (view: { name: string; shared: boolean; search: ViewSearch }): Promise<SavedView> => {
      const made = await create.mutateAsync(view)
      toast.success(`${made.name} is saved`, {
        description: made.shared ? 'Everybody finds it above the leads.' : 'Only you see it.',
      })
      return made
    },
    update: async (view: SavedView, to: Partial<ReturnType<typeof kept>>): Promise<void> => {
      put(await change.mutateAsync({ id: view.id, ...to }))
      toast.success(`${to.name ?? view.name} is saved`, {
        undo: async () => put(await change.mutateAsync({ id: view.id, ...kept(view) })),
      })
    },
    remove: async (view: SavedView): Promise<boolean> => {
      try {
        await drop.mutateAsync({ id: view.id })
        toast.success(`${view.name} is deleted`, { undo: () => create.mutateAsync(kept(view)) })
        return true
      } catch (error) {
        refused('The view was not deleted')(error)
        return false
      }
    },
  }
}
