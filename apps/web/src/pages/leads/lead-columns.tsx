import type { LeadRow } from '@tributary/contracts'
import { Badge, type DataColumn, Money, Person, RelativeTime, ScoreBar, Unknown, useNow } from '@tributary/ui'
import { reviewTones, reviewWords, sourceWords, stageTones, stageWords, urgencyWords } from '../../words.ts'

export const titleOf = ({ company, name, email }: Pick<LeadRow, 'company' | 'name' | 'email'>): string =>
  company || name || email || 'Erased person'

/** What is to be done next; red once it is late. */
export const NextStep = ({ lead }: { lead: LeadRow }) => {
  const now = useNow()
  if (!lead.nextStep) return <Unknown reason="No next step is set" />
  const late = new Date(lead.nextStep.at) < now
  return (
    <span className="flex min-w-0 items-baseline gap-1.5">
      <span className={late ? 'shrink-0 text-danger' : 'shrink-0 text-muted'}>
        <RelativeTime at={lead.nextStep.at} />
        {late ? <span className="sr-only">, late</span> : null}
      </span>
      <span className="truncate" title={lead.nextStep.text}>
        {lead.nextStep.text}
      </span>
    </span>
  )
}

/** The promised first answer, while nobody has contacted the lead. */
const Answer = ({ lead }: { lead: LeadRow }) => {
  const now = useNow()
  if (lead.firstContactedAt) return <Badge tone="success">Answered</Badge>
  if (!lead.responseDueAt) return <Unknown reason="No answer was promised" />
  const late = new Date(lead.responseDueAt) < now
  return (
    <Badge tone={late ? 'danger' : 'neutral'}>
      {late ? 'Late since ' : 'Due '}
      <RelativeTime at={lead.responseDueAt} />
    </Badge>
  )
}

export const StageBadge = ({ stage }: { stage: LeadRow['stage'] }) => (
  <Badge tone={stageTones[stage]}>{stageWords[stage]}</Badge>
)

export const LEAD_COLUMNS: readonly DataColumn<LeadRow>[] = [
  {
    id: 'company',
    header: 'Company',
    cell: (lead) => (
      <span className="font-medium" title={titleOf(lead)}>
        {titleOf(lead)}
      </span>
    ),
    sortable: true,
    fixed: true,
    width: 180,
  },
  {
    id: 'contact',
    header: 'Contact',
    cell: (lead) => (
      <span className="truncate" title={lead.email || undefined}>
        {lead.name || <Unknown reason="This person was erased" />}
      </span>
    ),
    width: 140,
  },
  {
    id: 'score',
    header: 'Score',
    cell: (lead) => <ScoreBar value={lead.points} grade={lead.grade} label={`Score of ${titleOf(lead)}`} />,
    sortable: true,
    firstSort: 'desc',
    width: 150,
  },
  {
    id: 'stage',
    header: 'Stage',
    cell: (lead) => <StageBadge stage={lead.stage} />,
    sortable: true,
    width: 100,
  },
  {
    id: 'review',
    header: 'Decision',
    cell: (lead) => <Badge tone={reviewTones[lead.review]}>{reviewWords[lead.review]}</Badge>,
    width: 96,
  },
  {
    id: 'owner',
    header: 'Owner',
    cell: (lead) =>
      lead.owner ? (
        <Person name={lead.owner.name} />
      ) : (
        <span className="text-muted">{lead.waitingSince ? 'In the pool' : 'Nobody'}</span>
      ),
    width: 140,
  },
  {
    id: 'value',
    header: 'Value',
    cell: (lead) => <Money value={lead.value} unknown="No value entered" />,
    sortable: true,
    firstSort: 'desc',
    align: 'end',
    width: 116,
  },
  { id: 'nextStep', header: 'Next step', cell: (lead) => <NextStep lead={lead} />, width: 140 },
  { id: 'source', header: 'Source', cell: (lead) => sourceWords[lead.source], width: 84 },
  {
    id: 'captured',
    header: 'Captured',
    cell: (lead) => <RelativeTime at={lead.capturedAt} />,
    sortable: true,
    firstSort: 'desc',
    align: 'end',
    width: 96,
  },
  { id: 'campaign', header: 'Campaign', cell: (lead) => lead.campaign.name, width: 170 },
  { id: 'answer', header: 'First answer', cell: (lead) => <Answer lead={lead} />, width: 150 },
  {
    id: 'urgency',
    header: 'Urgency',
    cell: (lead) => (lead.urgency ? urgencyWords[lead.urgency] : <Unknown reason="The lead did not say" />),
    width: 96,
  },
  {
    id: 'trust',
    header: 'Trust',
    cell: (lead) => (
      <ScoreBar
        value={lead.trust}
        label={`Trust of ${titleOf(lead)}`}
        unknown="The lead has no source with a trust"
      />
    ),
    width: 120,
  },
  {
    id: 'industry',
    header: 'Industry',
    cell: (lead) => lead.industry ?? <Unknown reason="The industry is not known" />,
    width: 130,
  },
  {
    id: 'region',
    header: 'Region',
    cell: (lead) => lead.region ?? lead.country ?? <Unknown reason="The place is not known" />,
    width: 90,
  },
  {
    id: 'updated',
    header: 'Changed',
    cell: (lead) => <RelativeTime at={lead.updatedAt} />,
    sortable: true,
    firstSort: 'desc',
    align: 'end',
    width: 96,
  },
]

/** Put away until somebody asks for them. */
export const HIDDEN_AT_FIRST: readonly string[] = [
  'campaign',
  'answer',
  'urgency',
  'trust',
  'industry',
  'region',
  'updated',
]
