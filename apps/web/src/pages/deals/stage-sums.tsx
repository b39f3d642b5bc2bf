import type { DealSum, DealSums } from '@tributary/contracts'
import { Money, Skeleton, Unknown, useFormats } from '@tributary/ui'
import { dealStageWords, plural } from '../../words.ts'

const WEIGHTED =
  'Each deal by its win probability, or by the share of deals that were won of all that came so far'

/** What deals add up to, whole and weighted, one line for each currency. */
export const SumLines = ({ sums, open }: { sums: readonly DealSum[]; open: boolean }) =>
  sums.length === 0 ? (
    <p className="text-muted text-sm">–</p>
  ) : (
    sums.map(({ currency, amountMinor, weightedMinor }) => (
      <p key={currency} className="flex flex-wrap items-baseline gap-x-2 text-sm">
        <span className="font-medium">
          <Money value={{ minor: amountMinor, currency }} compact />
        </span>
        {open ? (
          <span className="text-muted text-xs" title={WEIGHTED}>
            {weightedMinor === null ? (
              <Unknown reason="Not enough closed deals to weight by" />
            ) : (
              <Money value={{ minor: weightedMinor, currency }} compact />
            )}{' '}
            weighted
          </span>
        ) : null}
      </p>
    ))
  )

/** The columns of the board above the table: how many, how much, and how much of it is likely. */
export const StageSums = ({ sums }: { sums: DealSums | undefined }) => {
  const formats = useFormats()
  if (!sums) return <Skeleton className="h-18 w-full rounded-lg" />
  return (
    <dl
      aria-label="Sums by stage"
      className="grid grid-cols-2 overflow-hidden rounded-lg border border-line bg-surface sm:grid-cols-3 lg:grid-cols-5"
    >
      {sums.columns.map(({ stage, n, sums: own }) => (
        <div
          key={stage}
          className="min-w-0 px-3 py-2 shadow-[1px_1px_0_0_var(--color-line)] last:max-sm:col-span-2"
        >
          <dt className="flex items-baseline justify-between gap-2 text-muted text-xs">
            {dealStageWords[stage]}
            <span className="tabular-nums">
              {formats.count(n)} {plural(n, 'deal')}
            </span>
          </dt>
          <dd className="mt-0.5">
            <SumLines sums={own} open={stage !== 'won' && stage !== 'lost'} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
