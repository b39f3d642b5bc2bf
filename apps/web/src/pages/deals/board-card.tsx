import type { DealCard } from '@tributary/contracts'
import { Avatar, cn, GradeBadge, IconButton, Menu, Money, Probability, useNow } from '@tributary/ui'
import { EllipsisVertical } from 'lucide-react'
import { type KeyboardEvent, memo } from 'react'
import { dealStageWords, lostWords } from '../../words.ts'
import { NextStep, titleOf } from '../leads/lead-columns.tsx'
import type { MoveDeals } from './deal-changes.ts'
import { ExpectedClose } from './deal-columns.tsx'
import { daysInStage } from './deal-words.ts'
import { stageItems } from './stage-menu.tsx'

/** From here on an open deal that has not moved is said to stick. */
const STUCK_DAYS = 30

type BoardCardProps = {
  deal: DealCard
  move: MoveDeals
  onOpen: (deal: DealCard) => void
  /** Arrow keys on the card: to another card, or with Shift to another column. */
  onKey: (event: KeyboardEvent, deal: DealCard) => void
  dragged: boolean
}

const Card = ({ deal, move, onOpen, onKey, dragged }: BoardCardProps) => {
  const now = useNow()
  const { lead, stage } = deal
  const open = deal.closedAt === null
  const days = daysInStage(deal, now)
  const stuck = open && days >= STUCK_DAYS
  const title = titleOf(lead)
  return (
    <li
      data-card={deal.id}
      draggable={lead.locked === null}
      className={cn(
        'relative rounded-md border border-line bg-surface p-2.5 text-sm',
        lead.locked === null && 'cursor-grab active:cursor-grabbing',
        stuck && 'border-s-2 border-s-warning',
        dragged && 'opacity-50',
      )}
    >
      <div className="flex items-start gap-1.5">
        <button
          type="button"
          data-deal={deal.id}
          aria-describedby="board-keys"
          onClick={() => onOpen(deal)}
          onKeyDown={(event) => onKey(event, deal)}
          className="min-h-6 min-w-0 flex-1 truncate rounded-sm text-start font-medium hover:underline"
          title={title}
        >
          {title}
        </button>
        <GradeBadge grade={lead.grade} />
        {lead.locked ? null : (
          <Menu
            align="end"
            trigger={
              <IconButton
                size="small"
                label={`Move ${title}, now ${dealStageWords[stage]}`}
                icon={<EllipsisVertical aria-hidden />}
                className="-me-1 -mt-0.5 h-6 w-6"
              />
            }
            items={stageItems(stage, (to, reason) => move([deal.id], to, reason))}
          />
        )}
      </div>
      <p className="mt-1 flex items-baseline gap-2">
        <span className="font-semibold">
          <Money value={deal.amount} />
        </span>
        {open ? (
          <span className="ms-auto text-muted" title="Win probability">
            <Probability value={deal.probability} unknown="No model is in force yet" />
          </span>
        ) : null}
      </p>
      {open && lead.nextStep ? (
        <p className="mt-1 min-w-0 text-xs">
          <NextStep lead={lead} />
        </p>
      ) : null}
      <p className="mt-1.5 flex items-center gap-1.5 text-muted text-xs">
        {lead.owner ? (
          <>
            <Avatar name={lead.owner.name} size="small" decorative />
            <span className="min-w-0 flex-1 truncate">{lead.owner.name}</span>
          </>
        ) : (
          <span className="min-w-0 flex-1">No owner</span>
        )}
        {deal.lostReason ? (
          <span className="truncate">{lostWords[deal.lostReason]}</span>
        ) : open && deal.expectedClose ? (
          <ExpectedClose deal={deal} />
        ) : null}
      </p>
      {stuck ? <p className="mt-1 text-warning text-xs">In this stage for {days} days</p> : null}
    </li>
  )
}

/** A deal on the board: drawn again only when it changes. */
export const BoardCard = memo(Card)
