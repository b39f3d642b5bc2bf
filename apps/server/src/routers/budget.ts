import {
  BudgetDecisionId,
  BudgetDecisions,
  BudgetInput,
  BudgetReport,
  DecideAdvice,
  Done,
} from '@tributary/contracts'
import { readBudget } from '@tributary/use-cases/budget/advise'
import { closeDecision, decideAdvice, withdrawDecision } from '@tributary/use-cases/budget/decide'
import { readDecisions } from '@tributary/use-cases/budget/read-decisions'
import { may, router } from '../trpc.ts'

const read = may('dashboard.read')
const write = may('campaigns.write')

export const budgetRouter = router({
  read: read
    .input(BudgetInput)
    .output(BudgetReport)
    .query(({ ctx, input }) => readBudget(ctx, input)),
  decisions: read.output(BudgetDecisions).query(({ ctx }) => readDecisions(ctx)),
  decide: write
    .input(DecideAdvice)
    .output(BudgetDecisionId)
    .mutation(({ ctx, input }) => decideAdvice(ctx, input)),
  withdraw: write
    .input(BudgetDecisionId)
    .output(Done)
    .mutation(({ ctx, input }) => withdrawDecision(ctx, input)),
  close: write
    .input(BudgetDecisionId)
    .output(Done)
    .mutation(({ ctx, input }) => closeDecision(ctx, input)),
})
