import { Link } from '@tanstack/react-router'
import { DEAL_STEPS, type DealCard, type Forecast } from '@tributary/contracts'
import { Card, EmptyState, Money, Probability, SkeletonLines, useFormats } from '@tributary/ui'
import { ReadFailure } from '../../api/read-failure.tsx'
import { trpc } from '../../api/trpc.ts'
import { paths } from '../../paths.ts'
import { titleOf } from '../leads/lead-columns.tsx'

const SHOWN = 10

const Line = ({ deal }: { deal: DealCard }) => {
  const formats = useFormats()
  return (
    <li className="flex items-center gap-3 py-2">
      <div className="min-w-0 flex-1">
        <Link
          {...paths.deals({ open: deal.id })}
          className="block truncate font-medium text-sm underline-offset-2 hover:underline"
        >
          {titleOf(deal.lead)}
        </Link>
        <p className="truncate text-muted text-xs">
          {[
            deal.lead.owner?.name ?? 'Nobody',
            deal.expectedClose ? `expected ${formats.dayYear(deal.expectedClose)}` : 'no expected close',
          ].join(' · ')}
        </p>
      </div>
      <span className="shrink-0 text-end text-sm">
        <Money value={deal.amount} compact />
      </span>
      <span className="w-12 shrink-0 text-end font-medium text-sm">
        <Probability value={deal.probability} />
      </span>
    </li>
  )
}

/** The open deals that will probably be won, the surest first. */
export const LikelyDeals = ({ forecast }: { forecast: Forecast }) => {
  const formats = useFormats()
  const { choices, model } = forecast
  const open = { stage: [...DEAL_STEPS] }
  const query = trpc.deals.list.useQuery(
    { filter: open, sort: { by: 'probability', direction: 'desc' }, size: SHOWN },
    { placeholderData: (old) => old },
  )
  const { data, error, isFetching, refetch } = query
  const from = formats.probability(choices.highFrom)
  const told = (data?.items ?? []).filter(({ probability }) => probability !== null)
  const likely = told.filter(({ probability }) => probability !== null && probability >= choices.highFrom)
  // Where none is likely, the nearest are shown, and said to be no more than that.
  const [shown, filter] =
    likely.length > 0 ? [likely, { ...open, probabilityFrom: choices.highFrom }] : [told, open]
  return (
    <Card
      title="Likely to be won"
      description={
        told.length > 0 && likely.length === 0
          ? `No open deal reaches ${from}; these come nearest.`
          : `Open deals with a probability of ${from} or more.`
      }
      footer={
        shown.length > 0 ? (
          <Link
            {...paths.deals({ ...filter, sort: 'probability' })}
            className="text-primary-text underline-offset-2 hover:underline"
          >
            {likely.length > 0 ? 'Show all of them' : 'Show all by their chance'}
          </Link>
        ) : undefined
      }
    >
      {error ? (
        <ReadFailure title="The deals could not be read" query={{ error, isFetching, refetch }} />
      ) : data === undefined ? (
        <SkeletonLines lines={8} label="Loading the likely deals" />
      ) : shown.length === 0 ? (
        <EmptyState
          title={model && !model.abstains ? 'No open deals' : 'No probabilities yet'}
          className="py-8"
        >
          {model && !model.abstains
            ? 'A lead that moves to proposal gets one.'
            : `A model that goes live tells them; it needs ${formats.count(choices.gate.won)} won and ${formats.count(choices.gate.lost)} lost deals.`}
        </EmptyState>
      ) : (
        <ul className="divide-y divide-line">
          {shown.map((deal) => (
            <Line key={deal.id} deal={deal} />
          ))}
        </ul>
      )}
    </Card>
  )
}
