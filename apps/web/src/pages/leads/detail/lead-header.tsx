import { type LeadDetail, LOST_REASONS, REJECT_REASONS, type Stage } from '@tributary/contracts'
import { Badge, Button, GradeBadge, Menu, type MenuItem, Temperature } from '@tributary/ui'
import { Check, ChevronDown, Pencil, X } from 'lucide-react'
import { useMay } from '../../../session/session.ts'
import { lostWords, rejectWords, reviewTones, reviewWords, stageWords } from '../../../words.ts'
import type { Meant } from '../lead-changes.ts'
import { type LeadActions, whyNoOwner } from '../use-lead-actions.tsx'

type LeadHeaderProps = {
  detail: LeadDetail
  actions: LeadActions
  onEdit: () => void
}

export const meantOf = ({ lead }: LeadDetail): Meant => ({ target: { ids: [lead.id] }, count: 1 })

const readingWords = {
  lead: null,
  mql: 'Marketing qualified',
  sql: 'Sales qualified',
  opportunity: 'Opportunity',
  won: 'Customer',
  lost: null,
} as const

/** Where the lead stands, in badges. */
export const LeadStanding = ({ detail: { lead, readings } }: { detail: LeadDetail }) => (
  <span className="inline-flex flex-wrap items-center gap-x-2.5 gap-y-1">
    <span className="inline-flex items-center gap-1.5">
      <GradeBadge grade={lead.grade} />
      <span className="font-semibold text-fg tabular-nums">{lead.points}</span>
    </span>
    <Temperature grade={lead.grade} />
    <Badge tone={reviewTones[lead.review]}>
      {reviewWords[lead.review]}
      {lead.reviewReason ? `: ${rejectWords[lead.reviewReason].toLowerCase()}` : ''}
    </Badge>
    {readingWords[readings.pipeline] ? <Badge tone="primary">{readingWords[readings.pipeline]}</Badge> : null}
    {lead.lostReason ? (
      <span className="text-muted text-sm">Lost: {lostWords[lead.lostReason].toLowerCase()}</span>
    ) : null}
    {lead.deletedAt ? <Badge tone="danger">In the bin</Badge> : null}
  </span>
)

/** Decide, move, assign, edit: by button here, by key anywhere on the page. */
export const LeadButtons = ({ detail, actions, onEdit }: LeadHeaderProps) => {
  const may = useMay()
  const { lead, nextStages } = detail
  const meant = meantOf(detail)
  const locked = lead.locked
  const move = (to: Stage): void =>
    to === 'lost' ? actions.ask('lost', meant) : actions.apply(meant, { kind: 'move', to })
  const stages: MenuItem[] = nextStages
    .filter((stage) => stage !== 'lost')
    .map((stage) => ({ id: stage, label: stageWords[stage], onSelect: () => move(stage) }))
  const lost: MenuItem[] = nextStages.includes('lost')
    ? [
        {
          kind: 'group',
          id: 'lost',
          label: 'Lost, because of',
          items: LOST_REASONS.map((reason) => ({
            id: reason,
            label: lostWords[reason],
            onSelect: () => actions.apply(meant, { kind: 'move', to: 'lost', lostReason: reason }),
          })),
        },
      ]
    : []
  return (
    <>
      <Menu
        trigger={
          <Button disabledReason={locked} aria-label={`Stage: ${stageWords[lead.stage]}`}>
            {stageWords[lead.stage]}
            <ChevronDown aria-hidden className="text-subtle" />
          </Button>
        }
        items={[...stages, ...lost]}
      />
      <Button
        disabledReason={locked ?? whyNoOwner(may)}
        aria-label={`Owner: ${lead.owner?.name ?? 'nobody'}`}
        onClick={() => actions.ask('assign', meant, lead.owner?.id ?? null)}
      >
        <span className="max-w-40 truncate">{lead.owner?.name ?? 'No owner'}</span>
        <ChevronDown aria-hidden className="text-subtle" />
      </Button>
      <Button icon={<Pencil aria-hidden />} disabledReason={locked} onClick={onEdit}>
        Edit
      </Button>
      {lead.review === 'rejected' ? null : (
        <Menu
          align="end"
          trigger={
            <Button icon={<X aria-hidden />} disabledReason={locked}>
              Reject
            </Button>
          }
          items={REJECT_REASONS.map((reason) => ({
            id: reason,
            label: rejectWords[reason],
            onSelect: () => actions.apply(meant, { kind: 'review', to: 'rejected', reason }),
          }))}
        />
      )}
      {lead.review === 'pending' ? null : (
        <Button
          disabledReason={locked}
          onClick={() => actions.apply(meant, { kind: 'review', to: 'pending' })}
        >
          Take back
        </Button>
      )}
      {lead.review === 'accepted' ? null : (
        <Button
          tone="primary"
          icon={<Check aria-hidden />}
          disabledReason={locked}
          onClick={() => actions.apply(meant, { kind: 'review', to: 'accepted' })}
        >
          Accept
        </Button>
      )}
    </>
  )
}
