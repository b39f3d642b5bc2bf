import { ListSpend, RecordSpend, RemoveSpend, SpendChanged, SpendPage, UndoSpend } from '@tributary/contracts'
import { listSpend } from '@tributary/use-cases/spend/list-spend'
import { recordSpend, removeSpend } from '@tributary/use-cases/spend/record-spend'
import { undoSpend } from '@tributary/use-cases/spend/undo-spend'
import { may, router } from '../trpc.ts'

const read = may('campaigns.read')
const write = may('campaigns.write')

export const spendRouter = router({
  list: read
    .input(ListSpend)
    .output(SpendPage)
    .query(({ ctx, input }) => listSpend(ctx, input)),
  record: write
    .input(RecordSpend)
    .output(SpendChanged)
    .mutation(({ ctx, input }) => recordSpend(ctx, input)),
  remove: write
    .input(RemoveSpend)
    .output(SpendChanged)
    .mutation(({ ctx, input }) => removeSpend(ctx, input)),
  undo: write
    .input(UndoSpend)
    .output(SpendChanged)
    .mutation(({ ctx, input }) => undoSpend(ctx, input)),
})
