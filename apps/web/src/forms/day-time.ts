import { dateIn, localTime, startOfDate } from '@tributary/kernel'

const MINUTE = 60_000
const two = (value: number): string => String(value).padStart(2, '0')

/** A day and a time of day as the clocks of a zone show them. */
export type DayTime = { readonly day: string; readonly time: string }

export const dayTimeOf = (iso: string, timeZone: string): DayTime => {
  const { date, hour, minute } = localTime(Date.parse(iso), timeZone)
  return { day: date, time: `${two(hour)}:${two(minute)}` }
}

/**
 * The instant at which the clocks of a zone show this day and time; a time that summer time skips is an hour later.
 * Undefined for what is no day or no time.
 */
export const instantOf = ({ day, time }: DayTime, timeZone: string): string | undefined => {
  const [hour, minute] = time.split(':').map(Number)
  if (
    !/^\d{4}-\d{2}-\d{2}$/.test(day) ||
    hour === undefined ||
    minute === undefined ||
    Number.isNaN(hour + minute)
  )
    return undefined
  const wanted = hour * 60 + minute
  const guess = startOfDate(day, timeZone) + wanted * MINUTE
  const shown = localTime(guess, timeZone)
  const dayShift = dateIn(guess, timeZone) === day ? 0 : dateIn(guess, timeZone) > day ? 1440 : -1440
  const off = shown.hour * 60 + shown.minute + dayShift - wanted
  return new Date(guess - off * MINUTE).toISOString()
}
