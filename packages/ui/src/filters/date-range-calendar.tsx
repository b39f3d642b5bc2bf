import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { DayPicker, type DateRange as Picked } from 'react-day-picker'
import type { DateSpan } from './date-presets.ts'

export type DateRangeCalendarProps = {
  span: DateSpan
  today: string
  onChange: (span: DateSpan) => void
}

// The picker thinks in local days; noon keeps a day the same day in every zone.
const toLocal = (date: string): Date => new Date(`${date}T12:00:00`)
const fromLocal = (at: Date): string =>
  [at.getFullYear(), at.getMonth() + 1, at.getDate()].map((part) => String(part).padStart(2, '0')).join('-')

const day = 'size-8 rounded-md text-sm hover:bg-hover focus-visible:outline-offset-0 pointer-coarse:size-10'

const DateRangeCalendar = ({ span, today, onChange }: DateRangeCalendarProps) => {
  const [draft, setDraft] = useState<Picked>({ from: toLocal(span.start), to: toLocal(span.end) })
  const pick = (next: Picked | undefined, pressed: Date) => {
    // a finished range starts anew with the next press
    const restarted = draft.from && draft.to ? { from: pressed, to: undefined } : (next ?? { from: pressed })
    setDraft({ from: restarted.from, to: restarted.to })
    if (restarted.from && restarted.to)
      onChange({ start: fromLocal(restarted.from), end: fromLocal(restarted.to) })
  }
  return (
    <DayPicker
      mode="range"
      required={false}
      selected={draft}
      onSelect={pick}
      defaultMonth={toLocal(span.end)}
      today={toLocal(today)}
      disabled={{ after: toLocal(today) }}
      weekStartsOn={1}
      components={{
        Chevron: ({ orientation }) =>
          orientation === 'left' ? (
            <ChevronLeft aria-hidden className="size-4 rtl:rotate-180" />
          ) : (
            <ChevronRight aria-hidden className="size-4 rtl:rotate-180" />
          ),
      }}
      classNames={{
        months: 'relative',
        nav: 'absolute inset-x-0 top-0 flex justify-between',
        button_previous:
          'grid size-7 place-items-center rounded-md text-muted hover:bg-hover pointer-coarse:size-10',
        button_next:
          'grid size-7 place-items-center rounded-md text-muted hover:bg-hover aria-disabled:opacity-40 pointer-coarse:size-10',
        month_caption: 'flex h-7 items-center justify-center font-medium text-sm pointer-coarse:h-10',
        month_grid: 'mt-2 border-collapse',
        weekday: 'size-8 font-normal text-subtle text-xs',
        day: 'p-0 text-center',
        day_button: day,
        today: 'font-semibold text-primary-text',
        outside: 'text-subtle',
        disabled: 'text-subtle opacity-50',
        range_start: 'rounded-s-md bg-primary-soft [&>button]:bg-primary [&>button]:text-on-primary',
        range_end: 'rounded-e-md bg-primary-soft [&>button]:bg-primary [&>button]:text-on-primary',
        range_middle: 'bg-primary-soft text-primary-text',
      }}
    />
  )
}

export default DateRangeCalendar
