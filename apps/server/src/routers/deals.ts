import {
  CreateDeal,
  DealBoard,
  DealDetail,
  DealId,
  DealPage,
  DealSums,
  DealsChanged,
  EditDeal,
  ListDeals,
  MoveDeals,
  ReadBoard,
  SumDeals,
} from '@tributary/contracts'
import { createDeal, editDeal, moveDeals } from '@tributary/use-cases/deals/change-deals'
import { readDeal } from '@tributary/use-cases/deals/read-deal'
import { listDeals, readBoard, sumDealColumns } from '@tributary/use-cases/deals/read-deals'
import { may, router } from '../trpc.ts'

const read = may('leads.read')
// Whose deals somebody may change is looked at by their leads.
const write = may('leads.write.own')

export const dealsRouter = router({
  list: read
    .input(ListDeals)
    .output(DealPage)
    .query(({ ctx, input }) => listDeals(ctx, input)),
  sums: read
    .input(SumDeals)
    .output(DealSums)
    .query(({ ctx, input }) => sumDealColumns(ctx, input)),
  board: read
    .input(ReadBoard)
    .output(DealBoard)
    .query(({ ctx, input }) => readBoard(ctx, input)),
  read: read
    .input(DealId)
    .output(DealDetail)
    .query(({ ctx, input }) => readDeal(ctx, input)),
  create: write
    .input(CreateDeal)
    .output(DealsChanged)
    .mutation(({ ctx, input }) => createDeal(ctx, input)),
  edit: write
    .input(EditDeal)
    .output(DealsChanged)
    .mutation(({ ctx, input }) => editDeal(ctx, input)),
  move: write
    .input(MoveDeals)
    .output(DealsChanged)
    .mutation(({ ctx, input }) => moveDeals(ctx, input)),
})
