import { Minus, Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from '../class-names.ts'
import { useFormats } from '../format-provider.tsx'

export type Reason = {
  rule: string
  points: number
  /** The most this rule could have given. */
  of?: number
  detail?: ReactNode
}

export type ReasonGroup = { title: string; points: number; of: number; reasons: readonly Reason[] }

export type WhyProps = {
  reasons?: readonly Reason[]
  groups?: readonly ReasonGroup[]
  /** What would change it: "A second visit makes it 100". */
  whatIf?: ReactNode
  className?: string
}

const ReasonRow = ({ reason }: { reason: Reason }) => {
  const formats = useFormats()
  const helps = reason.points > 0
  return (
    <li className="flex items-start gap-2 py-1">
      <span aria-hidden className={cn('mt-0.5 shrink-0', helps ? 'text-success' : 'text-subtle')}>
        {helps ? <Plus className="size-3.5" /> : <Minus className="size-3.5" />}
      </span>
      <span className="min-w-0 flex-1">
        {reason.rule}
        {reason.detail ? <span className="block text-subtle text-xs">{reason.detail}</span> : null}
      </span>
      <span className="shrink-0 tabular-nums">
        <span className={helps ? 'font-medium' : 'text-subtle'}>{formats.signedCount(reason.points)}</span>
        {reason.of === undefined ? null : <span className="text-subtle"> of {formats.count(reason.of)}</span>}
      </span>
    </li>
  )
}

/** The reasons behind a number, each with its points out of what was possible. */
export const Why = ({ reasons = [], groups = [], whatIf, className }: WhyProps) => {
  const formats = useFormats()
  return (
    <div className={cn('flex flex-col gap-3 text-sm', className)}>
      {groups.map((group) => (
        <section key={group.title} aria-label={group.title}>
          <p className="flex items-center gap-3 font-semibold text-sm">
            <span className="flex-1">{group.title}</span>
            <span aria-hidden className="h-1.5 w-20 overflow-hidden rounded-full bg-hover">
              <span
                data-mark
                className="block h-full rounded-full bg-chart-1"
                style={{ width: `${group.of > 0 ? (100 * Math.max(0, group.points)) / group.of : 0}%` }}
              />
            </span>
            <span className="w-14 text-end font-normal tabular-nums">
              {formats.count(group.points)}
              <span className="text-subtle"> of {formats.count(group.of)}</span>
            </span>
          </p>
          <ul className="mt-0.5 text-muted">
            {group.reasons.map((reason) => (
              <ReasonRow key={reason.rule} reason={reason} />
            ))}
          </ul>
        </section>
      ))}
      {reasons.length > 0 ? (
        <ul className="divide-y divide-line">
          {reasons.map((reason) => (
            <ReasonRow key={reason.rule} reason={reason} />
          ))}
        </ul>
      ) : null}
      {whatIf ? <p className="rounded-md bg-primary-soft px-2.5 py-1.5 text-primary-text">{whatIf}</p> : null}
    </div>
  )
}
