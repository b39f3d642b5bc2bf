import type { SpendRow, SpendSum } from '@tributary/contracts'
import { Card, DataTable, EmptyState, Money, Percent, useFormats } from '@tributary/ui'
import { ReceiptText } from 'lucide-react'
import { type ReactNode, useMemo } from 'react'
import { ReadFailure } from '../../../api/read-failure.tsx'
import { failureOf, trpc } from '../../../api/trpc.ts'
import { LoadMore } from '../../../lists/load-more.tsx'
import { rowIdOf, spendColumns } from './spend-columns.tsx'

type SpendLinesProps = {
  period: { start: string; end: string }
  /** Of one campaign; of all without it. */
  campaignId?: string
  whyNot: string | null
  onEdit: (row: SpendRow) => void
  /** What to do while there is nothing. */
  begin: ReactNode
}

/** What the lines of the question add up to, whatever is shown of them. */
const Sums = ({ sums }: { sums: readonly SpendSum[] }) => {
  const formats = useFormats()
  return sums.map(({ currency, lines, amountMinor, impressions, clicks }) => (
    <span key={currency} className="flex flex-wrap gap-x-4">
      <span className="font-medium text-fg">
        <Money value={{ minor: amountMinor, currency }} />
      </span>
      <span>
        {formats.count(lines)} {lines === 1 ? 'line' : 'lines'}
      </span>
      <span>{formats.count(impressions)} impressions</span>
      <span>{formats.count(clicks)} clicks</span>
      <span>
        CTR{' '}
        <Percent value={impressions === 0 ? null : clicks / impressions} unknown="No impressions reported" />
      </span>
    </span>
  ))
}

/** Every line that was reported, the newest day first, with the sums of all of them. */
export const SpendLines = ({ period, campaignId, whyNot, onEdit, begin }: SpendLinesProps) => {
  const columns = useMemo(
    () => spendColumns(campaignId === undefined, { onEdit, whyNot }),
    [campaignId, onEdit, whyNot],
  )
  const query = trpc.spend.list.useInfiniteQuery(
    { period, ...(campaignId ? { campaignId } : {}), size: 100 },
    { getNextPageParam: (page) => page.nextCursor ?? undefined, placeholderData: (old) => old },
  )
  const rows = useMemo(() => (query.data?.pages ?? []).flatMap(({ items }) => items), [query.data])
  const failure = query.error && rows.length === 0 ? failureOf(query.error) : null
  const sums = query.data?.pages[0]?.sums ?? []
  return (
    <Card flush footer={sums.length > 0 ? <Sums sums={sums} /> : undefined}>
      <DataTable
        label="Lines of spend"
        rows={rows}
        columns={columns}
        rowId={rowIdOf}
        rowLabel={({ day, source }) => `${day} ${source}`}
        loading={query.isPending}
        stale={query.isPlaceholderData}
        error={failure ? <ReadFailure title="The lines could not be read" query={query} /> : undefined}
        empty={
          <EmptyState icon={<ReceiptText aria-hidden />} title="No spend in these days" action={begin}>
            Record it by hand, import a file, or let a program send it. Cost per lead, ROAS and the budget
            advisor are counted from it.
          </EmptyState>
        }
        footer={<LoadMore query={query} what="lines" />}
      />
    </Card>
  )
}
