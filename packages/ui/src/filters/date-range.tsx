import { CalendarDays } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { cn } from '../class-names.ts'
import { Button } from '../controls/button.tsx'
import { Segmented } from '../controls/segmented.tsx'
import { Skeleton } from '../feedback/skeleton.tsx'
import { useFormats } from '../format-provider.tsx'
import { Popover } from '../overlays/popover.tsx'
import {
  type Comparison,
  comparedSpan,
  comparisonLabels,
  type DateSpan,
  PRESETS,
  type Preset,
  presetLabels,
  presetSpan,
} from './date-presets.ts'

// the calendar is heavy and seldom opened
const Calendar = lazy(() => import('./date-range-calendar.tsx'))

export type DateRangeValue = { span: DateSpan; preset: Preset | null; compare: Comparison }

export type DateRangeProps = {
  value: DateRangeValue
  onChange: (value: DateRangeValue) => void
  /** The workspace's today, `2026-11-20`. */
  today: string
  /** Offer the comparison. */
  comparable?: boolean
  className?: string
}

const comparisons = (['previous', 'year', 'none'] as const).map((value) => ({
  value,
  label: { previous: 'Previous', year: 'Last year', none: 'None' }[value],
}))

export const DateRange = ({ value, onChange, today, comparable = true, className }: DateRangeProps) => {
  const formats = useFormats()
  const [open, setOpen] = useState(false)
  const { span, preset, compare } = value
  const days =
    span.start === span.end
      ? formats.dayYear(span.start)
      : `${formats.day(span.start)} – ${formats.dayYear(span.end)}`
  const compared = comparedSpan(span, compare)
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      align="end"
      label="Dates shown"
      className="w-auto p-0"
      trigger={
        <Button icon={<CalendarDays aria-hidden />} className={className}>
          {preset ? presetLabels[preset] : days}
          {span.end === today ? <span className="sr-only">, today so far is partial</span> : null}
        </Button>
      }
    >
      <div className="flex max-sm:flex-col">
        <div
          role="group"
          aria-label="Periods"
          className="flex min-w-36 gap-0.5 overflow-x-auto border-line p-2 max-sm:border-b sm:flex-col sm:border-e"
        >
          {PRESETS.map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={one === preset}
              onClick={() => {
                onChange({ ...value, preset: one, span: presetSpan(one, today) })
                setOpen(false)
              }}
              className={cn(
                'h-7 shrink-0 rounded-md px-2 text-start text-sm -outline-offset-2 hover:bg-hover pointer-coarse:h-11',
                one === preset && 'bg-primary-soft font-medium text-primary-text',
              )}
            >
              {presetLabels[one]}
            </button>
          ))}
        </div>
        <div className="flex flex-col gap-3 p-3">
          <Suspense fallback={<Skeleton className="h-64 w-59" />}>
            <Calendar
              span={span}
              today={today}
              onChange={(next) => onChange({ ...value, span: next, preset: null })}
            />
          </Suspense>
          {comparable ? (
            <div className="flex flex-col gap-1">
              <span className="text-muted text-xs">Compare with</span>
              <Segmented
                label="Compare with"
                segments={comparisons}
                value={compare}
                onChange={(next) => onChange({ ...value, compare: next })}
              />
            </div>
          ) : null}
          <p className="max-w-59 text-subtle text-xs">
            {days}
            {compared ? `, against ${formats.day(compared.start)} – ${formats.dayYear(compared.end)}` : ''}
            {`. Days of ${formats.timeZone}`}
            {span.end === today ? '; today is not over yet.' : '.'}
          </p>
        </div>
      </div>
    </Popover>
  )
}

/** "vs previous period", for the line under a title. */
export const comparisonText = (compare: Comparison): string | null =>
  compare === 'none' ? null : `vs ${comparisonLabels[compare].toLowerCase()}`
