import { Link } from '@tanstack/react-router'
import type { PipelineWeekDeals, WeekBar } from '@tributary/contracts'
import { EmptyState, Money, Sheet, SkeletonLines, Unknown, useFormats } from '@tributary/ui'
import { ReadFailure } from '../../api/read-failure.tsx'
import { trpc } from '../../api/trpc.ts'
import { LoadMore } from '../../lists/load-more.tsx'
import { paths } from '../../paths.ts'
import { plural } from '../../words.ts'
import { weekMeanings, weekWords } from './week-words.ts'

type Item = PipelineWeekDeals['items'][number]
type WeekDealsProps = { bar: WeekBar; currency: string; since: string; onClose: () => void }

/** The deals behind a bar of the week: together they are what it says. */
export const WeekDeals = ({ bar, currency, since, onClose }: WeekDealsProps) => (
  <Sheet
    open
    width="wide"
    modal={false}
    title={bar === 'start' ? `Open on ${since}` : `${weekWords[bar]} since ${since}`}
    onOpenChange={(open) => {
      if (!open) onClose()
    }}
  >
    <DealList bar={bar} currency={currency} />
  </Sheet>
)

const DealList = ({ bar, currency }: Pick<WeekDealsProps, 'bar' | 'currency'>) => {
  const formats = useFormats()
  const query = trpc.forecast.weekDeals.useInfiniteQuery(
    { bar, currency, size: 50 },
    { getNextPageParam: (page) => page.nextCursor, initialCursor: null },
  )
  const { data, error } = query
  if (error && !data) return <ReadFailure title="The deals could not be read" query={query} />
  if (!data) return <SkeletonLines lines={8} label="The deals are being read" />
  const { total } = data.pages[0]!
  const items = data.pages.flatMap((page) => page.items)
  if (items.length === 0) return <EmptyState title="No deals">{weekMeanings[bar]}</EmptyState>
  return (
    <div className="flex flex-col gap-3">
      <p className="text-muted text-sm" aria-live="polite">
        {formats.count(total.deals)} {plural(total.deals, 'deal')}, together{' '}
        <strong className="font-semibold text-fg">
          {formats.money({ minor: total.amountMinor, currency })}
        </strong>
        . {weekMeanings[bar]}
      </p>
      <table className="w-full text-sm">
        <thead>
          <tr className="border-line border-b text-muted text-xs">
            <th scope="col" className="py-2 text-start font-medium">
              Deal
            </th>
            <th scope="col" className="py-2 ps-3 text-end font-medium">
              Then
            </th>
            <th scope="col" className="py-2 ps-3 text-end font-medium">
              Now
            </th>
            <th scope="col" className="py-2 ps-3 text-end font-medium max-sm:hidden">
              Counts
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.id} className="border-line border-b">
              <th scope="row" className="max-w-28 py-2 text-start font-normal sm:max-w-48">
                <DealName item={item} />
              </th>
              <td className="py-2 ps-3 text-end">
                <Standing standing={item.before} currency={currency} reason="It was not there yet" />
              </td>
              <td className="py-2 ps-3 text-end">
                <Standing standing={item.after} currency={currency} reason="It is gone" />
              </td>
              <td className="py-2 ps-3 text-end font-medium max-sm:hidden">
                <Money value={{ minor: item.amountMinor, currency }} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <LoadMore query={query} what="deals" />
    </div>
  )
}

const stageNotes = { open: null, won: 'won', lost: 'lost' } as const

const Standing = ({
  standing,
  currency,
  reason,
}: {
  standing: Item['before']
  currency: string
  reason: string
}) => {
  const formats = useFormats()
  if (standing === null) return <Unknown reason={reason} />
  const note =
    stageNotes[standing.stage] ??
    (standing.expectedClose === null ? 'no date' : `by ${formats.dayYear(standing.expectedClose)}`)
  return (
    <>
      <Money value={{ minor: standing.amountMinor, currency }} />
      <span className="block text-subtle text-xs">{note}</span>
    </>
  )
}

const DealName = ({ item: { deal } }: { item: Item }) =>
  deal ? (
    <Link
      {...paths.lead({ leadId: deal.lead.id })}
      className="block min-h-6 truncate text-primary-text underline-offset-2 hover:underline"
    >
      {deal.lead.company ?? deal.lead.name ?? 'A lead without a name'}
    </Link>
  ) : (
    'Deleted'
  )
