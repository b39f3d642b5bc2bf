import { Link } from '@tanstack/react-router'
import type { AttributionAnswer, CreditedDeal } from '@tributary/contracts'
import { Button, EmptyState, Money, Sheet, SkeletonLines, Unknown, useFormats } from '@tributary/ui'
import { ArrowLeft } from 'lucide-react'
import { ReadFailure } from '../../api/read-failure.tsx'
import { trpc } from '../../api/trpc.ts'
import { LoadMore } from '../../lists/load-more.tsx'
import { paths } from '../../paths.ts'
import { plural } from '../../words.ts'
import { modelWords } from './model-words.ts'
import type { Opened } from './opened.ts'
import { openedTitle } from './opened-words.ts'
import { TouchStripView } from './touch-strip.tsx'

type DealsSheetProps = {
  result: NonNullable<AttributionAnswer['result']>
  opened: Opened
  deal: string | undefined
  onDeal: (dealId: string | undefined) => void
  onClose: () => void
}

/** Models that share what was won by what all journeys tell: a deal gives to each row, touched by it or not. */
const isShared = (opened: Opened): boolean => opened.kind === 'cell' && opened.model === 'markov'

/** The deals behind a number: together they are what it says. One of them opens its touches. */
export const DealsSheet = ({ result, opened, deal, onDeal, onClose }: DealsSheetProps) => (
  <Sheet
    open
    width="wide"
    modal={false}
    title={deal ? 'The touches before the deal' : openedTitle(opened, result)}
    onOpenChange={(open) => {
      if (!open) onClose()
    }}
  >
    {deal ? (
      <div className="flex flex-col gap-3">
        <Button
          size="small"
          tone="ghost"
          icon={<ArrowLeft aria-hidden />}
          className="self-start"
          onClick={() => onDeal(undefined)}
        >
          {openedTitle(opened, result)}
        </Button>
        <TouchStripView dealId={deal} resultId={result.id} />
      </div>
    ) : (
      <DealList result={result} opened={opened} onDeal={onDeal} />
    )}
  </Sheet>
)

const DealList = ({ result, opened, onDeal }: Pick<DealsSheetProps, 'result' | 'opened' | 'onDeal'>) => {
  const formats = useFormats()
  const query = trpc.attribution.deals.useInfiniteQuery(
    { resultId: result.id, of: opened, size: 50 },
    { getNextPageParam: (page) => page.nextCursor, initialCursor: null },
  )
  const { data, error } = query
  if (error && !data) return <ReadFailure title="The deals could not be read" query={query} />
  if (!data) return <SkeletonLines lines={8} label="The deals are being read" />
  const first = data.pages[0]!
  const { total, currency } = first
  const items = data.pages.flatMap((page) => page.items)
  if (items.length === 0) return <EmptyState title="No deal earned this">Choose another cell.</EmptyState>
  return (
    <div className="flex flex-col gap-3">
      <p className="text-muted text-sm" aria-live="polite">
        {formats.count(total.deals)} {plural(total.deals, 'deal')},{' '}
        {opened.kind === 'cell' ? 'which give together' : 'together'}{' '}
        <strong className="font-semibold text-fg" data-testid="deals-total">
          {formats.money({ minor: total.minor, currency })}
        </strong>
        .{' '}
        {isShared(opened)
          ? `${modelWords.markov} shares all revenue by what all journeys tell: every deal with a known touch gives the same part.`
          : null}
      </p>
      <table className="w-full text-sm">
        <thead>
          <tr className="border-line border-b text-muted text-xs">
            <th scope="col" className="py-2 text-start font-medium">
              Deal
            </th>
            <th scope="col" className="py-2 ps-3 text-end font-medium max-sm:hidden">
              Touches
            </th>
            <th scope="col" className="py-2 ps-3 text-end font-medium">
              Amount
            </th>
            {opened.kind === 'cell' ? (
              <th scope="col" className="py-2 ps-3 text-end font-medium">
                Gives
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.dealId} className="border-line border-b">
              <th scope="row" className="max-w-28 py-2 text-start font-normal sm:max-w-48">
                <DealName item={item} onDeal={onDeal} />
              </th>
              <td className="py-2 ps-3 text-end tabular-nums max-sm:hidden">
                {item.wonAt ? formats.count(item.touches) : <Unknown reason="Not won in these days" />}
              </td>
              <td className="py-2 ps-3 text-end">
                <Money value={{ minor: item.amountMinor, currency }} />
              </td>
              {opened.kind === 'cell' ? (
                <td className="py-2 ps-3 text-end font-medium">
                  <Money value={{ minor: item.creditMinor, currency }} />
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
      <LoadMore query={query} what="deals" />
    </div>
  )
}

const DealName = ({ item, onDeal }: { item: CreditedDeal; onDeal: (dealId: string) => void }) => {
  const formats = useFormats()
  const lead = item.deal?.lead
  const name = lead ? (lead.company ?? lead.name ?? 'A lead without a name') : 'Deleted since'
  const when = item.wonAt
    ? `won ${formats.dayYear(formats.dateIn(new Date(item.wonAt)))}`
    : 'not won in these days'
  return (
    <>
      {item.wonAt ? (
        <button
          type="button"
          onClick={() => onDeal(item.dealId)}
          className="block min-h-6 max-w-full truncate text-primary-text underline-offset-2 hover:underline"
        >
          {name}
        </button>
      ) : lead ? (
        <Link
          {...paths.lead({ leadId: lead.id })}
          className="block min-h-6 truncate text-primary-text underline-offset-2 hover:underline"
        >
          {name}
        </Link>
      ) : (
        name
      )}
      <span className="block truncate text-subtle text-xs">{when}</span>
    </>
  )
}
