/** A calendar date without a time or a zone, `YYYY-MM-DD`. Comparing the texts compares the dates. */
export type CalendarDate = string

/** Both ends belong to the period. */
export type Period = { readonly start: CalendarDate; readonly end: CalendarDate }

export const DAY = 86_400_000

const formats = new Map<string, Intl.DateTimeFormat>()
const formatOf = (timeZone: string): Intl.DateTimeFormat => {
  let format = formats.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      weekday: 'short',
    })
    formats.set(timeZone, format)
  }
  return format
}

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const

/** What a wall clock and a calendar in the zone show. `weekday` is 1 for Monday to 7 for Sunday (ISO 8601). */
export type LocalTime = {
  readonly date: CalendarDate
  readonly hour: number
  readonly minute: number
  readonly second: number
  readonly weekday: number
}

/** The local time of an instant (milliseconds since 1970 UTC) in an IANA zone, with its summer time. */
export const localTime = (instant: number, timeZone: string): LocalTime => {
  const parts: Record<string, string> = {}
  for (const { type, value } of formatOf(timeZone).formatToParts(instant)) parts[type] = value
  return {
    date: `${parts.year}-${parts.month}-${parts.day}`,
    hour: Number(parts.hour),
    minute: Number(parts.minute),
    second: Number(parts.second),
    weekday: weekdays.indexOf(parts.weekday as (typeof weekdays)[number]) + 1,
  }
}

export const dateIn = (instant: number, timeZone: string): CalendarDate => localTime(instant, timeZone).date

const utcOf = (date: CalendarDate): number => Date.parse(`${date}T00:00:00Z`)

/** The date so many days later (or earlier). `addDays('2024-02-28', 1)` is `'2024-02-29'`. */
export const addDays = (date: CalendarDate, days: number): CalendarDate =>
  new Date(utcOf(date) + days * DAY).toISOString().slice(0, 10)

/** How many days lie in a period, both ends counted. */
export const daysIn = ({ start, end }: Period): number => Math.round((utcOf(end) - utcOf(start)) / DAY) + 1

/** The period of the same length that ends the day before this one starts. */
export const previousPeriod = (period: Period): Period => ({
  start: addDays(period.start, -daysIn(period)),
  end: addDays(period.start, -1),
})

/**
 * The instant at which a date begins in a zone: its first moment, also where summer time skips midnight.
 * `startOfDate('2026-03-29', 'Europe/Berlin')` is 2026-03-28T23:00:00Z.
 */
export const startOfDate = (date: CalendarDate, timeZone: string): number => {
  const guess = utcOf(date)
  const offsetAt = (instant: number) => {
    const local = localTime(instant, timeZone)
    const wall = utcOf(local.date) + ((local.hour * 60 + local.minute) * 60 + local.second) * 1000
    return wall - instant
  }
  const candidates = [
    guess - offsetAt(guess - DAY / 2),
    guess - offsetAt(guess + DAY / 2),
    guess - offsetAt(guess),
  ]
  const onDate = candidates.filter((instant) => dateIn(instant, timeZone) === date)
  return onDate.length > 0 ? Math.min(...onDate) : Math.min(...candidates)
}

/** The half-open span of instants `[from, to)` that a period covers in a zone. */
export const spanOf = (period: Period, timeZone: string): { from: number; to: number } => ({
  from: startOfDate(period.start, timeZone),
  to: startOfDate(addDays(period.end, 1), timeZone),
})

export const isCalendarDate = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(utcOf(text)) && addDays(text, 0) === text
