import { Link } from '@tanstack/react-router'
import type { LeadRow } from '@tributary/contracts'
import { Checkbox, GradeBadge, Money, RelativeTime } from '@tributary/ui'
import { paths } from '../../paths.ts'
import { NextStep, StageBadge, titleOf } from './lead-columns.tsx'

type LeadCardProps = {
  lead: LeadRow
  /** Give both to let it be picked. */
  picked?: boolean
  onPick?: (picked: boolean) => void
  onOpen: () => void
}

/** A lead where a table has no room. */
export const LeadCard = ({ lead, picked = false, onPick, onOpen }: LeadCardProps) => (
  <div className="flex gap-3">
    {onPick ? (
      <Checkbox hideLabel label={`Select ${titleOf(lead)}`} checked={picked} onChange={onPick} />
    ) : null}
    <div className="min-w-0 flex-1">
      <div className="flex items-center gap-2">
        <Link
          {...paths.lead({ leadId: lead.id })}
          onClick={onOpen}
          className="min-h-6 min-w-0 flex-1 truncate font-medium text-base"
        >
          {titleOf(lead)}
        </Link>
        <span className="font-medium text-sm tabular-nums">{lead.points}</span>
        <GradeBadge grade={lead.grade} />
      </div>
      <div className="mt-0.5 flex items-center gap-2 text-muted text-sm">
        <span className="min-w-0 flex-1 truncate">
          {[lead.company ? lead.name : null, lead.owner?.name ?? 'No owner'].filter(Boolean).join(' · ')}
        </span>
        <RelativeTime at={lead.capturedAt} />
      </div>
      <div className="mt-1.5 flex items-center gap-2 text-sm">
        <StageBadge stage={lead.stage} />
        {lead.nextStep ? (
          <span className="min-w-0 flex-1">
            <NextStep lead={lead} />
          </span>
        ) : null}
        {lead.value ? (
          <span className="ms-auto">
            <Money value={lead.value} compact />
          </span>
        ) : null}
      </div>
    </div>
  </div>
)
