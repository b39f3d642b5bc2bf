import type { BudgetAdvice, DismissReason } from '@tributary/contracts'
import { toast } from '@tributary/ui'
import { client, failureOf, queryClient, trpc } from '../../api/trpc.ts'
import { actionWords, dismissWords } from './budget-words.ts'

export const refreshBudget = (): Promise<void> =>
  queryClient.invalidateQueries({
    predicate: ({ queryKey }) => Array.isArray(queryKey[0]) && queryKey[0][0] === 'budget',
  })

export type Decide = {
  readonly apply: (advice: BudgetAdvice) => void
  readonly dismiss: (advice: BudgetAdvice, reason: DismissReason) => void
}

/** Applies or dismisses an advice; the toast takes it back. */
export const useDecide = (period: { readonly start: string; readonly end: string }): Decide => {
  const decide = trpc.budget.decide.useMutation({
    onError: (error) => toast.error('The decision was not kept', { description: failureOf(error).message }),
    onSettled: refreshBudget,
  })
  const send = (advice: BudgetAdvice, said: string, reason?: DismissReason): void =>
    decide.mutate(
      {
        period: { start: period.start, end: period.end },
        campaignId: advice.campaign.id,
        action: advice.action,
        verdict: reason ? 'dismissed' : 'applied',
        ...(reason ? { reason } : {}),
      },
      {
        onSuccess: ({ id }) =>
          toast.success(said, {
            description: 'It is looked at again in 14 days.',
            undo: () => client.budget.withdraw.mutate({ id }).finally(refreshBudget),
          }),
      },
    )
  const titleOf = (advice: BudgetAdvice) => `${actionWords[advice.action]} ${advice.campaign.name}`
  return {
    apply: (advice) => send(advice, `Applied: ${titleOf(advice)}`),
    dismiss: (advice, reason) =>
      send(advice, `Dismissed (${dismissWords[reason].toLowerCase()}): ${titleOf(advice)}`, reason),
  }
}
