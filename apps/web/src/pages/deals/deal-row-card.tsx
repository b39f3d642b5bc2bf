import type { DealCard } from '@tributary/contracts'
import { Money, Probability } from '@tributary/ui'
import { titleOf } from '../leads/lead-columns.tsx'
import type { MoveDeals } from './deal-changes.ts'
import { ExpectedClose } from './deal-columns.tsx'
import { StageMenu } from './stage-menu.tsx'

type DealRowCardProps = { deal: DealCard; move: MoveDeals; onOpen: (deal: DealCard) => void }

/** A deal where a table has no room. */
export const DealRowCard = ({ deal, move, onOpen }: DealRowCardProps) => (
  <div className="min-w-0">
    <div className="flex items-center gap-2">
      <button
        type="button"
        onClick={() => onOpen(deal)}
        className="min-h-6 min-w-0 flex-1 truncate text-start font-medium text-base"
      >
        {titleOf(deal.lead)}
      </button>
      <span className="font-medium text-sm">
        <Money value={deal.amount} compact />
      </span>
    </div>
    <p className="mt-0.5 flex items-center gap-2 text-muted text-sm">
      <span className="min-w-0 flex-1 truncate">{deal.lead.owner?.name ?? 'No owner'}</span>
      <ExpectedClose deal={deal} />
    </p>
    <div className="mt-1.5 flex items-center gap-2 text-sm">
      <StageMenu deal={deal} move={move} />
      {deal.closedAt === null ? (
        <span className="ms-auto text-muted">
          <Probability value={deal.probability} unknown="No model is in force yet" />
        </span>
      ) : null}
    </div>
  </div>
)
