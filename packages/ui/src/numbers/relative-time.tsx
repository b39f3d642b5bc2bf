import { cn } from '../class-names.ts'
import { useFormats, useNow } from '../format-provider.tsx'
import { Unknown } from './unknown.tsx'

export type RelativeTimeProps = {
  at: Date | string | null
  unknown?: string
  className?: string
}

/** "14 min" under a day, then the date; hovering gives the moment with its zone. */
export const RelativeTime = ({ at, unknown, className }: RelativeTimeProps) => {
  const formats = useFormats()
  const now = useNow()
  if (at === null) return <Unknown reason={unknown ?? 'Never'} />
  const moment = typeof at === 'string' ? new Date(at) : at
  return (
    <time
      dateTime={moment.toISOString()}
      title={formats.dateTimeZone(moment)}
      className={cn('whitespace-nowrap tabular-nums', className)}
    >
      {formats.relative(moment, now)}
    </time>
  )
}

export type CalendarDateProps = { date: string | null; unknown?: string; className?: string }

/** A day that is the same day for every reader. */
export const CalendarDate = ({ date, unknown, className }: CalendarDateProps) => {
  const formats = useFormats()
  if (date === null) return <Unknown reason={unknown} />
  return (
    <time dateTime={date} className={cn('whitespace-nowrap tabular-nums', className)}>
      {formats.dayYear(date)}
    </time>
  )
}
