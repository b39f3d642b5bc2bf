import { type DealCard, type DealStage, LOST_REASONS, type LostReason } from '@tributary/contracts'
import { type ReactNode, useState } from 'react'
import { ChoiceDialog } from '../../forms/choice-dialog.tsx'
import { dealStageWords, lostWords } from '../../words.ts'
import { titleOf } from '../leads/lead-columns.tsx'
import type { MoveDeals } from './deal-changes.ts'
import { nextStages } from './deal-words.ts'

const LOST = 'lost:'

/** The stages as a list that answers to typing, arrows and Enter; the reasons to lose stand in it. */
export const useAskStage = (
  move: MoveDeals,
): { readonly ask: (deal: DealCard) => void; readonly dialog: ReactNode } => {
  const [deal, setDeal] = useState<DealCard | null>(null)
  const choices = (deal ? nextStages(deal.stage) : []).flatMap((stage) =>
    stage === 'lost'
      ? LOST_REASONS.map((reason) => ({
          value: `${LOST}${reason}`,
          label: `Lost: ${lostWords[reason].toLowerCase()}`,
        }))
      : [{ value: stage, label: dealStageWords[stage] }],
  )
  const choose = (value: string): void => {
    setDeal(null)
    if (!deal) return
    if (value.startsWith(LOST)) move([deal.id], 'lost', value.slice(LOST.length) as LostReason)
    else move([deal.id], value as DealStage)
  }
  return {
    ask: setDeal,
    dialog: (
      <ChoiceDialog
        open={deal !== null}
        onOpenChange={(open) => !open && setDeal(null)}
        title={deal ? `Move ${titleOf(deal.lead)}` : ''}
        choices={choices}
        onChoose={choose}
      />
    ),
  }
}
