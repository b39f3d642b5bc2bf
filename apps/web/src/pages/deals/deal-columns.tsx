import type { DealCard } from '@tributary/contracts'
import {
  CalendarDate,
  type DataColumn,
  Money,
  Person,
  Probability,
  RelativeTime,
  Unknown,
  useNow,
} from '@tributary/ui'
import { useToday } from '../../range/use-today.ts'
import { lostWords } from '../../words.ts'
import { NextStep, titleOf } from '../leads/lead-columns.tsx'
import type { MoveDeals } from './deal-changes.ts'
import { daysInStage } from './deal-words.ts'
import { StageMenu } from './stage-menu.tsx'

/** When it is expected to close; red once that day is past and the deal still open. */
export const ExpectedClose = ({ deal }: { deal: DealCard }) => {
  const today = useToday()
  const late = deal.closedAt === null && deal.expectedClose !== null && deal.expectedClose < today
  return (
    <span className={late ? 'text-danger' : undefined}>
      <CalendarDate date={deal.expectedClose} unknown="No date entered" />
      {late ? <span className="sr-only">, past</span> : null}
    </span>
  )
}

/** For how long it has stood in its column. */
const Standing = ({ deal }: { deal: DealCard }) => {
  const now = useNow()
  const days = daysInStage(deal, now)
  return <span className="tabular-nums">{days <= 0 ? 'today' : days === 1 ? '1 day' : `${days} days`}</span>
}

/** The columns of the table; the stage moves the deal from its own cell. */
export const dealColumns = (move: MoveDeals): readonly DataColumn<DealCard>[] => [
  {
    id: 'deal',
    header: 'Deal',
    cell: ({ lead }) => (
      <span className="font-medium" title={titleOf(lead)}>
        {titleOf(lead)}
      </span>
    ),
    fixed: true,
    width: 200,
  },
  {
    id: 'amount',
    header: 'Value',
    cell: ({ amount }) => <Money value={amount} />,
    sortable: true,
    firstSort: 'desc',
    align: 'end',
    width: 124,
  },
  {
    id: 'stage',
    header: 'Stage',
    cell: (deal) => <StageMenu deal={deal} move={move} />,
    interactive: true,
    width: 130,
  },
  {
    id: 'probability',
    header: 'Chance',
    cell: ({ probability, stage }) =>
      stage === 'won' || stage === 'lost' ? (
        <Unknown reason="The deal is closed" />
      ) : (
        <Probability value={probability} unknown="No model is in force yet" />
      ),
    sortable: true,
    firstSort: 'desc',
    align: 'end',
    width: 92,
  },
  {
    id: 'expected',
    header: 'Expected close',
    cell: (deal) => <ExpectedClose deal={deal} />,
    sortable: true,
    firstSort: 'asc',
    width: 124,
  },
  {
    id: 'owner',
    header: 'Owner',
    cell: ({ lead }) =>
      lead.owner ? <Person name={lead.owner.name} /> : <span className="text-muted">Nobody</span>,
    width: 140,
  },
  { id: 'nextStep', header: 'Next step', cell: ({ lead }) => <NextStep lead={lead} />, width: 160 },
  { id: 'standing', header: 'In this stage', cell: (deal) => <Standing deal={deal} />, width: 104 },
  {
    id: 'opened',
    header: 'Opened',
    cell: ({ openedAt }) => <RelativeTime at={openedAt} />,
    sortable: true,
    firstSort: 'desc',
    align: 'end',
    width: 96,
  },
  {
    id: 'closed',
    header: 'Closed',
    cell: ({ closedAt }) => <RelativeTime at={closedAt} unknown="Still open" />,
    sortable: true,
    firstSort: 'desc',
    align: 'end',
    width: 96,
  },
  {
    id: 'lostReason',
    header: 'Lost because of',
    cell: ({ lostReason }) => (lostReason ? lostWords[lostReason] : <Unknown reason="It is not lost" />),
    width: 150,
  },
  {
    id: 'contact',
    header: 'Contact',
    cell: ({ lead }) => lead.name || <Unknown reason="This person was erased" />,
    width: 150,
  },
  { id: 'campaign', header: 'Campaign', cell: ({ lead }) => lead.campaign.name, width: 170 },
  {
    id: 'updated',
    header: 'Changed',
    cell: ({ updatedAt }) => <RelativeTime at={updatedAt} />,
    sortable: true,
    firstSort: 'desc',
    align: 'end',
    width: 96,
  },
]

/** Put away until somebody asks for them. */
export const HIDDEN_AT_FIRST: readonly string[] = ['closed', 'lostReason', 'contact', 'campaign', 'updated']
