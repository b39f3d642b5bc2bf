import { Link } from '@tanstack/react-router'
import type { WinChange, WinEstimate, WinReason } from '@tributary/contracts'
import { cn, Probability, ProbabilityBar, RelativeTime, useFormats } from '@tributary/ui'
import { ChevronDown } from 'lucide-react'
import { paths } from '../../paths.ts'
import { plural } from '../../words.ts'

type Estimate = Extract<WinEstimate, { kind: 'estimate' }>

/** So many reasons stand at once; the rest opens. */
const FIRST = 6
/** Less than half a percent is not worth an action. */
const WORTH = 0.005

const REMARKS = {
  missing: 'not known',
  unseen: 'in no closed deal',
  beyond: 'beyond all closed deals',
} satisfies Record<NonNullable<WinReason['remark']>, string>

const saidOf = ({ value, remark }: WinReason): string =>
  [value, remark === 'missing' && value !== null ? null : remark ? REMARKS[remark] : null]
    .filter(Boolean)
    .join(', ')

const ReasonLine = ({ reason, most }: { reason: WinReason; most: number }) => {
  const formats = useFormats()
  const { label, contribution } = reason
  const helps = contribution > 0
  return (
    <li className="flex items-baseline gap-2 py-1">
      <span aria-hidden className={helps ? 'text-success' : 'text-subtle'}>
        {helps ? '▲' : '▼'}
      </span>
      <span className="min-w-0 flex-1">
        {label}
        {saidOf(reason) ? <span className="text-subtle"> {saidOf(reason)}</span> : null}
      </span>
      <span aria-hidden className="h-1.5 w-14 shrink-0 self-center overflow-hidden rounded-full bg-hover">
        <span
          data-mark
          className={cn('block h-full rounded-full', helps ? 'bg-success' : 'bg-field')}
          style={{ width: `${(100 * Math.abs(contribution)) / most}%` }}
        />
      </span>
      <span className="w-11 shrink-0 text-end tabular-nums">{formats.signedFine(contribution)}</span>
    </li>
  )
}

const Sum = ({ estimate: { base, logit, probability } }: { estimate: Estimate }) => {
  const formats = useFormats()
  return (
    <p className="pt-1 text-subtle text-xs">
      What each fact adds to the log-odds, against the average closed deal ({formats.signedFine(base)}). All
      together they are {formats.signedFine(logit)}, which is {formats.probability(probability)}.
    </p>
  )
}

const Reasons = ({ estimate }: { estimate: Estimate }) => {
  const formats = useFormats()
  const told = estimate.reasons.filter(({ contribution }) => contribution !== 0)
  const most = Math.max(...told.map(({ contribution }) => Math.abs(contribution)), 0) || 1
  const [first, rest] = [told.slice(0, FIRST), told.slice(FIRST)]
  const sum = rest.reduce((total, { contribution }) => total + contribution, 0)
  return (
    <div className="text-sm">
      <ul aria-label="What speaks for it and against it" className="divide-y divide-line">
        {first.map((reason) => (
          <ReasonLine key={reason.feature} reason={reason} most={most} />
        ))}
      </ul>
      {rest.length > 0 ? (
        <details className="group border-line border-t">
          <summary className="flex cursor-pointer list-none items-center gap-1 py-1 text-muted">
            <ChevronDown aria-hidden className="size-3.5 transition-transform group-open:rotate-180" />
            <span className="flex-1">
              {formats.count(rest.length)} smaller {plural(rest.length, 'one')}
            </span>
            <span className="tabular-nums">{formats.signedFine(sum)}</span>
          </summary>
          <ul className="divide-y divide-line">
            {rest.map((reason) => (
              <ReasonLine key={reason.feature} reason={reason} most={most} />
            ))}
          </ul>
        </details>
      ) : null}
      <Sum estimate={estimate} />
    </div>
  )
}

const ChangeLine = ({ change: { action, probability, difference } }: { change: WinChange }) => {
  const formats = useFormats()
  return (
    <li className="flex items-baseline gap-2 py-1">
      <span className="min-w-0 flex-1">{action}</span>
      <span className="text-muted tabular-nums">{formats.probability(probability)}</span>
      <span className="w-10 text-end font-medium tabular-nums">{formats.signedCount(100 * difference)}</span>
    </li>
  )
}

const Changes = ({ changes }: { changes: readonly WinChange[] }) => {
  const worth = changes.filter(({ difference }) => Math.abs(difference) >= WORTH)
  if (worth.length === 0) return null
  return (
    <div className="text-sm">
      <h3 className="font-semibold">What one action would change</h3>
      <ul className="divide-y divide-line">
        {worth.map((change) => (
          <ChangeLine key={change.action} change={change} />
        ))}
      </ul>
      <p className="pt-1 text-subtle text-xs">
        Seen with other deals, everything else as it is: a hint, not a promise.
      </p>
    </div>
  )
}

const Estimated = ({ estimate, closed }: { estimate: Estimate; closed: boolean }) => {
  const { probability, low, high, at, model } = estimate
  return (
    <div className="flex flex-col gap-3">
      <div>
        <p className="flex flex-wrap items-baseline gap-x-2">
          <Probability value={probability} halfWidth={(high - low) / 2} className="font-semibold text-lg" />
          <span className="text-muted text-xs">
            {closed ? 'told last before it was closed, ' : 'told '}
            <RelativeTime at={at} /> by the{' '}
            <Link
              {...paths.forecast({ model: model.id })}
              className="text-primary-text underline-offset-2 hover:underline"
            >
              model of <RelativeTime at={model.trainedAt} />
            </Link>
          </span>
        </p>
        <div className="mt-1.5">
          <ProbabilityBar value={probability} low={low} high={high} />
        </div>
      </div>
      <Reasons estimate={estimate} />
      <Changes changes={estimate.changes} />
    </div>
  )
}

const BaseRate = ({ win }: { win: Extract<WinEstimate, { kind: 'base-rate' }> }) => {
  const formats = useFormats()
  return (
    <div className="flex flex-col gap-2 text-sm">
      <p>
        <span className="font-semibold text-lg">{formats.probability(win.probability)}</span>{' '}
        <span className="text-muted">base rate, no estimate of its own</span>
      </p>
      <ProbabilityBar value={win.probability} low={win.low} high={win.high} />
      <p className="text-muted">
        Of {formats.count(win.closed)} closed deals that came at least as far, {formats.count(win.won)} were
        won. {win.because}
      </p>
    </div>
  )
}

/** How probable it is that a deal is won, why, and what would change it; or why that is not told. */
export const WinReasons = ({ win, closed }: { win: WinEstimate; closed: boolean }) => {
  if (win.kind === 'estimate') return <Estimated estimate={win} closed={closed} />
  if (closed) return <p className="text-muted text-sm">No estimate was made before it was closed.</p>
  if (win.kind === 'base-rate') return <BaseRate win={win} />
  return <p className="text-muted text-sm">Nothing can be told yet. {win.because}</p>
}
