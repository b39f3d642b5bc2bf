import type { NamedView, SavedView, ViewList } from '@tributary/contracts'
import { toast } from '@tributary/ui'
import { refused } from '../api/refused.ts'
import { type Inputs, trpc } from '../api/trpc.ts'

type Views = { readonly [List in ViewList]: Extract<SavedView, { list: List }> }
/** A view of this list, with its conditions in the words of the list. */
export type ViewOf<List extends ViewList> = Views[List]
export type ViewSearchOf<List extends ViewList> = ViewOf<List>['search']

type Kept<List extends ViewList> = NamedView & { search: ViewSearchOf<List> }

/** A person's views of a list and the shared ones, and what can be done with them; each has its way back. */
export const useViews = <List extends ViewList>(list: List) => {
  const utils = trpc.useUtils()
  const { data } = trpc.views.list.useQuery(undefined, { staleTime: 60_000 })
  const views = data?.filter((view): view is ViewOf<List> => view.list === list)
  const onSettled = () => utils.views.list.invalidate()
  const create = trpc.views.save.useMutation({ onSettled })
  const change = trpc.views.change.useMutation({ onSettled })
  const drop = trpc.views.remove.useMutation({ onSettled })
  // List and search belong together: that a view of deals holds conditions of deals is in its type.
  const save = (view: Kept<List>) =>
    create.mutateAsync({ ...view, list } as Inputs['views']['save']) as Promise<ViewOf<List>>
  const put = async (id: string, to: Partial<Kept<List>>): Promise<void> => {
    const now = await change.mutateAsync({ ...to, id, list } as Inputs['views']['change'])
    utils.views.list.setData(undefined, (old) => old?.map((one) => (one.id === id ? now : one)))
  }
  const kept = (view: ViewOf<List>): Kept<List> => ({
    name: view.name,
    shared: view.shared,
    search: view.search as ViewSearchOf<List>,
  })
  return {
    views,
    pending: create.isPending || change.isPending || drop.isPending,
    add: async (view: Kept<List>): Promise<ViewOf<List>> => {
      const made = await save(view)
      toast.success(`${made.name} is saved`, {
        description: made.shared ? `Everybody finds it above the ${list}.` : 'Only you see it.',
      })
      return made
    },
    update: async (view: ViewOf<List>, to: Partial<Kept<List>>): Promise<void> => {
      await put(view.id, to)
      toast.success(`${to.name ?? view.name} is saved`, { undo: () => put(view.id, kept(view)) })
    },
    remove: async (view: ViewOf<List>): Promise<boolean> => {
      try {
        await drop.mutateAsync({ id: view.id })
        toast.success(`${view.name} is deleted`, { undo: () => save(kept(view)) })
        return true
      } catch (error) {
        refused('The view was not deleted')(error)
        return false
      }
    },
  }
}
