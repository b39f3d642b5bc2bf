import { addDays, type CalendarDate, DAY, localTime, startOfDate } from '@tributary/kernel'

/** Monday to Sunday: business buyers write on working days. */
const WEEKDAY_WEIGHTS = [1.1, 1.2, 1.15, 1.1, 1, 0.45, 0.3] as const
/** January to December: the push before the fiscal year ends in March, the quiet of festivals and holidays. */
const MONTH_WEIGHTS = [1, 1.05, 1.25, 0.95, 0.9, 1, 1.05, 1, 1.05, 0.85, 0.85, 0.8] as const
/** Times as much after a year. */
const YEARLY_GROWTH = 1.5
/** Local hours 0 to 23. */
export const HOUR_WEIGHTS = [
  0.2, 0.1, 0.05, 0.05, 0.05, 0.1, 0.3, 0.6, 1.2, 2.4, 3.6, 3.9, 3.4, 2.6, 2.9, 3.4, 3.5, 3, 2.2, 1.5, 1.4,
  1.3, 0.9, 0.5,
] as const

const OPENS = 9.5 * 3_600_000
const CLOSES = 18.5 * 3_600_000

export type Day = {
  readonly date: CalendarDate
  readonly start: number
  readonly end: number
  /** 1 is Monday. */
  readonly weekday: number
  /** Demand against an average Monday-to-Sunday day of the first month. */
  readonly weight: number
}

export const seasonWeight = (date: CalendarDate, index: number, weekday: number): number =>
  WEEKDAY_WEIGHTS[weekday - 1]! *
  MONTH_WEIGHTS[Number(date.slice(5, 7)) - 1]! *
  YEARLY_GROWTH ** (index / 365)

export const calendarOf = (start: CalendarDate, days: number, timeZone: string): readonly Day[] => {
  const starts = Array.from({ length: days + 1 }, (_, i) => startOfDate(addDays(start, i), timeZone))
  return starts.slice(0, days).map((from, i) => {
    const date = addDays(start, i)
    const { weekday } = localTime(from + DAY / 2, timeZone)
    return { date, start: from, end: starts[i + 1]!, weekday, weight: seasonWeight(date, i, weekday) }
  })
}

/** Index of the day that holds an instant, or −1 outside the calendar. Days last 23 to 25 hours, so guess and step. */
export const dayAt = (calendar: readonly Day[], instant: number): number => {
  const first = calendar[0]
  if (!first || instant < first.start) return -1
  let index = Math.min(calendar.length - 1, Math.floor((instant - first.start) / DAY))
  while (index > 0 && calendar[index]!.start > instant) index -= 1
  while (index < calendar.length && calendar[index]!.end <= instant) index += 1
  return index < calendar.length ? index : -1
}

const isWorkday = (day: Day): boolean => day.weekday <= 5

/**
 * The first moment at or after an instant at which someone works (Monday to Friday, 9:30 to 18:30 local).
 * `spread` in [0, 1) places what waited overnight within the first two hours. After the calendar: Infinity.
 */
export const workingMoment = (calendar: readonly Day[], instant: number, spread: number): number => {
  let index = dayAt(calendar, instant)
  if (index < 0) return Number.POSITIVE_INFINITY
  const today = calendar[index]!
  const since = instant - today.start
  if (isWorkday(today) && since >= OPENS && since < CLOSES) return instant
  if (!isWorkday(today) || since >= CLOSES) index += 1
  while (index < calendar.length && !isWorkday(calendar[index]!)) index += 1
  const next = calendar[index]
  return next ? next.start + OPENS + Math.floor(spread * 2 * 3_600_000) : Number.POSITIVE_INFINITY
}
