import { type DealCard, type DealStage, LOST_REASONS, type LostReason } from '@tributary/contracts'
import { Badge, Menu, type MenuItem } from '@tributary/ui'
import { ChevronDown } from 'lucide-react'

import { dealStageTones, dealStageWords, lostWords } from '../../words.ts'
import { titleOf } from '../leads/lead-columns.tsx'
import type { MoveDeals } from './deal-changes.ts'
import { nextStages } from './deal-words.ts'

export const DealStageBadge = ({ stage }: { stage: DealStage }) => (
  <Badge tone={dealStageTones[stage]}>{dealStageWords[stage]}</Badge>
)

/** The stages a deal may go to; for lost the reason is chosen in the same menu. */
export const stageItems = (
  stage: DealStage,
  move: (to: DealStage, lostReason?: LostReason) => void,
): MenuItem[] => {
  const next = nextStages(stage)
  const stages = next.filter((to) => to !== 'lost')
  return [
    ...stages.map((to): MenuItem => ({ id: to, label: dealStageWords[to], onSelect: () => move(to) })),
    ...(next.includes('lost')
      ? [
          {
            kind: 'group' as const,
            id: 'lost',
            label: 'Lost, because of',
            items: LOST_REASONS.map(
              (reason): MenuItem => ({
                id: reason,
                label: lostWords[reason],
                onSelect: () => move('lost', reason),
              }),
            ),
          },
        ]
      : []),
  ]
}

/** Where the deal stands, as a button that moves it; plain for somebody who may not. */
export const StageMenu = ({ deal, move }: { deal: DealCard; move: MoveDeals }) =>
  deal.lead.locked ? (
    <span title={deal.lead.locked}>
      <DealStageBadge stage={deal.stage} />
    </span>
  ) : (
    <Menu
      trigger={
        <button
          type="button"
          aria-label={`Stage of ${titleOf(deal.lead)}: ${dealStageWords[deal.stage]}`}
          className="inline-flex min-h-6 items-center gap-1 rounded-sm pointer-coarse:min-h-control hover:[&_svg]:text-fg"
        >
          <DealStageBadge stage={deal.stage} />
          <ChevronDown aria-hidden className="size-3.5 text-subtle" />
        </button>
      }
      items={stageItems(deal.stage, (to, reason) => move([deal.id], to, reason))}
    />
  )
