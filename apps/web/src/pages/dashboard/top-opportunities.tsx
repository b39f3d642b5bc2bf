import { Link } from '@tanstack/react-router'
import type { DatePeriod, TopOpportunity } from '@tributary/contracts'
import { Badge, Card, EmptyState, GradeBadge, Money, ScoreBar, SkeletonLines } from '@tributary/ui'
import { ReadFailure } from '../../api/read-failure.tsx'
import { trpc } from '../../api/trpc.ts'
import { paths } from '../../paths.ts'
import { stageTones, stageWords } from '../../words.ts'

const placeOf = ({ industry, region }: TopOpportunity): string =>
  [industry, region].filter(Boolean).join(' · ')

const Row = ({ lead }: { lead: TopOpportunity }) => (
  <li className="flex items-center gap-3 py-2">
    <GradeBadge grade={lead.grade} />
    <div className="min-w-0 flex-1">
      <Link
        {...paths.lead({ leadId: lead.leadId })}
        className="block truncate font-medium text-sm underline-offset-2 hover:underline"
      >
        {lead.company ?? lead.name ?? 'An erased person'}
      </Link>
      <p className="truncate text-muted text-xs">
        {[lead.company ? lead.name : null, placeOf(lead)].filter(Boolean).join(' · ') ||
          'Nothing more is known'}
      </p>
    </div>
    <span className="w-24 shrink-0 max-md:hidden">
      <ScoreBar value={lead.points} label="Score" />
    </span>
    <span className="w-20 shrink-0 text-end text-sm max-sm:hidden">
      <Money
        value={
          lead.valueMinor !== null && lead.currency !== null
            ? { minor: lead.valueMinor, currency: lead.currency }
            : null
        }
        compact
        unknown="No value entered"
      />
    </span>
    <span className="w-20 shrink-0">
      <Badge tone={stageTones[lead.stage]}>{stageWords[lead.stage]}</Badge>
    </span>
  </li>
)

/** Open leads with the most points. */
export const TopOpportunities = ({ period, className }: { period: DatePeriod; className?: string }) => {
  const { data, error, isPending, isRefetching, refetch } = trpc.dashboard.topOpportunities.useQuery(
    { period, limit: 8 },
    { placeholderData: (old) => old },
  )
  return (
    <Card title="Top opportunities" description="Open leads with the highest scores." className={className}>
      {error ? (
        <ReadFailure
          title="The opportunities could not be read"
          query={{ error, isFetching: isRefetching, refetch }}
        />
      ) : isPending ? (
        <SkeletonLines lines={8} label="Loading the top opportunities" />
      ) : data.length === 0 ? (
        <EmptyState title="No open leads in these days" className="py-8">
          Won, lost and rejected leads do not stand here.
        </EmptyState>
      ) : (
        <ul className="divide-y divide-line">
          {data.map((lead) => (
            <Row key={lead.leadId} lead={lead} />
          ))}
        </ul>
      )}
    </Card>
  )
}
