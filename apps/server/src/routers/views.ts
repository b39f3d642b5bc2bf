import { ChangeView, Done, SavedView, SaveView, ViewId } from '@tributary/contracts'
import { changeView, listViews, removeView, saveView } from '@tributary/use-cases/views/saved-views'
import { may, router } from '../trpc.ts'

const read = may('leads.read')

/** Lists of leads and of deals under a name. */
export const viewsRouter = router({
  list: read.output(SavedView.array()).query(({ ctx }) => listViews(ctx)),
  save: read
    .input(SaveView)
    .output(SavedView)
    .mutation(({ ctx, input }) => saveView(ctx, input)),
  change: read
    .input(ChangeView)
    .output(SavedView)
    .mutation(({ ctx, input }) => changeView(ctx, input)),
  remove: read
    .input(ViewId)
    .output(Done)
    .mutation(({ ctx, input }) => removeView(ctx, input)),
})
